package dev.zoetrope.server.recordings.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Conditions on a recording's own figures, as shown: whole seconds, rounded score (B-214). */
public final class HavingPredicates {
  private static final String LIST = "having_predicates";

  private static final Map<String, String> NUMBERS =
      Map.of(
          "duration", "r.duration_s",
          "recording_duration", "r.duration_s",
          "active_seconds", "(r.active_ms / 1000)",
          "inactive_seconds", "GREATEST(r.inactive_ms / 1000, 0)",
          "console_error_count", "r.console_error_count",
          "console_log_count", "r.console_log_count",
          "console_warn_count", "r.console_warn_count",
          "click_count", "r.click_count",
          "keypress_count", "r.keypress_count",
          "mouse_activity_count", "r.mouse_activity_count");

  private static final String SCORE = "activity_score";
  private static final String SOURCE = "snapshot_source";
  private static final String START = "start_time";

  public static final List<String> KEYS = keys();

  private final Problems problems;
  private final Instant now;

  public HavingPredicates(Problems problems, Instant now) {
    this.problems = problems;
    this.now = now;
  }

  List<SqlCondition> read(List<JsonNode> nodes) {
    List<SqlCondition> conditions = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      Leaf.read(LIST, i, nodes.get(i), "recording", KEYS, problems)
          .flatMap(this::condition)
          .ifPresent(conditions::add);
    }
    return conditions;
  }

  /** The condition of one filter with one of the {@link #KEYS}. */
  public Optional<SqlCondition> condition(Leaf leaf) {
    return switch (leaf.key()) {
      case SOURCE -> source(leaf);
      case START -> start(leaf);
      case SCORE -> numbers(leaf).flatMap(numbers -> compared("r.activity_score", leaf, numbers));
      default -> numbers(leaf).flatMap(numbers -> compared(NUMBERS.get(leaf.key()), leaf, numbers));
    };
  }

  private Optional<SqlCondition> source(Leaf leaf) {
    if (!TextConditions.supports(leaf, problems)) {
      return Optional.empty();
    }
    Optional<SqlCondition> condition = TextConditions.portable("r.snapshot_source", leaf);
    if (condition.isEmpty()) {
      leaf.refuseOperator(problems);
    }
    return condition;
  }

  private Optional<SqlCondition> start(Leaf leaf) {
    List<Object> moments = new ArrayList<>();
    for (JsonNode value : leaf.values()) {
      Optional<DateExpression> date = DateExpression.parse(value.asText(), now);
      if (date.isEmpty()) {
        leaf.refuse(problems, "start_time is compared with ISO or relative dates");
        return Optional.empty();
      }
      boolean late =
          switch (leaf.operator()) {
            case GT, LTE, MAX, IS_DATE_AFTER -> true;
            case BETWEEN, NOT_BETWEEN -> moments.size() == 1;
            default -> false;
          };
      moments.add(late ? date.get().latestMs() : date.get().earliestMs());
    }
    return compared("r.start_ms", leaf, moments);
  }

  private Optional<List<Object>> numbers(Leaf leaf) {
    if (leaf.operator().dated()) {
      leaf.refuseOperator(problems);
      return Optional.empty();
    }
    List<Object> numbers = new ArrayList<>();
    for (JsonNode value : leaf.values()) {
      Double number = number(value);
      if (number == null) {
        leaf.refuse(problems, leaf.key() + " is compared with numbers");
        return Optional.empty();
      }
      numbers.add(number);
    }
    return Optional.of(numbers);
  }

  private static Double number(JsonNode value) {
    try {
      double number =
          value.isTextual() ? Double.parseDouble(value.textValue()) : value.doubleValue();
      return (value.isNumber() || value.isTextual()) && Double.isFinite(number) ? number : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** Compares a figure; one that is null equals nothing and lies in no range. */
  private Optional<SqlCondition> compared(String figure, Leaf leaf, List<Object> with) {
    return switch (leaf.operator()) {
      case EXACT, IN -> Optional.of(oneOf(figure, with));
      case IS_NOT, NOT_IN -> Optional.of(unless(figure, oneOf(figure, with)));
      case GT, IS_DATE_AFTER -> Optional.of(new SqlCondition(figure + " > ?", with));
      case GTE, MIN -> Optional.of(new SqlCondition(figure + " >= ?", with));
      case LT, IS_DATE_BEFORE -> Optional.of(new SqlCondition(figure + " < ?", with));
      case LTE, MAX -> Optional.of(new SqlCondition(figure + " <= ?", with));
      case BETWEEN -> Optional.of(new SqlCondition(figure + " BETWEEN ? AND ?", with));
      case NOT_BETWEEN ->
          Optional.of(unless(figure, new SqlCondition(figure + " BETWEEN ? AND ?", with)));
      case IS_SET -> Optional.of(SqlCondition.of(figure + " IS NOT NULL"));
      case IS_NOT_SET -> Optional.of(SqlCondition.of(figure + " IS NULL"));
      default -> {
        leaf.refuseOperator(problems);
        yield Optional.empty();
      }
    };
  }

  private static SqlCondition oneOf(String figure, List<Object> numbers) {
    return SqlCondition.any(
        numbers.stream().map(number -> SqlCondition.of(figure + " = ?", number)).toList());
  }

  private static SqlCondition unless(String figure, SqlCondition condition) {
    return new SqlCondition(
        "(" + figure + " IS NULL OR NOT (" + condition.sql() + "))", condition.arguments());
  }

  private static List<String> keys() {
    Map<String, String> all = new TreeMap<>(NUMBERS);
    all.put(SCORE, "");
    all.put(SOURCE, "");
    all.put(START, "");
    return List.copyOf(all.keySet());
  }
}
