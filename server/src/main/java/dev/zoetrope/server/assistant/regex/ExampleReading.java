package dev.zoetrope.server.assistant.regex;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Texts like the examples given: {@code order ids like ORD-12345}. */
final class ExampleReading implements Reading {
  private static final Pattern VARIED = Pattern.compile(".*\\d.*|--\\w+|.*[_-].*");

  @Override
  public Candidate read(Description description) {
    List<String> examples = new ArrayList<>();
    List<String> others = new ArrayList<>();
    boolean like = false;
    boolean not = false;
    for (Word word : description.words()) {
      like |= word.is("EXAMPLE");
      not |= word.is("NOT");
      if (word.is("START")
          || word.is("END")
          || word.is(Word.Kind.FORMAT)
          || word.is(Word.Kind.NUMBER)
          || word.is("THEN")) {
        return null;
      }
      boolean other = not && word.is(Word.Kind.WORD) && !KnownTypes.NOISE.contains(word.plain());
      if (word.is(Word.Kind.LITERAL) || other) {
        (not ? others : examples).add(word.text());
      }
    }
    boolean varied = examples.stream().allMatch(text -> VARIED.matcher(text).matches());
    boolean urls = examples.stream().anyMatch(text -> text.contains("://"));
    boolean contrast =
        !others.isEmpty() && examples.stream().allMatch(text -> text.matches(".*\\d.*"));
    if (examples.isEmpty() || !(like || contrast) || !varied) {
      return null;
    }
    boolean flags = examples.stream().allMatch(text -> text.matches("--[a-z-]+"));
    String expression = flags ? "--[A-Za-z][A-Za-z0-9-]*" : Examples.expression(examples);
    if (expression == null) {
      expression = Escape.oneOf(examples.stream().map(Escape::literal).toList());
    }
    boolean path = examples.get(0).startsWith("/");
    boolean slugs =
        description.words().stream().anyMatch(word -> word.plain().matches("slugs?|titles?"));
    if (slugs && (path || urls) && examples.size() == 1) {
      // The last step of the example is a title, and others have other titles.
      expression = expression.replaceFirst("[^/]+$", "[^/?#]+");
    }
    List<String> wrong = new ArrayList<>(others);
    wrong.add("");
    if (examples.stream().allMatch(text -> text.matches(".*\\d.*"))) {
      wrong.add(examples.get(0).replaceAll("\\d+", "-"));
    }
    if (urls) {
      return new Candidate("^" + expression + "(?:[/?#]|$)", examples, wrong);
    }
    return new Candidate(
        path ? expression + "(?:[/?#]|$)" : "^" + expression + "$", examples, wrong);
  }
}
