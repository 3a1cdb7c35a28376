package dev.zoetrope.server.capture.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/**
 * One object of a payload as it was sent: an event, or the envelope around a batch. Members come in
 * any order; {@code $snapshot_data} is read while it streams by, everything else is small.
 */
final class RawItem {
  private final ObjectNode root = JsonNodeFactory.instance.objectNode();
  private ObjectNode properties = JsonNodeFactory.instance.objectNode();
  private ReplayEvents replay;

  /** Takes the items of a {@code batch} member. */
  interface BatchReader {
    void read(JsonParser parser) throws IOException;
  }

  /** Reads the object at the parser. */
  static RawItem read(JsonParser parser, EventTape tape, BatchReader batch) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw CaptureRefusal.unparseable("invalid type: expected an event object");
    }
    RawItem item = new RawItem();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("properties") && value == JsonToken.START_OBJECT) {
        item.readProperties(parser, tape);
      } else if (name.equals("batch") && batch != null && value == JsonToken.START_ARRAY) {
        batch.read(parser);
      } else {
        tape.forgetBefore(parser.currentTokenLocation().getByteOffset());
        item.root.set(Text.storable(name), BoundedTree.read(parser));
      }
    }
    return item;
  }

  private void readProperties(JsonParser parser, EventTape tape) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      if (name.equals("$snapshot_data")) {
        replay = new ReplayEvents(parser, tape);
        replay.read();
      } else {
        tape.forgetBefore(parser.currentTokenLocation().getByteOffset());
        properties.set(Text.storable(name), BoundedTree.read(parser));
      }
    }
  }

  /** The replay events; null for an item that carries none. */
  ReplayEvents replay() {
    return replay;
  }

  ObjectNode properties() {
    return properties;
  }

  ObjectNode root() {
    return root;
  }

  JsonNode member(String name) {
    return root.path(name);
  }

  JsonNode property(String name) {
    return properties.path(name);
  }

  /** The first of these that is a text, at the top level. */
  String text(String... names) {
    for (String name : names) {
      if (root.path(name).isTextual()) {
        return root.get(name).textValue();
      }
    }
    return null;
  }
}
