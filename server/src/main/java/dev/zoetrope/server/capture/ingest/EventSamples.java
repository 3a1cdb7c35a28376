package dev.zoetrope.server.capture.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;

/** The latest events of each name, few of each: what a project's events look like. */
@Singleton
public class EventSamples {
  private static final int NAMES = 200;
  private static final int PER_NAME = 30;

  private final EventRepository events;
  private final ObjectMapper json;

  EventSamples(EventRepository events, ObjectMapper json) {
    this.events = events;
    this.json = json;
  }

  /**
   * An event.
   *
   * @param properties an object
   */
  public record Sample(String event, JsonNode properties) {}

  /** Samples of the first 200 names in their order, the latest 30 of each. */
  @Transactional
  public List<Sample> latest(long projectId) {
    List<Sample> samples = new ArrayList<>();
    String name = "";
    for (int i = 0; i < NAMES; i++) {
      name = events.nextName(projectId, name);
      if (name == null) {
        break;
      }
      for (String properties : events.latestProperties(projectId, name, PER_NAME)) {
        samples.add(new Sample(name, tree(properties)));
      }
    }
    return samples;
  }

  private JsonNode tree(String properties) {
    try {
      return json.readTree(properties);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored properties are no JSON", e);
    }
  }
}
