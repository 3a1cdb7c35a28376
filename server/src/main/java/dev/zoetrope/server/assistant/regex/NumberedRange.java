package dev.zoetrope.server.assistant.regex;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts with a number at the end that goes from one to another: {@code Q1 to Q4}. */
final class NumberedRange {
  private static final Pattern OUTLINE =
      Pattern.compile(
          "(?i)(?:(?:[\\w ]+, )?(?:[a-z]+ ){0,4}(?:from |between )?)?([A-Za-z_/#-]+)(\\d{1,9}) ?(?:to|through|until|and|-|\u2013) ?\\1(\\d{1,9})");

  private static final Pattern UNIT =
      Pattern.compile(
          "(?i)(?:[a-z]+ ){0,3}(?:from |between )(\\d{1,9})(%|\u20ac|ms|px|kb|mb|gb|kg|km|cm|mm|s|m|h) (?:to|and|through) (\\d{1,9})\\2");

  private NumberedRange() {}

  /** {@code discounts from 10% to 50%}. */
  private static Candidate withUnit(Matcher matcher) {
    long low = Long.parseLong(matcher.group(1));
    long high = Long.parseLong(matcher.group(3));
    String unit = matcher.group(2);
    return low > high
        ? null
        : new Candidate(
            "^" + NumberRange.between(low, high) + Escape.literal(unit) + "$",
            List.of(low + unit, high + unit),
            List.of(high + 1 + unit, String.valueOf(low)));
  }

  /** Null when it is no range. */
  static Candidate of(String body) {
    Matcher unit = UNIT.matcher(body);
    if (unit.matches()) {
      return withUnit(unit);
    }
    Matcher matcher = OUTLINE.matcher(body);
    boolean range = matcher.matches() && (!body.contains(" and ") || body.contains("between "));
    if (!range || body.matches("(?i).*\\b(?:not|without|except|starts?|ends?|contains?)\\b.*")) {
      return null;
    }
    String prefix = matcher.group(1);
    long low = Long.parseLong(matcher.group(2));
    long high = Long.parseLong(matcher.group(3));
    boolean path = prefix.startsWith("/");
    return low > high
        ? null
        : new Candidate(
            (path ? "" : "^")
                + Escape.literal(prefix)
                + NumberRange.between(low, high)
                + (path ? "(?:[/?#]|$)" : "$"),
            List.of(prefix + low, prefix + high),
            List.of(prefix + (high + 1), prefix));
  }
}
