package dev.zoetrope.server.assistant.regex;

import java.util.ArrayList;
import java.util.List;

/** Expressions for whole numbers in a range, without leading zeros. */
final class NumberRange {
  private NumberRange() {}

  static String between(long low, long high) {
    List<String> pieces = new ArrayList<>();
    long from = Math.max(0, low);
    while (from <= high) {
      long to = sameLength(from, high);
      split(String.valueOf(from), String.valueOf(to), "", pieces);
      from = to + 1;
    }
    return Escape.oneOf(pieces);
  }

  static String atLeast(long low) {
    long last = Long.parseLong("9".repeat(String.valueOf(low).length()));
    return Escape.oneOf(
        List.of(between(low, last), "[1-9]\\d{" + String.valueOf(low).length() + ",}"));
  }

  private static long sameLength(long from, long high) {
    long last = Long.parseLong("9".repeat(String.valueOf(from).length()));
    return Math.min(last, high);
  }

  /** Both numbers have the same number of digits. */
  private static void split(String low, String high, String prefix, List<String> pieces) {
    if (low.isEmpty()) {
      pieces.add(prefix);
      return;
    }
    boolean all = low.chars().allMatch(c -> c == '0') && high.chars().allMatch(c -> c == '9');
    if (all) {
      pieces.add(prefix + (low.length() == 1 ? "\\d" : "\\d{" + low.length() + "}"));
      return;
    }
    char first = low.charAt(0);
    char last = high.charAt(0);
    String lowRest = low.substring(1);
    String highRest = high.substring(1);
    if (first == last) {
      split(lowRest, highRest, prefix + first, pieces);
      return;
    }
    boolean lowFull = lowRest.chars().allMatch(c -> c == '0');
    boolean highFull = highRest.chars().allMatch(c -> c == '9');
    char middleFrom = lowFull ? first : (char) (first + 1);
    char middleTo = highFull ? last : (char) (last - 1);
    if (!lowFull) {
      split(lowRest, "9".repeat(lowRest.length()), prefix + first, pieces);
    }
    if (middleFrom <= middleTo) {
      String digit =
          middleFrom == middleTo
              ? String.valueOf(middleFrom)
              : "[" + middleFrom + "-" + middleTo + "]";
      String rest =
          lowRest.isEmpty() ? "" : lowRest.length() == 1 ? "\\d" : "\\d{" + lowRest.length() + "}";
      pieces.add(prefix + digit + rest);
    }
    if (!highFull) {
      split("0".repeat(highRest.length()), highRest, prefix + last, pieces);
    }
  }
}
