package dev.zoetrope.server.assistant.regex;

import java.util.ArrayList;
import java.util.List;

/**
 * Numbers in a range: {@code from 1 to 100}, {@code greater than 99}, {@code with two decimal
 * places}.
 */
final class RangeReading implements Reading {
  @Override
  public Candidate read(Description description) {
    List<Word> words = description.words();
    boolean numbers =
        words.stream()
            .anyMatch(
                word ->
                    word.plain()
                        .matches(
                            "numbers?|integers?|values?|years?|ports?|ages?|scores?|amounts?|codes?|status(?:es)?|counts?|days?|months?|hours?|minutes?|levels?|percent|quantity|quantities|prices?"));
    boolean decimal =
        words.stream().anyMatch(word -> word.plain().matches("decimals?"))
            && words.stream().anyMatch(word -> word.is("EXAMPLE"));
    if (words.stream().anyMatch(word -> word.is("THEN")) || ofSigns(words)) {
      return null;
    }
    if (!(numbers || decimal)
        || words.stream()
            .anyMatch(
                word -> word.is(Word.Kind.FORMAT) || (word.is(Word.Kind.LITERAL) && !decimal))) {
      return null;
    }
    if (words.stream()
        .anyMatch(word -> word.plain().matches("digits?|letters?|characters?|chars?|long"))) {
      return null;
    }
    List<Long> values =
        words.stream()
            .filter(word -> word.is(Word.Kind.NUMBER) && word.plain().length() < 10)
            .map(word -> Long.valueOf(word.plain()))
            .toList();
    if (words.stream().anyMatch(word -> word.plain().matches("decimals?")) && values.size() == 1) {
      long places = values.get(0);
      List<String> examples = new ArrayList<>(List.of("1." + "5".repeat((int) places)));
      if (words.stream().anyMatch(word -> word.is("ATMOST"))) {
        return new Candidate(
            "^-?\\d+(?:\\.\\d{1," + places + "})?$",
            List.of("1", "1." + "5".repeat((int) places)),
            List.of("1." + "5".repeat((int) places + 1)));
      }
      words.stream()
          .filter(word -> word.is(Word.Kind.LITERAL))
          .forEach(word -> examples.add(word.text()));
      return new Candidate(
          "^-?\\d+\\.\\d{" + places + "}$",
          examples,
          List.of("1", "1." + "5".repeat((int) places + 1)));
    }
    if (values.size() == 2
        && words.stream().anyMatch(word -> word.is("BETWEEN") || word.is("TO"))) {
      long low = Math.min(values.get(0), values.get(1));
      long high = Math.max(values.get(0), values.get(1));
      return new Candidate(
          "^" + NumberRange.between(low, high) + "$",
          List.of(low + "", high + "", (low + high) / 2 + ""),
          List.of(high + 1 + "", low == 0 ? "-1" : low - 1 + ""));
    }
    if (values.size() != 1) {
      return null;
    }
    long value = values.get(0);
    for (Word word : words) {
      if (word.is("MORETHAN") || word.is("ATLEAST") || word.is("ORMORE")) {
        long low = word.is("MORETHAN") ? value + 1 : value;
        return new Candidate(
            "^" + NumberRange.atLeast(low) + "$",
            List.of(low + "", low * 10 + 7 + ""),
            low == 0 ? List.of("-1") : List.of(low - 1 + ""));
      }
      if (word.is("LESSTHAN") || word.is("ATMOST") || word.is("ORLESS")) {
        long high = word.is("LESSTHAN") ? value - 1 : value;
        return high < 0
            ? null
            : new Candidate(
                "^" + NumberRange.between(0, high) + "$",
                List.of("0", high + ""),
                List.of(high + 1 + ""));
      }
    }
    return null;
  }

  /** "With at least two dots": so many of them, not so large. */
  private static boolean ofSigns(List<Word> words) {
    for (int i = 0; i < words.size(); i++) {
      CharacterKinds.Found kind = CharacterKinds.at(words, i + 1);
      if (words.get(i).is(Word.Kind.NUMBER) && kind != null && kind.set().length() <= 2) {
        return true;
      }
    }
    return false;
  }
}
