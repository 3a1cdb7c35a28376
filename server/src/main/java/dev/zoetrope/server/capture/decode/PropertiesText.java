package dev.zoetrope.server.capture.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Iterator;
import java.util.Map;

/**
 * The properties of an event as JSON text that every database stores, copied token by token:
 * numbers stay as they were written, NUL and halves of surrogate pairs become U+FFFD.
 */
final class PropertiesText {
  private static final JsonFactory JSON = new JsonFactory();

  private final StringWriter text = new StringWriter();
  private final JsonGenerator out;

  PropertiesText() throws IOException {
    out = JSON.createGenerator(text);
    out.writeStartObject();
  }

  /** Adds a member that was read as a tree. */
  void add(String name, JsonNode value) throws IOException {
    out.writeFieldName(name);
    out.writeRawValue(value.toString());
  }

  /** Adds the value at the parser without ever holding it. */
  void copy(String name, JsonParser parser) throws IOException {
    out.writeFieldName(name);
    int depth = 0;
    JsonToken token = parser.currentToken();
    while (true) {
      switch (token) {
        case START_OBJECT -> out.writeStartObject();
        case START_ARRAY -> out.writeStartArray();
        case END_OBJECT -> out.writeEndObject();
        case END_ARRAY -> out.writeEndArray();
        case FIELD_NAME -> out.writeFieldName(Text.storable(parser.currentName()));
        case VALUE_STRING -> out.writeString(Text.storable(parser.getText()));
        default -> out.writeRawValue(parser.getText());
      }
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      if (depth > BoundedTree.DEPTH) {
        throw BoundedTree.tooDeep(parser);
      }
      if (depth == 0) {
        return;
      }
      token = parser.nextToken();
    }
  }

  /** The whole object, these members last. */
  String finish(ObjectNode more) throws IOException {
    for (Iterator<Map.Entry<String, JsonNode>> i = more.fields(); i.hasNext(); ) {
      Map.Entry<String, JsonNode> member = i.next();
      add(member.getKey(), member.getValue());
    }
    out.writeEndObject();
    out.close();
    return text.toString();
  }
}
