package dev.zoetrope.server.assistant;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoetrope.server.capture.ingest.EventSamples;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A vocabulary of samples: event names, properties that the project gave itself, where visitors
 * came from, and which pages there are.
 */
final class SampledVocabulary implements ProjectVocabulary {
  private static final int MOST_PROPERTIES = 200;
  private static final int MOST_VALUES = 50;

  /** Properties of the SDK whose values are worth knowing. */
  private static final Set<String> KNOWN =
      Set.of(
          "$current_url",
          "$pathname",
          "$geoip_country_code",
          "$geoip_country_name",
          "$geoip_city_name");

  /** What a session's first event says about where the session came from. */
  private static final Map<String, String> ENTRY =
      Map.of(
          "utm_source", "$entry_utm_source",
          "utm_medium", "$entry_utm_medium",
          "utm_campaign", "$entry_utm_campaign",
          "utm_term", "$entry_utm_term",
          "utm_content", "$entry_utm_content",
          "$referring_domain", "$entry_referring_domain");

  /** Never a word that people filter by. */
  private static final Set<String> NOISE =
      Set.of("token", "distinct_id", "title", "gclid", "fbclid", "msclkid", "$direct");

  private record Name(String type, String key) {}

  private final Set<String> events = new LinkedHashSet<>();
  private final Map<Name, Map<String, Integer>> values = new LinkedHashMap<>();

  void addEvent(EventSamples.Sample sample) {
    events.add(sample.event());
    for (Map.Entry<String, JsonNode> property : sample.properties().properties()) {
      String key = property.getKey();
      String entry = ENTRY.get(key);
      if (entry != null) {
        add(new Name("session", entry), property.getValue());
      } else if (KNOWN.contains(key) || !key.startsWith("$")) {
        add(new Name("event", key), property.getValue());
      }
    }
  }

  void addPerson(JsonNode properties) {
    for (Map.Entry<String, JsonNode> property : properties.properties()) {
      String key = property.getKey();
      if (!key.startsWith("$") && !key.equals("email") && !key.equals("name")) {
        add(new Name("person", key), property.getValue());
      }
    }
  }

  private void add(Name name, JsonNode value) {
    if (NOISE.contains(name.key) || value.isNull() || value.isContainerNode()) {
      return;
    }
    if (values.size() >= MOST_PROPERTIES && !values.containsKey(name)) {
      return;
    }
    Map<String, Integer> counts = values.computeIfAbsent(name, n -> new HashMap<>());
    String text = value.asText();
    if (value.isTextual()
        && !NOISE.contains(text)
        && (counts.size() < MOST_VALUES || counts.containsKey(text))) {
      counts.merge(text, 1, Integer::sum);
    }
  }

  @Override
  public List<String> events() {
    return List.copyOf(events);
  }

  @Override
  public List<Property> properties() {
    List<Property> properties = new ArrayList<>();
    values.forEach(
        (name, counts) ->
            properties.add(
                new Property(
                    name.type,
                    name.key,
                    counts.entrySet().stream()
                        .sorted(
                            Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                                .thenComparing(Map.Entry.comparingByKey()))
                        .map(Map.Entry::getKey)
                        .toList())));
    return properties;
  }
}
