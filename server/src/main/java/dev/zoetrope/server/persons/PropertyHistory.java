package dev.zoetrope.server.persons;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What events did to a person's properties, as far as it can still matter: per property the latest
 * {@code $set} or {@code $unset} and the earliest {@code $set_once}. Combining two histories is
 * commutative, associative and idempotent, so the result does not depend on arrival (B-151).
 */
record PropertyHistory(Map<String, Property> properties) {
  static final PropertyHistory EMPTY = new PropertyHistory(Map.of());

  /**
   * @param written the latest {@code $set} or {@code $unset}, or null
   * @param once the earliest {@code $set_once}, or null
   */
  record Property(Write written, Write once) {
    private Property and(Property other) {
      return new Property(
          later(written, other.written),
          once == null || (other.once != null && other.once.at.compareTo(once.at) < 0)
              ? other.once
              : once);
    }

    private static Write later(Write left, Write right) {
      return left == null || (right != null && right.at.compareTo(left.at) > 0) ? right : left;
    }
  }

  /**
   * @param value null when the property was unset
   */
  record Write(Moment at, JsonNode value) {}

  /** What one event does. */
  static PropertyHistory of(Moment at, JsonNode set, JsonNode setOnce, JsonNode unset) {
    Map<String, Property> properties = new TreeMap<>();
    setOnce
        .properties()
        .forEach(p -> properties.put(p.getKey(), new Property(null, new Write(at, p.getValue()))));
    set.properties().forEach(p -> write(properties, p.getKey(), new Write(at, p.getValue())));
    unset.forEach(name -> write(properties, name.asText(), new Write(at, null)));
    return new PropertyHistory(properties);
  }

  private static void write(Map<String, Property> properties, String name, Write write) {
    Property known = properties.get(name);
    properties.put(name, new Property(write, known == null ? null : known.once));
  }

  PropertyHistory and(PropertyHistory other) {
    Map<String, Property> merged = new TreeMap<>(properties);
    other.properties.forEach((name, property) -> merged.merge(name, property, Property::and));
    return new PropertyHistory(merged);
  }

  /** The properties that follow: {@code $set} beats {@code $set_once}. */
  ObjectNode current() {
    ObjectNode current = JsonNodeFactory.instance.objectNode();
    properties.forEach(
        (name, property) -> {
          Write decisive = property.written == null ? property.once : property.written;
          if (decisive.value != null) {
            current.set(name, decisive.value);
          }
        });
    return current;
  }

  ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    properties.forEach(
        (name, property) -> {
          ObjectNode entry = json.putObject(name);
          put(entry, "written", property.written);
          put(entry, "once", property.once);
        });
    return json;
  }

  static PropertyHistory fromJson(JsonNode json) {
    Map<String, Property> properties = new TreeMap<>();
    json.properties()
        .forEach(
            p ->
                properties.put(
                    p.getKey(),
                    new Property(
                        read(p.getValue().get("written")), read(p.getValue().get("once")))));
    return new PropertyHistory(properties);
  }

  /** {@code [ms, event uuid, value]}, without the value when the property was unset. */
  private static void put(ObjectNode entry, String name, Write write) {
    if (write != null) {
      ArrayNode fields = entry.putArray(name).add(write.at.ms()).add(write.at.event().toString());
      if (write.value != null) {
        fields.add(write.value);
      }
    }
  }

  private static Write read(JsonNode fields) {
    return fields == null
        ? null
        : new Write(
            new Moment(fields.get(0).asLong(), UUID.fromString(fields.get(1).asText())),
            fields.get(2));
  }
}
