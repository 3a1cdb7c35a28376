package dev.zoetrope.server.recordings.filter;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * An event with as much of it as a filter asks for.
 *
 * @param properties those of its properties that were asked for
 */
public record SessionEvent(
    UUID uuid,
    String name,
    String distinctId,
    String sessionId,
    Instant at,
    Map<String, JsonNode> properties) {
  /** The property; null when the event has none of that name. */
  JsonNode property(String key) {
    return properties.get(key);
  }

  /** The element that the event is about and those around it, innermost first. */
  List<Element> elements() {
    return Elements.of(properties.get(Elements.LIST), properties.get(Elements.CHAIN));
  }
}
