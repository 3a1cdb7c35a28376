package dev.zoetrope.server.recordings.filter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoetrope.server.recordings.query.Operator;
import java.util.function.Predicate;

/**
 * What a value must be like (B-243). A list passes as a whole or by one of its items; a value that
 * is absent or null passes no operator but the negative ones.
 *
 * @param affirmative whether a present value passes the operator without its negation
 */
public record ValueTest(Operator operator, Predicate<JsonNode> affirmative) {
  /** Whether the value passes; null stands for an absent one. */
  public boolean passes(JsonNode value) {
    boolean present = value != null && !value.isMissingNode() && !value.isNull();
    return operator.negative() != (present && affirmed(value));
  }

  /** The test without its negation. */
  public ValueTest affirmed() {
    return operator.negative() ? new ValueTest(Operator.EXACT, affirmative) : this;
  }

  private boolean affirmed(JsonNode value) {
    if (affirmative.test(value)) {
      return true;
    }
    if (value.isArray()) {
      for (JsonNode item : value) {
        if (item.isValueNode() && !item.isNull() && affirmative.test(item)) {
          return true;
        }
      }
    }
    return false;
  }
}
