package dev.zoetrope.server.assistant.regex;

import java.util.List;

/**
 * A text that a description names: literal, or of a kind such as a digit.
 *
 * @param expression how it is written
 * @param literal the text itself; null when it is of a kind
 * @param samples texts that are such
 */
record Part(String expression, String literal, List<String> samples) {
  static Part of(String literal, boolean anyCase) {
    return new Part(
        anyCase ? Escape.anyCase(literal) : Escape.literal(literal), literal, List.of(literal));
  }

  static Part kind(String expression, String... samples) {
    return new Part(expression, null, List.of(samples));
  }
}
