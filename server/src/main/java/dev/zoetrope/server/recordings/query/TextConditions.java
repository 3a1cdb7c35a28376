package dev.zoetrope.server.recordings.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Text operators as SQL that means the same on both databases; no regular expressions. */
public final class TextConditions {
  private TextConditions() {}

  /** Whether texts can be compared with the operator and values; notes a problem if not. */
  public static boolean supports(Leaf leaf, Problems problems) {
    switch (leaf.operator()) {
      case EXACT, IN, IS_NOT, NOT_IN, ICONTAINS, NOT_ICONTAINS, IS_SET, IS_NOT_SET -> {}
      case REGEX, NOT_REGEX -> {}
      default -> {
        leaf.refuseOperator(problems);
        return false;
      }
    }
    for (JsonNode value : leaf.values()) {
      if (!value.isValueNode() || value.isNull() || !DatabaseText.fits(value.asText())) {
        leaf.refuse(problems, leaf.key() + " is compared with texts");
        return false;
      }
    }
    return true;
  }

  /**
   * The condition on a column that is never null; empty for what databases do not agree on:
   * expressions, and the case of letters beyond ASCII.
   */
  public static Optional<SqlCondition> portable(String column, Leaf leaf) {
    List<String> values = new ArrayList<>();
    leaf.values().forEach(value -> values.add(value.asText()));
    return switch (leaf.operator()) {
      case EXACT, IN -> Optional.of(equal(column, values));
      case IS_NOT, NOT_IN -> Optional.of(not(equal(column, values)));
      case ICONTAINS -> ascii(values).map(texts -> contains(column, texts));
      case NOT_ICONTAINS -> ascii(values).map(texts -> not(contains(column, texts)));
      case IS_SET -> Optional.of(SqlCondition.of(column + " <> ''"));
      case IS_NOT_SET -> Optional.of(SqlCondition.of(column + " = ''"));
      default -> Optional.empty();
    };
  }

  private static Optional<List<String>> ascii(List<String> values) {
    boolean ascii = values.stream().allMatch(value -> value.chars().allMatch(c -> c < 128));
    return ascii ? Optional.of(values) : Optional.empty();
  }

  private static SqlCondition equal(String column, List<String> values) {
    return SqlCondition.any(
        values.stream().map(value -> SqlCondition.of(column + " = ?", value)).toList());
  }

  private static SqlCondition contains(String column, List<String> values) {
    return SqlCondition.any(
        values.stream()
            .map(
                value ->
                    SqlCondition.of(
                        "LOWER(" + column + ") LIKE LOWER(?) ESCAPE '!'",
                        "%" + value.replaceAll("[!%_]", "!$0") + "%"))
            .toList());
  }

  private static SqlCondition not(SqlCondition condition) {
    return new SqlCondition("NOT (" + condition.sql() + ")", condition.arguments());
  }
}
