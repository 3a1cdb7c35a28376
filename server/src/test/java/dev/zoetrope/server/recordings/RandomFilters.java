package dev.zoetrope.server.recordings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Filter objects of every shape that the contract allows, over the words of a world. */
final class RandomFilters {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static final List<String> TEXTUAL =
      List.of(
          "exact",
          "is_not",
          "icontains",
          "not_icontains",
          "regex",
          "not_regex",
          "is_set",
          "is_not_set",
          "in",
          "not_in");
  private static final List<String> NUMERIC =
      List.of("gt", "gte", "lt", "lte", "min", "max", "between", "not_between");
  private static final List<String> DATED =
      List.of("is_date_exact", "is_date_before", "is_date_after", "gt", "lte", "between");
  private static final List<String> EXPRESSIONS =
      List.of("^pro$", "(?i)PRO", "[0-9]+", "cart|pricing", "^$", "a.b", "\\bshop\\b", "(a|b)*X");
  private static final List<String> DATES =
      List.of("2026-03-05", "2026-03-01", "2026-03-05T10:00:00Z", "-7d", "-3d");

  private final Random random;

  private RandomFilters(Random random) {
    this.random = random;
  }

  /** Filters to run properties with. */
  static Arbitrary<JsonNode> all() {
    return Arbitraries.randomValue(random -> new RandomFilters(random).filters());
  }

  private JsonNode filters() {
    ObjectNode filters = JSON.objectNode();
    if (random.nextInt(5) == 0) {
      filters.putArray("duration").add(figure());
    }
    filters.set("filter_group", group(0));
    return filters;
  }

  private ObjectNode group(int depth) {
    ObjectNode group = JSON.objectNode().put("type", random.nextBoolean() ? "AND" : "OR");
    ArrayNode values = group.putArray("values");
    for (int i = random.nextInt(depth == 0 ? 4 : 3); i > 0; i--) {
      values.add(depth < 3 && random.nextInt(3) == 0 ? group(depth + 1) : leafOrEntity());
    }
    return negated(group);
  }

  private ObjectNode leafOrEntity() {
    return negated(random.nextInt(4) == 0 ? entity() : leaf());
  }

  private ObjectNode entity() {
    ObjectNode entity = JSON.objectNode().put("type", "events");
    entity.put("id", random.nextInt(5) == 0 ? null : pick(FilterWorld.NAMES));
    ArrayNode properties = entity.putArray("properties");
    for (int i = random.nextInt(3); i > 0; i--) {
      properties.add(negated(random.nextInt(4) == 0 ? leaf() : event()));
    }
    return entity;
  }

  private ObjectNode leaf() {
    return switch (random.nextInt(12)) {
      case 0, 1, 2 -> event();
      case 9, 10 ->
          tested(
              "session",
              pick(
                  List.of(
                      "$start_timestamp",
                      "$pageview_count",
                      "$channel_type",
                      "$entry_utm_source",
                      "$is_bounce",
                      "$vitals_lcp")));
      case 3 -> tested("person", pick(FilterWorld.KEYS));
      case 4 -> figure();
      case 5 -> texts(JSON.objectNode().put("type", "log_entry").put("key", "message"));
      case 6 ->
          JSON.objectNode()
              .put("type", "log_entry")
              .put("key", "level")
              .put("operator", pick(List.of("exact", "is_not", "icontains")))
              .put("value", pick(FilterWorld.LEVELS));
      case 7 ->
          JSON.objectNode()
              .put("type", "recording")
              .put("key", pick(List.of("viewed", "viewed_by_anyone")))
              .put("operator", "exact")
              .put("value", random.nextBoolean());
      case 8 -> tested("recording", "visited_page");
      default -> JSON.objectNode().put("type", "empty");
    };
  }

  private ObjectNode event() {
    return switch (random.nextInt(8)) {
      case 0 -> tested("event_metadata", pick(List.of("event", "timestamp", "distinct_id")));
      case 1 ->
          JSON.objectNode()
              .put("type", "flag")
              .put("key", "beta")
              .put("operator", "flag_evaluates_to")
              .put("value", random.nextBoolean());
      case 2 -> tested("feature", "beta");
      case 3 -> tested("element", pick(List.of("text", "href", "tag_name")));
      case 4 ->
          JSON.objectNode()
              .put("type", "element")
              .put("key", "selector")
              .put("operator", pick(List.of("exact", "is_not")))
              .put("value", pick(List.of("a", "button.primary", "div.card", "a.link", "svg.x")));
      default -> tested("event", pick(FilterWorld.KEYS));
    };
  }

  private ObjectNode figure() {
    ObjectNode leaf =
        JSON.objectNode()
            .put("type", "recording")
            .put(
                "key",
                pick(
                    List.of(
                        "duration",
                        "active_seconds",
                        "inactive_seconds",
                        "click_count",
                        "console_error_count",
                        "activity_score")));
    if (random.nextInt(8) == 0) {
      return leaf.put("key", "snapshot_source")
          .put("operator", pick(List.of("exact", "is_not", "icontains")))
          .put("value", pick(List.of("web", "MOB", "mobile")));
    }
    return random.nextInt(4) == 0
        ? leaf.put("operator", pick(List.of("exact", "is_not", "is_set", "is_not_set")))
            .put("value", random.nextInt(12))
        : numbers(leaf);
  }

  private ObjectNode tested(String type, String key) {
    ObjectNode leaf = JSON.objectNode().put("type", type).put("key", key);
    return switch (random.nextInt(8)) {
      case 0, 1 -> numbers(leaf);
      case 2, 3 -> dates(leaf);
      case 4 -> leaf.put("operator", "is_cleaned_path_exact").put("value", pick(FilterWorld.TEXTS));
      default -> texts(leaf);
    };
  }

  private ObjectNode texts(ObjectNode leaf) {
    String operator = pick(TEXTUAL);
    leaf.put("operator", operator);
    List<String> words = operator.endsWith("regex") ? EXPRESSIONS : FilterWorld.TEXTS;
    if (random.nextInt(3) == 0) {
      leaf.putArray("value").add(pick(words)).add(pick(words));
    } else if (!operator.endsWith("regex") && random.nextInt(4) == 0) {
      leaf.put("value", random.nextInt(14));
    } else if (random.nextInt(8) > 0) {
      leaf.put("value", pick(words));
    } else {
      leaf.put("operator", random.nextBoolean() ? "is_set" : "is_not_set").putArray("value");
    }
    return leaf;
  }

  private ObjectNode numbers(ObjectNode leaf) {
    String operator = pick(NUMERIC);
    leaf.put("operator", operator);
    if (operator.endsWith("between")) {
      leaf.putArray("value").add(random.nextInt(10)).add(String.valueOf(random.nextInt(20)));
      return leaf;
    }
    return leaf.put("value", random.nextInt(28) / 2.0);
  }

  private ObjectNode dates(ObjectNode leaf) {
    String operator = pick(DATED);
    leaf.put("operator", operator);
    if (operator.equals("between")) {
      leaf.putArray("value").add(pick(DATES)).add(pick(DATES));
      return leaf;
    }
    return leaf.put("value", pick(DATES));
  }

  private ObjectNode negated(ObjectNode node) {
    if (random.nextInt(5) == 0) {
      node.put("negation", true);
    }
    return node;
  }

  private <T> T pick(List<T> from) {
    return new ArrayList<>(from).get(random.nextInt(from.size()));
  }
}
