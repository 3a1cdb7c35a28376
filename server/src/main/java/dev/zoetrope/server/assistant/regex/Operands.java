package dev.zoetrope.server.assistant.regex;

import java.util.ArrayList;
import java.util.List;

/** The texts behind a relation: literal ones, words, and characters by their kind. */
final class Operands {
  private Operands() {}

  /**
   * Reads the texts from here on, joined by commas, "and" and "or".
   *
   * @param and set to true when "and" joins them
   * @return where they end
   */
  static int read(Description description, int from, List<Part> parts, boolean[] and) {
    List<Word> words = description.words();
    int i = from;
    int end = from;
    while (i < words.size()) {
      int at = i;
      while (introduces(words, at)) {
        at++;
      }
      int next = operand(description, at, parts);
      if (next < 0) {
        break;
      }
      end = next;
      i = next;
      int joint = i;
      boolean joined = false;
      while (joint < words.size()
          && (words.get(joint).is(Word.Kind.COMMA)
              || words.get(joint).is("OR")
              || words.get(joint).is("AND"))) {
        and[0] |= words.get(joint).is("AND");
        joined = true;
        joint++;
      }
      if (!joined || joint >= words.size() || !operandFollows(description, joint)) {
        break;
      }
      i = joint;
    }
    return end;
  }

  /** An article or "the word", with the text itself behind it. */
  private static boolean introduces(List<Word> words, int at) {
    return at + 1 < words.size()
        && words.get(at).is(Word.Kind.WORD)
        && (words.get(at).plain().matches("a|an|the|either|any")
            || RelationReading.SUBJECTS.contains(words.get(at).plain()))
        && !words.get(at + 1).is(Word.Kind.KEYWORD)
        && !words.get(at + 1).is(Word.Kind.COMMA);
  }

  private static boolean operandFollows(Description description, int i) {
    int at = i;
    List<Word> words = description.words();
    while (introduces(words, at)) {
      at++;
    }
    return at < words.size() && operand(description, at, new ArrayList<>()) >= 0;
  }

  /** Adds the text at this place; returns where it ends, or -1. */
  private static int operand(Description description, int from, List<Part> parts) {
    List<Word> words = description.words();
    if (from >= words.size()) {
      return -1;
    }
    Word word = words.get(from);
    boolean answer =
        word.is("NOT")
            && word.text().equals("no")
            && (from + 1 == words.size()
                || words.get(from + 1).is("OR")
                || words.get(from + 1).is(Word.Kind.COMMA))
            && from > 0;
    if (word.is(Word.Kind.LITERAL) || answer) {
      parts.add(Part.of(word.text(), description.anyCase()));
      return from + 1;
    }
    Count count = Count.at(words, from);
    if (count != null) {
      CharacterKinds.Found kind = CharacterKinds.at(words, count.next());
      if (kind == null) {
        if (word.is(Word.Kind.NUMBER)) {
          parts.add(Part.of(word.text(), false));
          return from + 1;
        }
        return -1;
      }
      if (kind.set().isEmpty() && count.least() > 1) {
        // So many of any characters is how long it is, not what is in it.
        return -1;
      }
      boolean least = count.most() < 0;
      String one = kind.expression();
      String expression =
          least && count.least() > 1
              ? one + ("(?:[\\s\\S]*" + one + ")").repeat(Math.min(count.least() - 1, 20))
              : one + count.quantifier();
      parts.add(Part.kind(expression, kind.sample().repeat(Math.max(1, count.least()))));
      return count.next() + kind.length();
    }
    if (word.is(Word.Kind.NUMBER)) {
      // Too large to be how many.
      parts.add(Part.of(word.text(), false));
      return from + 1;
    }
    CharacterKinds.Found kind = CharacterKinds.at(words, from);
    if (kind != null && !kind.set().isEmpty()) {
      parts.add(Part.kind(kind.expression(), kind.sample()));
      return from + kind.length();
    }
    StringBuilder text = new StringBuilder();
    int i = from;
    while (i < words.size() && words.get(i).is(Word.Kind.WORD)) {
      text.append(text.isEmpty() ? "" : " ").append(words.get(i).text());
      i++;
    }
    if (text.isEmpty()) {
      return -1;
    }
    int end = i;
    while (end > from + 1
        && words.get(end - 1).plain().matches("in|them|it|somewhere|inside|there")) {
      end--;
    }
    Candidate type = KnownTypes.named(words.subList(from, end));
    if (type != null && type.expression().length() > 3 && !type.matches().isEmpty()) {
      parts.add(Part.kind(inside(type.expression()), type.matches().get(0)));
      return i;
    }
    if (from > 0 && words.get(from - 1).plain().matches("a|an")) {
      // "With a port number" names a kind of text that is not known, not the text.
      return -1;
    }
    boolean listed = from > 0 && (words.get(from - 1).is("OR") || words.get(from - 1).is("AND"));
    if (listed
        && end > from + 2
        && words.subList(from + 1, end).stream()
            .anyMatch(w -> w.plain().matches("as|in|at|on|for|when|if|that|which|because"))) {
      // "Or fr as first segment": what belongs to the list and what to the sentence is not clear.
      return -1;
    }
    if (end < i) {
      text.setLength(0);
      words
          .subList(from, end)
          .forEach(w -> text.append(text.isEmpty() ? "" : " ").append(w.text()));
    }
    parts.add(Part.of(text.toString(), description.anyCase()));
    return i;
  }

  /** A type's expression for a part of a text. */
  static String inside(String expression) {
    String open = expression.startsWith("^") ? expression.substring(1) : expression;
    boolean closed = open.endsWith("$") && !open.endsWith("\\$");
    return "(?:" + (closed ? open.substring(0, open.length() - 1) : open) + ")";
  }
}
