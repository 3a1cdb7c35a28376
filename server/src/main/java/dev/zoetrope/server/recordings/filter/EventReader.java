package dev.zoetrope.server.recordings.filter;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * Reads events with just the properties that filters look at.
 *
 * @param keys the names of those properties
 */
public record EventReader(Set<String> keys) {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          // As they were sent: 10.0 is not 1E+1.
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  /** The reader for these filters. */
  public static EventReader of(Collection<Filter.Happened> filters) {
    Set<String> keys = new HashSet<>();
    filters.forEach(filter -> filter.tests().forEach(test -> add(test, keys)));
    return new EventReader(keys);
  }

  private static void add(EventTest test, Set<String> keys) {
    if (test instanceof EventTest.Property property) {
      keys.add(property.key());
    } else if (test instanceof EventTest.Element || test instanceof EventTest.Selected) {
      keys.add(Elements.LIST);
      keys.add(Elements.CHAIN);
    } else if (test instanceof EventTest.Not not) {
      add(not.test(), keys);
    }
  }

  /**
   * Reads an event.
   *
   * @param properties a JSON object
   */
  public SessionEvent read(
      UUID uuid, String name, String distinctId, String sessionId, Instant at, String properties) {
    return new SessionEvent(uuid, name, distinctId, sessionId, at, wanted(properties));
  }

  private Map<String, JsonNode> wanted(String properties) {
    Map<String, JsonNode> wanted = new HashMap<>();
    if (keys.isEmpty()) {
      return wanted;
    }
    each(properties, keys::contains, wanted::put);
    return wanted;
  }

  /** Hands every property of one of these names over, a repeated one more than once. */
  static void each(
      String properties, Predicate<String> names, BiConsumer<String, JsonNode> reader) {
    try (JsonParser parser = JSON.createParser(properties)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String key = parser.currentName();
        parser.nextToken();
        if (names.test(key)) {
          reader.accept(key, JSON.readTree(parser));
        } else {
          parser.skipChildren();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the properties of an event are no JSON object", e);
    }
  }
}
