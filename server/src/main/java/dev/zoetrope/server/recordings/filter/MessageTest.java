package dev.zoetrope.server.recordings.filter;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.zoetrope.server.recordings.query.SqlCondition;
import java.util.Optional;

/**
 * What one console message {@code x} must be like (B-215).
 *
 * @param ofLevel whether the level is looked at instead of the text
 * @param sql the same in SQL; empty for what databases do not agree on
 */
public record MessageTest(boolean ofLevel, ValueTest test, Optional<SqlCondition> sql) {
  /** Whether the message passes. */
  public boolean passes(String level, String message) {
    return test.passes(TextNode.valueOf(ofLevel ? level : message));
  }
}
