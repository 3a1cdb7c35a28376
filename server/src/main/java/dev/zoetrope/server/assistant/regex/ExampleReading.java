package dev.zoetrope.server.assistant.regex;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Texts like the examples given: {@code order ids like ORD-12345}. */
final class ExampleReading implements Reading {
  private static final Pattern VARIED = Pattern.compile(".*\\d.*|--\\w+|.*[_-].*");

  /** A step of a path that is anybody's: {@code my-post}. */
  private static final String MINE = "/(?:my|your|some|example)(?:-[a-z]+)+(?=/|$)";

  @Override
  public Candidate read(Description description) {
    List<String> examples = new ArrayList<>();
    List<String> others = new ArrayList<>();
    boolean like = false;
    boolean not = false;
    for (int i = 0; i < description.words().size(); i++) {
      Word word = description.words().get(i);
      if (like && i > 0 && goesOn(description.words(), i)) {
        return null;
      }
      if (word.is("EXAMPLE") && !examples.isEmpty()) {
        // What stands before the examples says more than they do.
        return null;
      }
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
    boolean several =
        like
            && examples.size() == 1
            && examples.get(0).matches("/[\\w-]+(?:/[\\w-]+)*/[a-z]+(?:-[a-z]+)+")
            && description.words().stream()
                .anyMatch(word -> word.plain().matches("pages|posts|articles|profiles|products"));
    boolean varied = several || examples.stream().allMatch(text -> VARIED.matcher(text).matches());
    boolean urls = examples.stream().anyMatch(text -> text.contains("://"));
    boolean contrast =
        !others.isEmpty() && examples.stream().allMatch(text -> text.matches(".*\\d.*"));
    if (examples.isEmpty() || !(like || contrast || shown(description.words())) || !varied) {
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
    if ((slugs || several) && (path || urls) && examples.size() == 1) {
      // The last step of the example is a title, and others have other titles.
      expression = expression.replaceFirst("[^/]+$", "[^/?#]+");
    }
    if (path && examples.size() == 1) {
      expression = expression.replaceAll(MINE, "/[^/?#]+");
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
        path
            ? expression + (examples.get(0).endsWith("/") ? "" : "(?:[/?#]|$)")
            : "^" + expression + "$",
        examples,
        wrong);
  }

  /** "7:05 PM": the example is more than what stands before. */
  private static boolean goesOn(List<Word> words, int i) {
    Word word = words.get(i);
    return words.get(i - 1).is(Word.Kind.LITERAL)
        && word.is(Word.Kind.WORD)
        && !KnownTypes.NOISE.contains(word.plain())
        && !RelationReading.SUBJECTS.contains(word.plain());
  }

  /** "Phone numbers 555-123-4567": what several are called, and one of them. */
  private static boolean shown(List<Word> words) {
    int last = words.size() - 1;
    boolean one =
        last > 1
            && words.get(last).is(Word.Kind.LITERAL)
            && words.get(last).text().matches(".*\\d.*")
            && words.subList(0, last).stream()
                .allMatch(
                    word -> word.is(Word.Kind.WORD) || word.is(Word.Kind.COMMA) || word.is("FROM"));
    return one
        && words.subList(0, last).stream()
            .anyMatch(word -> word.plain().matches("any|every|all|(?!address$)\\w{3,}[^s]s"));
  }
}
