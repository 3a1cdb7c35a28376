package dev.zoetrope.server.assistant.regex;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts in which signs stand for any digit or number: {@code 4xx}, {@code 2.x}, {@code AB-####}.
 */
final class Masks {
  private static final Pattern STATUS = Pattern.compile("([1-9])[xX]{2}");
  private static final Pattern VERSION = Pattern.compile("(v?)(\\d+(?:\\.\\d+)*)((?:\\.[xX*])+)");
  private static final Pattern LETTERS = Pattern.compile("(v?)[A-Za-z](?:\\.[A-Za-z]){1,3}");
  private static final Pattern GROUPS =
      Pattern.compile(
          "(?=.*(?:XX|xx|AA|NN))(?:X+|x+|A+|N+|9+|0+)(?:[-_/. ](?:X+|x+|A+|N+|9+|0+))+");
  private static final Pattern SAME = Pattern.compile("(\\w)\\1*|.");
  private static final Pattern HASHES = Pattern.compile("(?=.*#{2})[\\w#./-]+");
  private static final Pattern RUN = Pattern.compile("#+|[^#]+");

  private Masks() {}

  /** The expression without anchors and a text that it finds; null when it is no mask. */
  static Part of(String text) {
    Matcher status = STATUS.matcher(text);
    if (status.matches()) {
      return Part.kind(status.group(1) + "\\d{2}", status.group(1) + "04");
    }
    Matcher version = VERSION.matcher(text);
    if (version.matches()) {
      String fixed = version.group(1) + version.group(2);
      int open = version.group(3).length() / 2;
      return Part.kind(
          Escape.literal(fixed) + (open == 1 ? "(?:\\.\\d+)+" : "(?:\\.\\d+){" + open + "}"),
          fixed + ".1".repeat(open));
    }
    Matcher letters = LETTERS.matcher(text);
    if (letters.matches() && different(text)) {
      int more = (text.length() - letters.group(1).length()) / 2;
      return Part.kind(
          letters.group(1) + "\\d+(?:\\.\\d+){" + more + "}",
          letters.group(1) + "1" + ".2".repeat(more));
    }
    if (GROUPS.matcher(text).matches()) {
      return groups(text);
    }
    return HASHES.matcher(text).matches() ? hashes(text) : null;
  }

  /** {@code XXXX-XXXX-XXXX}, {@code AAA-999}. */
  private static Part groups(String text) {
    StringBuilder expression = new StringBuilder();
    StringBuilder sample = new StringBuilder();
    Matcher run = SAME.matcher(text);
    while (run.find()) {
      int length = run.group().length();
      char sign = Character.toUpperCase(run.group().charAt(0));
      if (!Character.isLetterOrDigit(sign)) {
        expression.append(Escape.literal(run.group()));
        sample.append(run.group());
        continue;
      }
      boolean digit = Character.isDigit(sign) || sign == 'N';
      String kind = digit ? "\\d" : sign == 'A' ? "[A-Z]" : "[A-Za-z0-9]";
      expression.append(kind).append(length == 1 ? "" : "{" + length + "}");
      sample.append((digit ? "7" : "K").repeat(length));
    }
    return Part.kind(expression.toString(), sample.toString());
  }

  private static boolean different(String text) {
    List<String> letters =
        List.of(text.replaceFirst("^v", "").toLowerCase(java.util.Locale.ROOT).split("\\.", -1));
    return letters.equals(List.of("x", "y", "z"))
        || letters.equals(List.of("x", "y"))
        || letters.equals(List.of("a", "b", "c"))
        || letters.equals(List.of("n", "n", "n"))
        || letters.equals(List.of("x", "x", "x"))
        || letters.equals(List.of("x", "x"));
  }

  private static Part hashes(String text) {
    StringBuilder expression = new StringBuilder();
    StringBuilder sample = new StringBuilder();
    Matcher run = RUN.matcher(text);
    while (run.find()) {
      boolean digits = run.group().startsWith("#");
      int length = run.group().length();
      expression.append(digits ? "\\d{" + length + "}" : Escape.literal(run.group()));
      sample.append(digits ? "1".repeat(length) : run.group());
    }
    return Part.kind(expression.toString(), sample.toString());
  }

  /** {@code 4xx or 5xx}, {@code 2.x}: nothing but masks; null when there is anything else. */
  static Candidate all(String written) {
    List<String> expressions = new ArrayList<>();
    List<String> samples = new ArrayList<>();
    for (String one :
        written.strip().split("\\s*,\\s*(?:or |and )?|\\s+(?:or|and)\\s+|\\s*/\\s*", -1)) {
      Part mask = of(one);
      if (mask == null) {
        return null;
      }
      expressions.add(mask.expression());
      samples.add(mask.samples().get(0));
    }
    return new Candidate(
        "^" + Escape.oneOf(expressions) + "$", samples, List.of("", "-" + samples.get(0)));
  }
}
