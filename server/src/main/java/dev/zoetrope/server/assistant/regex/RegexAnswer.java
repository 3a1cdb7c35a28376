package dev.zoetrope.server.assistant.regex;

/**
 * An expression, or why there is none.
 *
 * @param text the expression when found, else the reason
 */
public record RegexAnswer(boolean found, String text) {
  /** Upstream's text (contract reference 9.7). */
  public static final String OFF_TOPIC = "Please ask questions only about regex generation.";

  /** Found. */
  public static RegexAnswer of(String expression) {
    return new RegexAnswer(true, expression);
  }

  /** Not found, and why. */
  public static RegexAnswer error(String reason) {
    return new RegexAnswer(false, reason);
  }
}
