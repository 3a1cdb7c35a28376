package dev.zoetrope.server.recordings.filter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoetrope.server.recordings.query.Problems;
import dev.zoetrope.server.recordings.query.Problems.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads groups, entities and property filters as a tree (contract reference 9.8, B-240). */
public final class FilterParser {
  private static final int DEEPEST = 20;

  /** More leaves than this are refused. */
  private static final int MOST = 200;

  private static final Set<String> GROUP = Set.of("type", "values", "negation");
  private static final Set<String> ENTITY =
      Set.of(
          "id",
          "name",
          "custom_name",
          "type",
          "kind",
          "order",
          "index",
          "uuid",
          "event",
          "math",
          "properties",
          "negation");

  private final Problems problems;
  private final LeafParser leaves;
  private int count;

  /** Notes problems and reads relative dates as of now. */
  public FilterParser(Problems problems, Instant now) {
    this.problems = problems;
    this.leaves = new LeafParser(problems, now);
  }

  /** A group, an entity or a property filter; empty for an empty one or after a problem. */
  public Optional<Filter> read(Place place, JsonNode node) {
    return read(place, node, 0);
  }

  private Optional<Filter> read(Place place, JsonNode node, int depth) {
    if (!object(place, node)) {
      return Optional.empty();
    }
    if (node.has("values")) {
      return group(place, node, depth);
    }
    String type = node.path("type").asText();
    return type.equals("events") || type.equals("actions") || (!node.has("key") && node.has("id"))
        ? entity(place, node)
        : property(place, node);
  }

  /** A group of filters. */
  private Optional<Filter> group(Place place, JsonNode node, int depth) {
    forbidOthers(place, node, GROUP);
    String type = node.path("type").asText();
    if (!type.equals("AND") && !type.equals("OR")) {
      problems.choice("enum", place.in("type"), List.of("AND", "OR"), node.path("type"));
      return Optional.empty();
    }
    if (!node.get("values").isArray()) {
      problems.add(
          "list_type", place.in("values"), "Input should be a valid list", node.get("values"));
      return Optional.empty();
    }
    if (depth >= DEEPEST) {
      problems.value(place, "groups are nested " + DEEPEST + " deep at most", node.path("type"));
      return Optional.empty();
    }
    List<Filter> parts = new ArrayList<>();
    for (int i = 0; i < node.get("values").size() && count <= MOST; i++) {
      read(place.in("values", i), node.get("values").get(i), depth + 1).ifPresent(parts::add);
    }
    // A group that says nothing limits nothing, not even as one of several alternatives.
    return parts.isEmpty()
        ? Optional.empty()
        : negated(place, node, type.equals("OR") ? Filter.any(parts) : Filter.all(parts));
  }

  /** An event that happened, with all its properties on the same event (B-242). */
  public Optional<Filter> entity(Place place, JsonNode node) {
    if (!object(place, node) || tooMany(place, node)) {
      return Optional.empty();
    }
    forbidOthers(place, node, ENTITY);
    if (node.path("type").asText("events").equals("actions")) {
      problems.value(place, "there are no actions here; filter by the event", node.path("id"));
      return Optional.empty();
    }
    if (!node.path("type").asText("events").equals("events")) {
      problems.choice(
          "literal_error", place.in("type"), List.of("events", "actions"), node.path("type"));
      return Optional.empty();
    }
    int before = problems.count();
    Optional<String> name = leaves.eventName(place, node);
    List<EventTest> tests = new ArrayList<>();
    List<Filter> others = new ArrayList<>();
    JsonNode properties = node.path("properties");
    if (!properties.isMissingNode() && !properties.isNull() && !properties.isArray()) {
      problems.add("list_type", place.in("properties"), "Input should be a valid list", properties);
    }
    for (int i = 0; properties.isArray() && i < properties.size(); i++) {
      Place at = place.in("properties", i);
      if (object(at, properties.get(i)) && !tooMany(at, properties.get(i))) {
        leaves.within(at, properties.get(i), tests, others);
      }
    }
    if (problems.count() > before) {
      return Optional.empty();
    }
    others.add(0, new Filter.Happened(name, List.copyOf(tests)));
    return negated(place, node, Filter.all(others));
  }

  /** A property filter. */
  public Optional<Filter> property(Place place, JsonNode node) {
    return !object(place, node) || tooMany(place, node)
        ? Optional.empty()
        : leaves.read(place, node).flatMap(filter -> negated(place, node, filter));
  }

  /** Console filters: one message meets all of them, or one of them (B-215). */
  public Optional<Filter> console(String list, List<JsonNode> nodes, boolean any) {
    List<MessageTest> tests = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      leaves.message(Place.of(list, i), nodes.get(i)).ifPresent(tests::add);
    }
    if (tests.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        any
            ? Filter.any(
                tests.stream().<Filter>map(test -> new Filter.Logged(List.of(test))).toList())
            : new Filter.Logged(List.copyOf(tests)));
  }

  private Optional<Filter> negated(Place place, JsonNode node, Filter filter) {
    return leaves.negation(place, node).map(negation -> negation ? new Filter.Not(filter) : filter);
  }

  private boolean tooMany(Place place, JsonNode node) {
    if (++count == MOST + 1) {
      problems.value(place, "at most " + MOST + " filters", node.path("key"));
    }
    return count > MOST;
  }

  private boolean object(Place place, JsonNode node) {
    if (!node.isObject()) {
      problems.add(
          "model_attributes_type",
          place,
          "Input should be a valid dictionary or object to extract fields from",
          node);
    }
    return node.isObject();
  }

  private void forbidOthers(Place place, JsonNode node, Set<String> known) {
    node.fields()
        .forEachRemaining(
            member -> {
              if (!known.contains(member.getKey())) {
                problems.add(
                    "extra_forbidden",
                    place.in(member.getKey()),
                    "Extra inputs are not permitted",
                    member.getValue());
              }
            });
  }
}
