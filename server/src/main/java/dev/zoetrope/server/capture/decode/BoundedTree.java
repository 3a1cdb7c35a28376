package dev.zoetrope.server.capture.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/**
 * Reads small JSON values into trees: nested at most 128 deep, with strings any database stores.
 */
final class BoundedTree {
  static final int DEPTH = 128;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private BoundedTree() {}

  /** The value that the parser's current token begins. */
  static JsonNode read(JsonParser parser, Allowance allowance) throws IOException {
    return read(parser, allowance, 0);
  }

  private static JsonNode read(JsonParser parser, Allowance allowance, int depth)
      throws IOException {
    allowance.takeNode();
    if (depth > DEPTH) {
      throw tooDeep(parser);
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        ObjectNode object = NODES.objectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String name = Text.storable(parser.currentName());
          parser.nextToken();
          object.set(name, read(parser, allowance, depth + 1));
        }
        yield object;
      }
      case START_ARRAY -> {
        ArrayNode array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          array.add(read(parser, allowance, depth + 1));
        }
        yield array;
      }
      case VALUE_STRING -> NODES.textNode(Text.storable(parser.getText()));
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      case VALUE_NUMBER_INT ->
          parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? NODES.numberNode(parser.getBigIntegerValue())
              : NODES.numberNode(parser.getLongValue());
      case VALUE_NUMBER_FLOAT -> number(parser);
      default -> throw CaptureRefusal.unparseable("expected value, not " + parser.currentToken());
    };
  }

  static CaptureRefusal tooDeep(JsonParser parser) {
    return CaptureRefusal.unparseable(
        "recursion limit exceeded at line %d column %d"
            .formatted(
                parser.currentLocation().getLineNr(), parser.currentLocation().getColumnNr()));
  }

  /** 1e999 is a number in JSON and infinite as a double: it is kept as its text. */
  private static JsonNode number(JsonParser parser) throws IOException {
    double value = parser.getDoubleValue();
    return Double.isInfinite(value)
        ? NODES.textNode(Text.cut(parser.getText(), 100))
        : NODES.numberNode(value);
  }
}
