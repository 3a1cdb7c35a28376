package dev.zoetrope.server.recordings.filter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoetrope.server.recordings.query.DateExpression;
import dev.zoetrope.server.recordings.query.Leaf;
import dev.zoetrope.server.recordings.query.Operator;
import dev.zoetrope.server.recordings.query.Problems;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Makes tests of what filters say about values (B-243). */
final class ValueTests {
  private static final long DAY_MS = 86_400_000;

  private final Problems problems;
  private final Instant now;

  ValueTests(Problems problems, Instant now) {
    this.problems = problems;
    this.now = now;
  }

  /** The test; empty after noting a problem. */
  Optional<ValueTest> read(Leaf leaf) {
    if (!leaf.operator().unary()
        && leaf.values().stream().anyMatch(value -> !value.isValueNode() || value.isNull())) {
      leaf.refuse(problems, leaf.key() + " is compared with texts, numbers or booleans");
      return Optional.empty();
    }
    return affirmative(leaf).map(predicate -> new ValueTest(leaf.operator(), predicate));
  }

  private Optional<Predicate<JsonNode>> affirmative(Leaf leaf) {
    List<JsonNode> wanted = leaf.values();
    return switch (leaf.operator()) {
      case EXACT, IS_NOT, IN, NOT_IN ->
          Optional.of(value -> wanted.stream().anyMatch(one -> Values.equal(value, one)));
      case ICONTAINS, NOT_ICONTAINS -> {
        List<String> parts = wanted.stream().map(one -> lower(Values.text(one))).toList();
        yield Optional.of(
            value -> {
              String text = lower(Values.text(value));
              return parts.stream().anyMatch(text::contains);
            });
      }
      case REGEX, NOT_REGEX ->
          Expressions.read(leaf, problems).map(found -> value -> found.occurIn(Values.text(value)));
      case IS_SET, IS_NOT_SET -> Optional.of(value -> true);
      case IS_CLEANED_PATH_EXACT -> {
        List<String> paths = wanted.stream().map(one -> cleaned(Values.text(one))).toList();
        yield Optional.of(value -> paths.contains(cleaned(Values.text(value))));
      }
      case GT, GTE, LT, LTE, MIN, MAX, BETWEEN, NOT_BETWEEN -> ordered(leaf);
      case IS_DATE_EXACT, IS_DATE_BEFORE, IS_DATE_AFTER -> dated(leaf);
      case FLAG_EVALUATES_TO -> {
        leaf.refuseOperator(problems);
        yield Optional.empty();
      }
    };
  }

  /** Numbers are compared with numbers, dates with dates. */
  private Optional<Predicate<JsonNode>> ordered(Leaf leaf) {
    if (leaf.values().stream().allMatch(one -> Values.number(one).isPresent())) {
      List<java.math.BigDecimal> limits =
          leaf.values().stream().map(one -> Values.number(one).orElseThrow()).toList();
      return Optional.of(
          value ->
              Values.number(value)
                  .map(number -> within(leaf.operator(), number, limits, limits))
                  .orElse(false));
    }
    return dates(leaf)
        .map(
            dates -> {
              List<Long> first = dates.stream().map(DateExpression::earliestMs).toList();
              List<Long> last = dates.stream().map(DateExpression::latestMs).toList();
              return value ->
                  Values.moment(value)
                      .map(moment -> within(leaf.operator(), moment, first, last))
                      .orElse(false);
            });
  }

  private static <T extends Comparable<T>> boolean within(
      Operator operator, T value, List<T> first, List<T> last) {
    return switch (operator) {
      case GT -> value.compareTo(last.get(0)) > 0;
      case GTE, MIN -> value.compareTo(first.get(0)) >= 0;
      case LT -> value.compareTo(first.get(0)) < 0;
      case LTE, MAX -> value.compareTo(last.get(0)) <= 0;
      default -> value.compareTo(first.get(0)) >= 0 && value.compareTo(last.get(1)) <= 0;
    };
  }

  private Optional<Predicate<JsonNode>> dated(Leaf leaf) {
    return dates(leaf)
        .map(
            dates -> {
              DateExpression date = dates.get(0);
              return value ->
                  Values.moment(value).map(m -> dated(leaf.operator(), m, date)).orElse(false);
            });
  }

  private static boolean dated(Operator operator, long moment, DateExpression date) {
    return switch (operator) {
      case IS_DATE_BEFORE -> moment < date.earliestMs();
      case IS_DATE_AFTER -> moment > date.latestMs();
      default ->
          date.earliestMs() < date.latestMs()
              ? moment >= date.earliestMs() && moment <= date.latestMs()
              : Math.floorDiv(moment, DAY_MS) == Math.floorDiv(date.earliestMs(), DAY_MS);
    };
  }

  private Optional<List<DateExpression>> dates(Leaf leaf) {
    List<DateExpression> dates = new ArrayList<>();
    for (JsonNode value : leaf.values()) {
      Optional<DateExpression> date =
          value.isTextual() ? DateExpression.parse(value.textValue(), now) : Optional.empty();
      if (date.isEmpty()) {
        leaf.refuse(
            problems,
            leaf.operator().dated()
                ? leaf.operator().json() + " compares with an ISO or relative date"
                : leaf.operator().json() + " compares with numbers or with dates");
        return Optional.empty();
      }
      dates.add(date.get());
    }
    return Optional.of(dates);
  }

  /** An address or path without query, fragment and trailing slashes. */
  private static String cleaned(String address) {
    int end = address.length();
    for (char mark : new char[] {'?', '#'}) {
      int at = address.indexOf(mark);
      end = at >= 0 ? Math.min(end, at) : end;
    }
    while (end > 1 && address.charAt(end - 1) == '/') {
      end--;
    }
    return address.substring(0, end);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
