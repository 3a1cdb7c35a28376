package dev.zoetrope.server.assistant.regex;

import java.util.ArrayList;
import java.util.List;

/** Texts of which one is there, and nothing else that is said of them. */
final class LiteralList {
  private static final String SYSTEMS =
      "(?i)android|ios|windows|chrome|firefox|safari|edge|opera|macos|ubuntu";
  private static final int MOST_NAMING = 4;

  private LiteralList() {}

  /** {@code checkout steps: /checkout/payment or /checkout/review}. */
  static Candidate of(Description description, boolean whole) {
    List<String> texts = new ArrayList<>();
    for (Word word : description.words()) {
      if (word.is(Word.Kind.LITERAL)) {
        texts.add(word.text());
      } else if (!word.is("OR") && !word.is("AND") && !word.is(Word.Kind.COMMA)) {
        return null;
      }
    }
    if (texts.stream().anyMatch(text -> text.matches(".*[<>{}*].*|.*/:.*"))) {
      return null;
    }
    if (texts.size() == 1 && texts.get(0).matches(".*\\d.*|.*/(?:my|your)-.*")) {
      // One text with a number is one of many.
      return null;
    }
    String open = texts.size() == 1 ? ExampleForms.expression(texts) : null;
    if (open != null) {
      return new Candidate(open, texts, List.of(""));
    }
    if (description.words().size() > 1 && texts.stream().allMatch(text -> text.startsWith("@"))) {
      // Domains of addresses.
      return null;
    }
    if (texts.isEmpty() || texts.stream().anyMatch(text -> text.matches(".*[<>{}*].*|.*[/=]:.*"))) {
      return null;
    }
    String one =
        Escape.oneOf(
            texts.stream().map(text -> Part.of(text, description.anyCase()).expression()).toList());
    boolean paths = texts.stream().allMatch(text -> text.matches("/[\\w./-]*[\\w-]"));
    return new Candidate(
        whole ? "^" + one + "$" : one + (paths ? "(?:[/?#]|$)" : ""), texts, List.of(""));
  }

  /** {@code http status 404 or 500}, {@code labels "Buy" or "Add"}: a name, then texts alone. */
  static Candidate behindName(Said said) {
    List<Word> words = Description.of(said.body()).words();
    int from = 0;
    while (from < words.size()
        && words.get(from).is(Word.Kind.WORD)
        && CharacterKinds.at(words, from) == null) {
      from++;
    }
    List<String> texts = new ArrayList<>();
    for (Word word : words.subList(from, words.size())) {
      if (word.is(Word.Kind.LITERAL) || word.is(Word.Kind.NUMBER)) {
        texts.add(word.text());
      } else if (!word.is("OR") && !word.is(Word.Kind.COMMA)) {
        return null;
      }
    }
    boolean numbers = texts.stream().allMatch(text -> text.matches("\\d+"));
    boolean named =
        from > 0
            && from <= MOST_NAMING
            && words.subList(0, from).stream()
                .noneMatch(w -> w.plain().matches("in|at|on|for|by|to|from"));
    if (!named
        || texts.size() < 2
        || texts.stream().anyMatch(text -> text.matches("\\W.*|.*[/@].*"))) {
      return null;
    }
    String one = Escape.oneOf(texts.stream().map(Escape::literal).toList());
    String name = words.get(0).text();
    if (numbers && from == 1 && name.matches(SYSTEMS)) {
      return new Candidate(
          "\\b" + Escape.anyCase(name) + " " + one + "\\b",
          List.of(name + " " + texts.get(0)),
          List.of(texts.get(0)));
    }
    boolean versions =
        words.subList(0, from).stream()
            .anyMatch(word -> word.plain().matches("versions?|releases?"));
    String end = versions ? "(?:\\.\\d+)*$" : "$";
    return new Candidate(numbers ? "^" + one + end : one, texts, List.of(""));
  }
}
