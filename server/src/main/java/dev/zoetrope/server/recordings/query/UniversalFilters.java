package dev.zoetrope.server.recordings.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.zoetrope.server.recordings.filter.Filter;
import dev.zoetrope.server.recordings.filter.FilterParser;
import dev.zoetrope.server.recordings.query.Problems.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The whole filter object: dates, durations, order and a tree (contract reference 9.8, B-240). */
public final class UniversalFilters {
  private static final String NAME = "filters";
  private static final Set<String> MEMBERS =
      Set.of(
          // What the assistant answers beside a filter says nothing about recordings.
          "question",
          "date_from",
          "date_to",
          "duration",
          "filter_test_accounts",
          "filter_group",
          "order",
          "order_direction");

  private final Problems problems;
  private final Instant now;
  private final List<SqlCondition> dates = new ArrayList<>();
  private final List<SqlCondition> conditions = new ArrayList<>();
  private Filter filter = Filter.ALL;
  private String order = "start_time";
  private String direction = "DESC";
  private boolean withoutTestAccounts;

  /**
   * Reads the object and notes problems.
   *
   * @param node missing for no filter
   */
  public UniversalFilters(JsonNode node, Problems problems, Instant now) {
    this.problems = problems;
    this.now = now;
    if (node instanceof ObjectNode object) {
      read(object);
    } else if (!node.isMissingNode() && !node.isNull()) {
      problems.add(
          "model_attributes_type",
          Place.of(NAME),
          "Input should be a valid dictionary or object to extract fields from",
          node);
    }
  }

  private void read(ObjectNode node) {
    node.fields()
        .forEachRemaining(
            member -> {
              if (!MEMBERS.contains(member.getKey())) {
                problems.add(
                    "extra_forbidden",
                    Place.of(NAME, member.getKey()),
                    "Extra inputs are not permitted",
                    member.getValue());
              }
            });
    date(node, "date_from");
    date(node, "date_to");
    durations(node.path("duration"));
    order = choice(node, "order", RecordingOrder.NAMES, order);
    direction = choice(node, "order_direction", List.of("ASC", "DESC"), direction);
    JsonNode flag = node.path("filter_test_accounts");
    if (!absent(flag) && !flag.isBoolean()) {
      problems.add(
          "bool_type",
          Place.of(NAME, "filter_test_accounts"),
          "Input should be a valid boolean",
          flag);
    }
    withoutTestAccounts = flag.asBoolean();
    JsonNode group = node.path("filter_group");
    if (!absent(group)) {
      if (group.isObject() && !group.has("values")) {
        problems.add("missing", Place.of(NAME, "filter_group", "values"), "Field required", group);
        return;
      }
      new FilterParser(problems, now)
          .read(Place.of(NAME, "filter_group"), group)
          .ifPresent(tree -> filter = tree);
    }
  }

  private void date(JsonNode node, String name) {
    JsonNode text = node.path(name);
    if (absent(text) || (text.isTextual() && open(text.textValue()))) {
      return;
    }
    if (!text.isTextual()) {
      problems.add("string_type", Place.of(NAME, name), "Input should be a valid string", text);
      return;
    }
    DateExpression.parse(text.textValue(), now)
        .ifPresentOrElse(
            date ->
                dates.add(
                    name.equals("date_from")
                        ? SqlCondition.of(RecordingQuery.SINCE, date.earliestMs())
                        : SqlCondition.of(RecordingQuery.UNTIL, date.latestMs())),
            () ->
                problems.value(
                    Place.of(NAME, name),
                    "dates are ISO 8601, relative such as -3d, or all",
                    text));
  }

  /** Figures of the recording, all of which must be met. */
  private void durations(JsonNode list) {
    if (absent(list)) {
      return;
    }
    if (!list.isArray()) {
      problems.add("list_type", Place.of(NAME, "duration"), "Input should be a valid list", list);
      return;
    }
    HavingPredicates figures = new HavingPredicates(problems, now);
    for (int i = 0; i < list.size(); i++) {
      Leaf.read(
              Place.of(NAME, "duration", i),
              list.get(i),
              List.of("recording"),
              HavingPredicates.KEYS,
              problems)
          .flatMap(figures::condition)
          .ifPresent(conditions::add);
    }
  }

  private String choice(JsonNode node, String name, List<String> allowed, String fallback) {
    JsonNode input = node.path(name);
    if (absent(input)) {
      return fallback;
    }
    String word = name.equals("order") ? input.asText() : input.asText().toUpperCase(Locale.ROOT);
    if (input.isTextual() && allowed.contains(word)) {
      return word;
    }
    problems.choice("enum", Place.of(NAME, name), allowed, input);
    return fallback;
  }

  private static boolean absent(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }

  /** No limit; the assistant writes null as a text (B-240). */
  private static boolean open(String date) {
    return date.isEmpty() || date.equals("null") || DateExpression.unlimited(date);
  }

  /** When the recording must have begun. */
  public List<SqlCondition> dates() {
    return List.copyOf(dates);
  }

  /** What durations ask of the recording. */
  public List<SqlCondition> conditions() {
    return List.copyOf(conditions);
  }

  public Filter filter() {
    return filter;
  }

  public boolean withoutTestAccounts() {
    return withoutTestAccounts;
  }

  String order() {
    return order;
  }

  String direction() {
    return direction;
  }
}
