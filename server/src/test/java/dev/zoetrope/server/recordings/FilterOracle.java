package dev.zoetrope.server.recordings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.re2j.Pattern;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Says from the rules alone (B-240 to B-247) whether a recording passes a filter: plain Java over
 * the JSON as it was sent, knowing nothing of how the server does it.
 */
final class FilterOracle {
  private static final Set<String> NEGATIVE =
      Set.of("is_not", "not_icontains", "not_regex", "is_not_set", "not_between", "not_in");

  private final FilterWorld world;

  FilterOracle(FilterWorld world) {
    this.world = world;
  }

  List<String> passing(JsonNode filters) {
    List<String> ids = new ArrayList<>();
    for (FilterWorld.Row row : world.rows) {
      if (whole(row, filters)) {
        ids.add(row.id());
      }
    }
    return ids;
  }

  private boolean whole(FilterWorld.Row row, JsonNode filters) {
    for (JsonNode duration : filters.path("duration")) {
      if (!leaf(row, duration)) {
        return false;
      }
    }
    Boolean group = node(row, filters.path("filter_group"));
    return group == null || group;
  }

  /** Null for what says nothing. */
  private Boolean node(FilterWorld.Row row, JsonNode node) {
    Boolean value;
    if (node.isMissingNode()) {
      return null;
    } else if (node.has("values")) {
      value = null;
      for (JsonNode child : node.get("values")) {
        Boolean part = node(row, child);
        if (part != null) {
          value =
              value == null
                  ? part
                  : node.get("type").asText().equals("OR") ? (value || part) : (value && part);
        }
      }
    } else if (node.path("type").asText().equals("empty")) {
      return null;
    } else if (node.path("type").asText().equals("events")) {
      value = entity(row, node);
    } else {
      value = leaf(row, node);
    }
    return value == null ? null : value != node.path("negation").asBoolean();
  }

  private boolean entity(FilterWorld.Row row, JsonNode entity) {
    for (FilterWorld.Event event : row.events()) {
      boolean all = entity.get("id").isNull() || entity.get("id").asText().equals(event.name());
      for (JsonNode property : entity.path("properties")) {
        if (property.get("type").asText().equals("empty")) {
          continue;
        }
        boolean holds =
            isAboutEvents(property) ? onEvent(event, property, row.id()) : leaf(row, property);
        all &= holds != property.path("negation").asBoolean();
      }
      if (all) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAboutEvents(JsonNode property) {
    return Set.of("event", "event_metadata", "element", "feature", "flag")
        .contains(property.get("type").asText());
  }

  /** One filter on its own, before its negation. */
  private boolean leaf(FilterWorld.Row row, JsonNode leaf) {
    String type = leaf.get("type").asText();
    String key = leaf.get("key").asText();
    String operator = leaf.path("operator").asText("exact");
    boolean negative = NEGATIVE.contains(operator);
    if (isAboutEvents(leaf)) {
      boolean some = false;
      for (FilterWorld.Event event : row.events()) {
        some |= onEvent(event, affirmed(leaf), row.id());
        some |= type.equals("event") && operator.endsWith("_set") && event.name().equals(key);
      }
      return some != negative;
    }
    switch (type) {
      case "person":
        JsonNode person = world.persons.get(row.distinctId());
        if (key.equals("$os") && (person == null || !person.hasNonNull(key))) {
          boolean device = false;
          for (FilterWorld.Event event : row.events()) {
            device |= value(affirmed(leaf), event.properties().get(key));
          }
          return device != negative;
        }
        return value(leaf, person == null ? null : person.get(key));
      case "session":
        return value(leaf, ofSession(row.session(), key));
      case "log_entry":
        boolean logged = false;
        for (FilterWorld.Message message : row.messages()) {
          logged |= onMessage(affirmed(leaf), message);
        }
        return logged != negative;
      default:
        return recording(row, leaf);
    }
  }

  private static JsonNode ofSession(FilterWorld.Session session, String key) {
    if (session == null) {
      return null;
    }
    Object value =
        switch (key) {
          case "$start_timestamp" -> session.start().toString();
          case "$pageview_count" -> session.pageviews();
          case "$channel_type" -> session.channel();
          case "$entry_utm_source" -> session.source();
          case "$is_bounce" -> session.bounce();
          case "$vitals_lcp" -> session.lcp();
          default -> throw new IllegalArgumentException(key);
        };
    return new com.fasterxml.jackson.databind.ObjectMapper().valueToTree(value);
  }

  /** Whether a single console message is what the filter says, its negation included. */
  static boolean onMessage(JsonNode leaf, FilterWorld.Message message) {
    String text = leaf.get("key").asText().equals("level") ? message.level() : message.text();
    String operator = leaf.path("operator").asText("exact");
    if (operator.endsWith("_set")) {
      return text.isEmpty() == operator.equals("is_not_set");
    }
    com.fasterxml.jackson.databind.node.ObjectNode worded = leaf.deepCopy();
    if (leaf.get("value").isNumber()) {
      worded.put("value", leaf.get("value").asText());
    }
    return value(worded, TextNode.valueOf(text));
  }

  private boolean recording(FilterWorld.Row row, JsonNode leaf) {
    String key = leaf.get("key").asText();
    if (key.startsWith("viewed")) {
      boolean viewed =
          row.viewedByCaller() || (key.equals("viewed_by_anyone") && row.viewedByOther());
      return viewed == leaf.get("value").asText().equals("true");
    }
    if (key.equals("visited_page")) {
      List<String> pages = new ArrayList<>(row.urls());
      if (row.startUrl() != null) {
        pages.add(row.startUrl());
      }
      boolean some = false;
      for (String page : pages) {
        some |= value(affirmed(leaf), TextNode.valueOf(page));
      }
      return some != NEGATIVE.contains(leaf.path("operator").asText());
    }
    Map<String, Object> figures = new HashMap<>();
    figures.put("duration", row.seconds());
    figures.put("active_seconds", row.activeMs() / 1000);
    figures.put("inactive_seconds", Math.max(0, (row.seconds() * 1000 - row.activeMs()) / 1000));
    figures.put("click_count", row.clicks());
    figures.put("console_error_count", row.errors());
    figures.put("activity_score", row.score());
    figures.put("snapshot_source", row.source());
    JsonNode figure = new com.fasterxml.jackson.databind.ObjectMapper().valueToTree(figures);
    return value(leaf, figure.get(key));
  }

  /** The same filter with the opposite operator, for the negative ones. */
  private static JsonNode affirmed(JsonNode leaf) {
    com.fasterxml.jackson.databind.node.ObjectNode copy = leaf.deepCopy();
    String operator = leaf.path("operator").asText("exact");
    copy.put(
        "operator",
        switch (operator) {
          case "is_not" -> "exact";
          case "is_not_set" -> "is_set";
          default -> NEGATIVE.contains(operator) ? operator.substring(4) : operator;
        });
    return copy;
  }

  private static boolean onEvent(FilterWorld.Event event, JsonNode leaf, String session) {
    String key = leaf.get("key").asText();
    switch (leaf.get("type").asText()) {
      case "event":
        return value(leaf, event.properties().get(key));
      case "feature":
        return value(
            leaf, event.properties().get(key.startsWith("$feature/") ? key : "$feature/" + key));
      case "flag":
        JsonNode flag = event.properties().get("$feature/" + key);
        if (flag == null || flag.isNull()) {
          return false;
        }
        String shown = flag.isTextual() ? flag.textValue() : flag.toString();
        return leaf.get("value").asText().equals("true")
            ? !shown.equals("false")
            : shown.equals(leaf.get("value").asText());
      case "event_metadata":
        return value(
            leaf,
            TextNode.valueOf(
                switch (key) {
                  case "event" -> event.name();
                  case "distinct_id" -> event.distinctId();
                  case "timestamp" -> event.at().toString();
                  default -> session;
                }));
      default:
        boolean some = false;
        for (ElementRow element : ElementRow.of(event.properties())) {
          some |= element.matches(key, affirmed(leaf), FilterOracle::value);
        }
        return some != NEGATIVE.contains(leaf.path("operator").asText());
    }
  }

  /** Whether a value, null for none, is what the operator and the values of the filter say. */
  static boolean value(JsonNode leaf, JsonNode value) {
    String operator = leaf.path("operator").asText("exact");
    boolean present = value != null && !value.isNull();
    if (NEGATIVE.contains(operator)) {
      return !value(affirmed(leaf), value);
    }
    if (!present || operator.equals("is_set")) {
      return present;
    }
    List<JsonNode> wanted = new ArrayList<>();
    if (leaf.get("value").isArray()) {
      leaf.get("value").forEach(wanted::add);
    } else {
      wanted.add(leaf.get("value"));
    }
    Predicate<JsonNode> passes = one -> single(operator, wanted, one);
    if (passes.test(value)) {
      return true;
    }
    for (JsonNode item : value.isArray() ? value : List.<JsonNode>of()) {
      if (item.isValueNode() && !item.isNull() && passes.test(item)) {
        return true;
      }
    }
    return false;
  }

  private static boolean single(String operator, List<JsonNode> wanted, JsonNode value) {
    String text = value.isTextual() ? value.textValue() : value.toString();
    for (JsonNode one : wanted) {
      String want = one.isTextual() ? one.textValue() : one.toString();
      boolean holds =
          switch (operator) {
            case "exact", "in" -> same(value, one, text, want);
            case "icontains" ->
                text.toLowerCase(Locale.ROOT).contains(want.toLowerCase(Locale.ROOT));
            case "regex" -> Pattern.compile(want).matcher(text).find();
            case "is_cleaned_path_exact" -> path(text).equals(path(want));
            case "gt" -> compare(value, one, c -> c > 0, true);
            case "gte", "min" -> compare(value, one, c -> c >= 0, false);
            case "lt" -> compare(value, one, c -> c < 0, false);
            case "lte", "max" -> compare(value, one, c -> c <= 0, true);
            case "between" ->
                compare(value, wanted.get(0), c -> c >= 0, false)
                    && compare(value, wanted.get(1), c -> c <= 0, true);
            case "is_date_before" -> date(value, m -> m < bounds(want)[0]);
            case "is_date_after" -> date(value, m -> m > bounds(want)[1]);
            case "is_date_exact" -> date(value, m -> onDate(m, bounds(want)));
            default -> throw new IllegalArgumentException(operator);
          };
      if (holds) {
        return true;
      }
    }
    return false;
  }

  private static boolean same(JsonNode value, JsonNode one, String text, String want) {
    if ((value.isNumber() || one.isNumber()) && decimal(value) != null && decimal(one) != null) {
      return decimal(value).compareTo(decimal(one)) == 0;
    }
    return text.equals(want);
  }

  private static String path(String address) {
    String path = address.split("[?#]", 2)[0];
    while (path.length() > 1 && path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    return path;
  }

  private static boolean compare(
      JsonNode value, JsonNode limit, Predicate<Integer> sign, boolean last) {
    if (decimal(limit) != null) {
      return decimal(value) != null && sign.test(decimal(value).compareTo(decimal(limit)));
    }
    Long moment = moment(value);
    return moment != null && sign.test(Long.compare(moment, bounds(limit.asText())[last ? 1 : 0]));
  }

  private static boolean date(JsonNode value, Predicate<Long> test) {
    return moment(value) != null && test.test(moment(value));
  }

  private static boolean onDate(long moment, long[] bounds) {
    if (bounds[0] == bounds[1]) {
      LocalDate day = Instant.ofEpochMilli(bounds[0]).atZone(ZoneOffset.UTC).toLocalDate();
      return Instant.ofEpochMilli(moment).atZone(ZoneOffset.UTC).toLocalDate().equals(day);
    }
    return bounds[0] <= moment && moment <= bounds[1];
  }

  /** The first and the last millisecond of {@code 2026-03-05}, a full ISO time, or {@code -3d}. */
  private static long[] bounds(String text) {
    if (text.matches("-\\d+d")) {
      long days = Long.parseLong(text.substring(1, text.length() - 1));
      long ms = FilterWorld.NOW.minus(Duration.ofDays(days)).toEpochMilli();
      return new long[] {ms, ms};
    }
    if (text.length() == 10) {
      long day = LocalDate.parse(text).toEpochDay() * 86_400_000;
      return new long[] {day, day + 86_399_999};
    }
    long ms = OffsetDateTime.parse(text).toInstant().toEpochMilli();
    return new long[] {ms, ms};
  }

  private static Long moment(JsonNode value) {
    if (value.isTextual() && value.textValue().matches("\\d{4}-\\d\\d-\\d\\d.*")) {
      String text = value.textValue();
      return (text.length() == 10
              ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
              : Instant.parse(text))
          .toEpochMilli();
    }
    BigDecimal number = decimal(value);
    if (number == null || number.signum() < 0) {
      return null;
    }
    return number.doubleValue() < 1e11 ? (long) (number.doubleValue() * 1000) : number.longValue();
  }

  private static BigDecimal decimal(JsonNode value) {
    String text = value.isNumber() || value.isTextual() ? value.asText() : "";
    return text.matches("-?\\d+(\\.\\d+)?") ? new BigDecimal(text) : null;
  }

  /** An element as events describe it, read on its own. */
  record ElementRow(String tag, String text, String href, List<String> classes) {
    static List<ElementRow> of(JsonNode properties) {
      List<ElementRow> all = new ArrayList<>();
      for (JsonNode element : properties.path("$elements")) {
        all.add(
            new ElementRow(
                element.path("tag_name").asText(),
                element.path("$el_text").asText(),
                element.path("attr__href").asText(),
                List.of(element.path("attr__class").asText().split(" ", -1))));
      }
      String chain = properties.path("$elements_chain").asText();
      if (all.isEmpty() && !chain.isEmpty()) {
        for (String part : chain.split(";", -1)) {
          List<String> names = List.of(part.substring(0, part.indexOf(':')).split("\\.", -1));
          boolean inner = part.contains("text=\"pro\"");
          all.add(
              new ElementRow(
                  names.get(0),
                  inner ? "pro" : "say \"free\"",
                  inner ? "/pricing" : null,
                  names.subList(1, names.size())));
        }
      }
      return all;
    }

    boolean matches(
        String key, JsonNode leaf, java.util.function.BiPredicate<JsonNode, JsonNode> value) {
      if (key.equals("selector")) {
        String[] parts = leaf.get("value").asText().split("\\.", -1);
        return tag.equals(parts[0]) && classes.containsAll(List.of(parts).subList(1, parts.length));
      }
      String found = key.equals("tag_name") ? tag : key.equals("text") ? text : href;
      return found != null && value.test(leaf, TextNode.valueOf(found));
    }
  }
}
