package dev.zoetrope.server.recordings.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.zoetrope.server.recordings.filter.Filter;
import dev.zoetrope.server.recordings.query.Problems.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads the query string of the list (contract reference 9.1); refuses with every problem at once
 * (B-210).
 */
public final class RecordingQueryParser {
  /** The most recordings of one answer (B-211). */
  public static final int LARGEST_LIMIT = 1000;

  private static final int DEFAULT_LIMIT = 50;
  private static final java.util.regex.Pattern UUID_TEXT =
      java.util.regex.Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private final Problems problems = new Problems();
  private final List<SqlCondition> dates = new ArrayList<>();
  private final List<SqlCondition> conditions = new ArrayList<>();
  private final StrictParameters parameters;
  private final Instant now;

  private RecordingQueryParser(Map<String, String> parameters, Instant now) {
    this.parameters = new StrictParameters(parameters, problems);
    this.now = now;
  }

  /**
   * Reads the parameters.
   *
   * @param now what relative dates are relative to
   */
  public static RecordingQuery parse(Map<String, String> parameters, Instant now) {
    return new RecordingQueryParser(parameters, now).parse();
  }

  /**
   * Reads a filter object alone.
   *
   * @param now what relative dates are relative to
   */
  public static RecordingQuery ofFilters(JsonNode filters, Instant now) {
    return parse(Map.of("filters", filters.toString()), now);
  }

  private RecordingQuery parse() {
    parameters.ignore("personal_api_key");
    parameters.ignore("version", "hogql_filtering", "as_query", "add_events_to_property_queries");
    int limit = parameters.integer("limit", 1, LARGEST_LIMIT, DEFAULT_LIMIT);
    int offset = parameters.integer("offset", 0, Integer.MAX_VALUE, 0);
    UniversalFilters whole = new UniversalFilters(parameters.take("filters"), problems, now);
    String order = parameters.choice("order", "enum", RecordingOrder.NAMES, whole.order());
    String direction =
        parameters.choice("order_direction", "enum", List.of("ASC", "DESC"), whole.direction());
    date("date_from")
        .ifPresent(d -> dates.add(SqlCondition.of(RecordingQuery.SINCE, d.earliestMs())));
    date("date_to").ifPresent(d -> dates.add(SqlCondition.of(RecordingQuery.UNTIL, d.latestMs())));
    dates.addAll(whole.dates());
    conditions.addAll(whole.conditions());
    Optional<List<String>> sessionIds = parameters.texts("session_ids");
    List<String> distinctIds = parameters.texts("distinct_ids").orElse(List.of());
    Optional<UUID> person = person();
    if (!distinctIds.isEmpty()) {
      conditions.add(SqlCondition.oneOf("r.distinct_id", distinctIds));
      person = Optional.empty();
    }
    conditions.addAll(
        new HavingPredicates(problems, now).read(parameters.list("having_predicates")));
    Filter flat = new FlatFilters(parameters, problems, now).read();
    boolean withoutTestAccounts =
        parameters.flag("filter_test_accounts") || whole.withoutTestAccounts();
    acceptWithoutEffect();
    parameters.forbidOthers();
    problems.refuse();
    return new RecordingQuery(
        limit,
        offset,
        RecordingOrder.valueOf(order.toUpperCase(Locale.ROOT)),
        direction.equals("ASC"),
        List.copyOf(dates),
        List.copyOf(conditions),
        sessionIds,
        person,
        Filter.all(List.of(flat, whole.filter())),
        withoutTestAccounts);
  }

  /** Parameters that change nothing; those that would have to are refused unless empty. */
  private void acceptWithoutEffect() {
    JsonNode comments = parameters.take("comment_text");
    if (!comments.isMissingNode()) {
      problems.value(
          Place.of("comment_text"),
          "recordings cannot be filtered by comments in this version; send null",
          comments);
    }
    parameters.object("user_modified_filters");
    parameters.choice("kind", "literal_error", List.of("RecordingsQuery"), "RecordingsQuery");
    parameters.object("modifiers");
    parameters.object("tags");
  }

  private Optional<DateExpression> date(String name) {
    Optional<String> text = parameters.text(name);
    if (text.isEmpty() || DateExpression.unlimited(text.get())) {
      return Optional.empty();
    }
    Optional<DateExpression> date = DateExpression.parse(text.get(), now);
    if (date.isEmpty()) {
      problems.value(
          Place.of(name),
          "dates are ISO 8601, relative such as -3d, or all",
          TextNode.valueOf(text.get()));
    }
    return date;
  }

  private Optional<UUID> person() {
    Optional<String> text = parameters.text("person_uuid");
    if (text.isPresent() && !UUID_TEXT.matcher(text.get()).matches()) {
      problems.add(
          "uuid_parsing",
          Place.of("person_uuid"),
          "Input should be a valid UUID",
          TextNode.valueOf(text.get()));
      return Optional.empty();
    }
    return text.map(UUID::fromString);
  }
}
