package dev.zoetrope.conformance.claims;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;

/**
 * One statement of the document made wrong.
 *
 * @param kind of statement
 * @param place the JSON pointer to what was changed
 * @param schema the JSON pointer to the schema it belongs to, or to nothing special
 * @param what was done
 * @param change of a copy of the document
 */
record Mutation(Kind kind, String place, String schema, String what, Consumer<ObjectNode> change) {
  /** What a document states. */
  enum Kind {
    REQUIRED_DROPPED,
    NULLABLE_FLIPPED,
    TYPE_CHANGED,
    FORMAT_CHANGED,
    ENUM_VALUE_REMOVED,
    PROPERTY_REMOVED,
    BOUND_TIGHTENED,
    STATUS_CHANGED,
    MEDIA_TYPE_REMOVED,
    SCOPE_REMOVED,
    SECURITY_REMOVED
  }

  @Override
  public String toString() {
    return kind + " " + place + ": " + what;
  }
}
