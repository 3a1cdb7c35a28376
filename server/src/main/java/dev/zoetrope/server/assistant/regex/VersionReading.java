package dev.zoetrope.server.assistant.regex;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Versions by their first numbers: {@code iOS versions 16 or 17}, {@code 2.x}, {@code 4.10 to
 * 4.19}.
 */
final class VersionReading {
  private static final Pattern ABOUT =
      Pattern.compile(
          "(?i)\\b(?:any|all|every|the|of|for|an?|our|app|apps|application|sdk|api|ios|android|mobile|web|client|browser"
              + "|chrome|firefox|safari|versions?|releases?|series|line|numbers?|major|that are|is|are|in|on|running)\\b");
  private static final Pattern NUMBERS =
      Pattern.compile(
          "v?\\d+(?:\\.\\d+)*(?:\\.[xX*])?(?:\\s*(?:,|\\bor\\b|\\band\\b|, or)\\s*v?\\d+(?:\\.\\d+)*(?:\\.[xX*])?)*");
  private static final Pattern RANGE =
      Pattern.compile(
          "(?:from |between )?(v?(?:\\d+\\.)*)(\\d{1,9}) ?(?:-|\u2013|to|through|thru|until|and) ?\\1(\\d{1,9})");
  private static final Pattern LEAST =
      Pattern.compile(
          "(v?)(\\d{1,9}) (?:or|and) (?:above|up|later|newer|higher|greater)|(v?)(\\d{1,9})\\+");

  private static final Pattern FULL =
      Pattern.compile(
          "(v?)(\\d{1,6}(?:\\.\\d{1,6}){1,2}) ?(?:(?:or|and) (?:above|up|later|newer|higher|greater)|\\+)");
  private static final Pattern STARTING =
      Pattern.compile(
          "(?i)(?:[a-z]+ )*(?:starting|starts?|beginning|begins?) with (v?\\d+(?:\\.\\d+)*)\\.?");

  private VersionReading() {}

  static Candidate of(String body) {
    if (!body.toLowerCase(Locale.ROOT).matches(".*\\b(?:versions?|releases?)\\b.*")) {
      return null;
    }
    Matcher starting = STARTING.matcher(body);
    String open = starting.matches() ? "version " + starting.group(1) + ".x" : body;
    String rest = ABOUT.matcher(open).replaceAll(" ").replaceAll("\\s+", " ").strip();
    Matcher range = RANGE.matcher(rest);
    boolean between = rest.startsWith("between");
    if (range.matches() && (between || !rest.contains(" and "))) {
      return range(range.group(1), Long.parseLong(range.group(2)), Long.parseLong(range.group(3)));
    }
    Matcher least = LEAST.matcher(rest);
    if (least.matches()) {
      String sign = least.group(1) == null ? least.group(3) : least.group(1);
      long low = Long.parseLong(least.group(2) == null ? least.group(4) : least.group(2));
      return new Candidate(
          "^" + sign + NumberRange.atLeast(low) + "(?:\\.\\d+)*$",
          List.of(sign + low, sign + low + ".1"),
          low == 0 ? List.of("") : List.of(sign + (low - 1) + ".9"));
    }
    Matcher full = FULL.matcher(rest);
    return full.matches() ? least(full) : NUMBERS.matcher(rest).matches() ? listed(rest) : null;
  }

  /** {@code 5.2.0 or later}: a higher first number, or the same and a higher second one. */
  private static Candidate least(Matcher full) {
    List<String> parts = List.of(full.group(2).split("\\.", -1));
    List<String> ways = new ArrayList<>();
    String fixed = "";
    for (int i = 0; i < parts.size(); i++) {
      long part = Long.parseLong(parts.get(i));
      boolean last = i + 1 == parts.size();
      ways.add(fixed + NumberRange.atLeast(last ? part : part + 1) + "(?:\\.\\d+)*");
      fixed += part + "\\.";
    }
    String sign = full.group(1);
    return new Candidate(
        "^" + sign + Escape.oneOf(ways) + "$",
        List.of(sign + full.group(2), sign + (Long.parseLong(parts.get(0)) + 1) + ".0.0"),
        parts.get(0).equals("0")
            ? List.of("")
            : List.of(sign + (Long.parseLong(parts.get(0)) - 1) + ".9.9"));
  }

  private static Candidate range(String prefix, long low, long high) {
    return low > high
        ? null
        : new Candidate(
            "^" + Escape.literal(prefix) + NumberRange.between(low, high) + "(?:\\.\\d+)*$",
            List.of(prefix + low, prefix + high + ".1"),
            List.of(prefix + (high + 1)));
  }

  private static Candidate listed(String rest) {
    List<String> expressions = new ArrayList<>();
    List<String> samples = new ArrayList<>();
    for (String one : rest.split("\\s*,\\s*(?:or |and )?|\\s+(?:or|and)\\s+", -1)) {
      String fixed = one.replaceFirst("\\.[xX*]$", "");
      expressions.add(Escape.literal(fixed));
      samples.add(fixed + ".1");
    }
    boolean open = rest.matches(".*\\.[xX*].*");
    return new Candidate(
        "^" + Escape.oneOf(expressions) + "(?:\\.\\d+)" + (open ? "+" : "*") + "$",
        samples,
        List.of("", "9" + samples.get(0)));
  }
}
