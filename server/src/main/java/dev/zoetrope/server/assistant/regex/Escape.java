package dev.zoetrope.server.assistant.regex;

import java.util.Collection;
import java.util.stream.Collectors;

/** Literal text in expressions. */
final class Escape {
  private static final String SPECIAL = ".*+?^${}()|[]\\";

  private Escape() {}

  static String literal(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      character(out, text.charAt(i));
    }
    return out.toString();
  }

  private static void character(StringBuilder out, char c) {
    if (SPECIAL.indexOf(c) >= 0) {
      out.append('\\');
    }
    out.append(c);
  }

  /**
   * The text in upper and lower case; without a flag, which RE2 and JavaScript write differently.
   */
  static String anyCase(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char lower = Character.toLowerCase(c);
      char upper = Character.toUpperCase(c);
      if (lower == upper) {
        character(out, c);
      } else {
        out.append('[').append(upper).append(lower).append(']');
      }
    }
    return out.toString();
  }

  /** One of several expressions. */
  static String oneOf(Collection<String> expressions) {
    return expressions.size() == 1
        ? expressions.iterator().next()
        : expressions.stream().collect(Collectors.joining("|", "(?:", ")"));
  }
}
