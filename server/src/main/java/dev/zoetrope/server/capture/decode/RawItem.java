package dev.zoetrope.server.capture.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * One object of a payload as it was sent: an event, or the envelope around a batch. Members come in
 * any order. Only what has a meaning here is held as a value; replay events and properties stream
 * by.
 */
final class RawItem {
  /** Changes of persons: told at the top level or among the properties. */
  static final List<String> PERSON_CHANGES = List.of("$set", "$set_once", "$unset");

  private static final Set<String> MEMBERS =
      Set.of(
          "uuid",
          "event",
          "distinct_id",
          "$distinct_id",
          "token",
          "$token",
          "api_key",
          "timestamp",
          "offset",
          "sent_at",
          "$set",
          "$set_once",
          "$unset");
  private static final Set<String> PROPERTIES =
      Set.of(
          "token",
          "distinct_id",
          "$session_id",
          "$window_id",
          "$lib",
          "$snapshot_source",
          "$cookieless_mode",
          "$ignore_sent_at",
          "$anon_distinct_id",
          "alias",
          "$process_person_profile",
          "$set",
          "$set_once",
          "$unset");

  private final ObjectNode root = JsonNodeFactory.instance.objectNode();
  private final ObjectNode properties = JsonNodeFactory.instance.objectNode();
  private PropertiesText text;
  private String finished = "{}";
  private ReplayEvents replay;

  /** What reading a request needs on the way. */
  record Source(
      JsonParser parser,
      EventTape tape,
      BlockCompressor compressor,
      Allowance allowance,
      boolean keepsProperties) {}

  /** Takes the items of a {@code batch} member. */
  interface BatchReader {
    void read() throws IOException;
  }

  /** Reads the object at the parser. */
  static RawItem read(Source source, BatchReader batch) throws IOException {
    JsonParser parser = source.parser;
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw CaptureRefusal.unparseable("invalid type: expected an event object");
    }
    source.allowance.takeItem();
    RawItem item = new RawItem();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("properties") && value == JsonToken.START_OBJECT) {
        item.readProperties(source);
      } else if (name.equals("batch") && batch != null && value == JsonToken.START_ARRAY) {
        batch.read();
      } else if (MEMBERS.contains(name)) {
        item.root.set(name, BoundedTree.read(parser, source.allowance));
      } else {
        parser.skipChildren();
      }
    }
    if (source.keepsProperties) {
      item.finish();
    }
    return item;
  }

  private void readProperties(Source source) throws IOException {
    JsonParser parser = source.parser;
    if (text == null && source.keepsProperties) {
      text = new PropertiesText();
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      if (name.equals("$snapshot_data")) {
        readReplay(source);
      } else if (PROPERTIES.contains(name)) {
        JsonNode value = BoundedTree.read(parser, source.allowance);
        properties.set(name, value);
        if (text != null && !PERSON_CHANGES.contains(name)) {
          text.add(name, value);
        }
      } else if (text != null) {
        text.copy(Text.storable(name), parser);
      } else {
        parser.skipChildren();
      }
    }
  }

  private void readReplay(Source source) throws IOException {
    if (replay != null) {
      throw CaptureRefusal.unparseable("duplicate field `$snapshot_data`");
    }
    source.allowance.takeReplay();
    replay = new ReplayEvents(source.parser, source.tape, source.compressor, source.allowance);
    replay.read();
  }

  /** The replay events; null for an item that carries none. */
  ReplayEvents replay() {
    return replay;
  }

  /** The properties that have a meaning here, changes of the person at the top level included. */
  ObjectNode properties() {
    for (String change : PERSON_CHANGES) {
      if (root.path(change).isObject() && properties.path(change).isObject()) {
        ((ObjectNode) properties.get(change)).setAll((ObjectNode) root.get(change));
      } else if (root.hasNonNull(change)) {
        properties.set(change, root.get(change));
      }
    }
    return properties;
  }

  /** All properties as JSON text, where they are kept. */
  String propertiesText() {
    return finished;
  }

  /** Lets go of the writer, whose buffers are much larger than what most items have to say. */
  private void finish() throws IOException {
    ObjectNode changes = JsonNodeFactory.instance.objectNode();
    changes.setAll(properties());
    changes.retain(PERSON_CHANGES);
    if (text != null || !changes.isEmpty()) {
      finished = (text == null ? new PropertiesText() : text).finish(changes);
      text = null;
    }
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
