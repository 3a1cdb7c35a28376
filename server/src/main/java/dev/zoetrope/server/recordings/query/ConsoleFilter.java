package dev.zoetrope.server.recordings.query;

import com.google.re2j.Pattern;
import java.util.List;

/**
 * What a recording's console must have shown (B-215): one message {@code l} that meets all
 * conditions, or one of them.
 *
 * @param plain the conditions that SQL can check, over the message {@code l}
 * @param expressions the conditions with regular expressions, checked in the server so that both
 *     databases agree
 * @param any whether one condition is enough
 */
public record ConsoleFilter(List<SqlCondition> plain, List<Expression> expressions, boolean any) {

  /**
   * Regular expressions on a part of the message, of which one must be found, or none.
   *
   * @param ofLevel whether they look at the level instead of the text
   */
  public record Expression(boolean ofLevel, List<Pattern> patterns, boolean negated) {
    boolean meets(String level, String message) {
      String text = ofLevel ? level : message;
      return negated != patterns.stream().anyMatch(pattern -> pattern.matcher(text).find());
    }
  }

  /** What SQL can say about a message; the expressions come on top. */
  public SqlCondition sql() {
    return any ? SqlCondition.any(plain) : SqlCondition.all(plain);
  }

  /** Whether the message meets the expressions, all or one of them. */
  public boolean meets(String level, String message) {
    return any
        ? expressions.stream().anyMatch(expression -> expression.meets(level, message))
        : expressions.stream().allMatch(expression -> expression.meets(level, message));
  }
}
