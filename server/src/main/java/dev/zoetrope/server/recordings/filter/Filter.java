package dev.zoetrope.server.recordings.filter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoetrope.server.recordings.query.SqlCondition;
import java.util.List;
import java.util.Optional;

/** What a recording must be like: a tree whose leaves are facts about one recording (B-240). */
public sealed interface Filter {
  /** Every recording. */
  Filter ALL = new Group(false, List.of());

  /**
   * Several filters.
   *
   * @param any whether one is enough; without parts, all pass when false and none when true
   */
  record Group(boolean any, List<Filter> parts) implements Filter {}

  /** The opposite. */
  record Not(Filter part) implements Filter {}

  /**
   * Some event of the session has the name and passes every test.
   *
   * @param name empty when any event will do
   */
  record Happened(Optional<String> name, List<EventTest> tests) implements Filter {}

  /** Some console message passes every test. */
  record Logged(List<MessageTest> tests) implements Filter {}

  /**
   * The person of the recording has a property that passes.
   *
   * @param exactly when nothing but these values passes; else empty
   */
  record PersonHas(String key, ValueTest test, List<JsonNode> exactly) implements Filter {}

  /** The session of the recording has a property that passes. */
  record SessionHas(SessionProperty property, ValueTest test) implements Filter {}

  /** Some page of the recording has an address that passes. */
  record Visited(ValueTest address) implements Filter {}

  /** The row of the recording meets a condition, which is never null. */
  record Figure(SqlCondition condition) implements Filter {}

  /**
   * Somebody has viewed the recording.
   *
   * @param byAnyone whether others than the caller count
   */
  record Viewed(boolean byAnyone) implements Filter {}

  /** All of them. */
  static Filter all(List<Filter> parts) {
    List<Filter> limits = parts.stream().filter(part -> !part.equals(ALL)).toList();
    return limits.size() == 1 ? limits.get(0) : new Group(false, limits);
  }

  /** One of them. */
  static Filter any(List<Filter> parts) {
    return parts.size() == 1 ? parts.get(0) : new Group(true, List.copyOf(parts));
  }
}
