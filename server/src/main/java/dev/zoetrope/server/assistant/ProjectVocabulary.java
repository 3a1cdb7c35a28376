package dev.zoetrope.server.assistant;

import java.util.List;

/** What a project's recordings talk about: its events, and its properties with frequent values. */
public interface ProjectVocabulary {
  /**
   * A property of events, persons or sessions.
   *
   * @param type {@code event}, {@code person} or {@code session}
   * @param values the most frequent values, as texts; may be empty
   */
  record Property(String type, String key, List<String> values) {}

  /** The names of the events that were captured, the frequent ones first. */
  List<String> events();

  /** The properties that were seen. */
  List<Property> properties();
}
