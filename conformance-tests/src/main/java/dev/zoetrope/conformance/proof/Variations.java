package dev.zoetrope.conformance.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.zoetrope.conformance.contract.Contract;
import java.util.ArrayList;
import java.util.List;

/**
 * Values that differ from a good one in a single thing that a schema speaks about: a member is
 * missing, null, of another type, outside of its bounds or exactly on them, another of an
 * enumeration. Whether the result is still good is for the document to say, not for this class.
 */
final class Variations {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** Longer texts and lists than this are not sent. */
  private static final int LONGEST = 100_000;

  private static final String UNKNOWN = "conformance-unknown";

  /**
   * One of them.
   *
   * @param what differs, such as {@code title is null}
   * @param value the whole value; null when it is missing
   */
  record Variation(String what, JsonNode value) {}

  private final Contract contract;

  Variations(Contract contract) {
    this.contract = contract;
  }

  /** What a value may become; the name is what it is called in reports. */
  List<Variation> of(String name, JsonNode reference, JsonNode good) {
    JsonNode schema = contract.resolve(reference);
    List<Variation> all = new ArrayList<>();
    String type = schema.path("type").asText();
    if (schema.path("enum").isArray()) {
      schema.path("enum").forEach(value -> add(all, name + " is " + value, value));
      add(all, name + " is none of the enumeration", JSON.textNode(UNKNOWN));
    }
    if (!type.isEmpty()) {
      add(all, name + " is null", JSON.nullNode());
      add(all, name + " is of another type", another(type));
    }
    switch (type) {
      case "string" -> strings(name, schema, all);
      case "integer", "number" -> numbers(name, schema, all);
      case "boolean" -> {
        add(all, name + " is true", JSON.booleanNode(true));
        add(all, name + " is false", JSON.booleanNode(false));
        add(all, name + " is no boolean", JSON.textNode(UNKNOWN));
      }
      case "array" -> lists(name, schema, good, all);
      case "object" -> members(name, schema, good, all);
      default -> add(all, name + " is anything", JSON.textNode(UNKNOWN));
    }
    return all;
  }

  private static JsonNode another(String type) {
    return switch (type) {
      case "array" -> JSON.objectNode();
      case "object" -> JSON.arrayNode();
      default -> JSON.arrayNode().add(JSON.objectNode());
    };
  }

  private static void strings(String name, JsonNode schema, List<Variation> all) {
    int longest = schema.path("maxLength").asInt(LONGEST + 1);
    String format = schema.path("format").asText();
    if (schema.path("enum").isMissingNode() && format.isEmpty()) {
      add(all, name + " is a text", JSON.textNode(UNKNOWN));
      if (longest <= LONGEST) {
        add(all, name + " has " + longest + " characters", JSON.textNode("x".repeat(longest)));
      }
    }
    if (longest <= LONGEST) {
      add(all, name + " is one character too long", JSON.textNode("x".repeat(longest + 1)));
    }
    if (!format.isEmpty()) {
      add(all, name + " is no " + format, JSON.textNode(UNKNOWN));
    }
    if (format.equals("date-time")) {
      add(all, name + " is a time", JSON.textNode("2026-03-01T09:00:00Z"));
    }
  }

  private static void numbers(String name, JsonNode schema, List<Variation> all) {
    add(all, name + " is no number", JSON.textNode(UNKNOWN));
    if (schema.path("type").asText().equals("integer")) {
      add(all, name + " is a fraction", JSON.numberNode(1.5));
    }
    if (schema.has("minimum")) {
      long least = schema.get("minimum").asLong();
      add(all, name + " is the least", JSON.numberNode(least));
      add(all, name + " is less than the least", JSON.numberNode(least - 1));
    }
    if (schema.has("maximum")) {
      long most = schema.get("maximum").asLong();
      add(all, name + " is the most", JSON.numberNode(most));
      add(all, name + " is more than the most", JSON.numberNode(most + 1));
    }
  }

  private void lists(String name, JsonNode schema, JsonNode good, List<Variation> all) {
    add(all, name + " is empty", JSON.arrayNode());
    JsonNode item = good != null && good.isArray() && !good.isEmpty() ? good.get(0) : null;
    if (item == null
        && contract.resolve(schema.path("items")).path("type").asText().equals("string")) {
      item = JSON.textNode(UNKNOWN);
    }
    for (Variation one : of("an item of " + name, schema.path("items"), item)) {
      if (one.value() != null) {
        add(all, one.what(), JSON.arrayNode().add(one.value()));
      }
    }
    int most = schema.path("maxItems").asInt(LONGEST);
    if (item != null && most < LONGEST) {
      add(all, name + " has " + most + " items", times(item, most));
      add(all, name + " has one item too many", times(item, most + 1));
    }
  }

  private static ArrayNode times(JsonNode item, int count) {
    ArrayNode many = JSON.arrayNode();
    for (int i = 0; i < count; i++) {
      many.add(item);
    }
    return many;
  }

  private void members(String name, JsonNode schema, JsonNode before, List<Variation> all) {
    JsonNode good = before == null || !before.isObject() ? JSON.objectNode() : before;
    add(all, name + " is as it was", good);
    for (var property : schema.path("properties").properties()) {
      String member = property.getKey();
      if (good.has(member)) {
        ObjectNode without = good.deepCopy();
        without.remove(member);
        add(all, path(name, member) + " is missing", without);
      }
      for (Variation one : of(path(name, member), property.getValue(), good.get(member))) {
        ObjectNode with = good.deepCopy();
        with.set(member, one.value());
        add(all, one.what(), with);
      }
    }
  }

  private static String path(String name, String member) {
    return name.isEmpty() ? member : name + "." + member;
  }

  private static void add(List<Variation> all, String what, JsonNode value) {
    all.add(new Variation(what.strip(), value));
  }
}
