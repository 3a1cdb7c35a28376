package dev.zoetrope.server.assistant.regex;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An example whose number goes from one to another: {@code steps 1 to 4, like /step-1}. */
final class SteppedReading implements Reading {
  private static final Pattern NUMBERED = Pattern.compile("(\\D*)(\\d{1,9})(\\D*)");

  @Override
  public Candidate read(Description description) {
    List<Word> words = description.words();
    List<Word> literals = words.stream().filter(word -> word.is(Word.Kind.LITERAL)).toList();
    boolean plain =
        literals.size() == 1
            && words.stream().anyMatch(word -> word.is("EXAMPLE"))
            && words.stream().noneMatch(word -> word.is("NOT") || word.is("END"));
    Matcher example = plain ? NUMBERED.matcher(literals.get(0).text()) : null;
    if (example == null || !example.matches()) {
      return null;
    }
    for (int i = 0; i + 2 < words.size(); i++) {
      boolean range =
          words.get(i).is(Word.Kind.NUMBER)
              && (words.get(i + 1).is("TO") || words.get(i + 1).is("AND"))
              && words.get(i + 2).is(Word.Kind.NUMBER)
              && words.get(i).plain().length() < 10
              && words.get(i + 2).plain().length() < 10;
      long low = range ? Long.parseLong(words.get(i).plain()) : 0;
      long high = range ? Long.parseLong(words.get(i + 2).plain()) : -1;
      long shown = Long.parseLong(example.group(2));
      if (range && low <= shown && shown <= high) {
        String before = example.group(1);
        String after = example.group(3);
        boolean path = before.contains("/");
        return new Candidate(
            (path && !before.contains("://") ? "" : "^")
                + Escape.literal(before)
                + NumberRange.between(low, high)
                + Escape.literal(after)
                + (path ? "(?:[/?#]|$)" : "$"),
            List.of(before + low + after, before + high + after),
            List.of(before + (high + 1) + after, before + after));
      }
    }
    return null;
  }
}
