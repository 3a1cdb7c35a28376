package dev.zoetrope.server.assistant.regex;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers in groups by an example with blanks in it: {@code like +1 (555) 123-4567}. */
final class SpacedExampleReading {
  private static final Pattern LIKE =
      Pattern.compile(
          "(?i).*\\b(?:like|such as|e\\.g\\.?|for example|in the (?:format|form|style)(?: of)?|formatted (?:like|as))[,:]?\\s+[\"'`\u201c]?([+(]?\\d[\\d ().+/-]*\\d)[\"'`\u201d]?[.)]?");
  private static final Pattern RUN = Pattern.compile("\\d+|\\D");

  private SpacedExampleReading() {}

  /** As many digits in each group as the example has; a country's code stays. */
  static Candidate of(String description) {
    Matcher matcher = LIKE.matcher(description.strip());
    if (!matcher.matches() || matcher.group(1).indexOf(' ') < 0) {
      return null;
    }
    String example = matcher.group(1);
    StringBuilder expression = new StringBuilder("^");
    Matcher run = RUN.matcher(example);
    boolean code = false;
    while (run.find()) {
      String text = run.group();
      boolean digits = Character.isDigit(text.charAt(0));
      expression.append(digits && !code ? "\\d{" + text.length() + "}" : Escape.literal(text));
      code = text.equals("+");
    }
    return new Candidate(
        expression.append('$').toString(),
        List.of(example),
        List.of(example.replace(" ", ""), example + "0", example.substring(1)));
  }
}
