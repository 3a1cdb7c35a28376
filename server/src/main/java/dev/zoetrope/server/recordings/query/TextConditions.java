package dev.zoetrope.server.recordings.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Text operators as SQL that means the same on both databases; no regular expressions. */
final class TextConditions {
  private TextConditions() {}

  /** The condition on a column that is never null; empty after noting a problem. */
  static Optional<SqlCondition> of(String column, Leaf leaf, Problems problems) {
    Optional<List<String>> values = values(leaf, problems);
    if (values.isEmpty()) {
      return Optional.empty();
    }
    return switch (leaf.operator()) {
      case EXACT, IN -> Optional.of(equal(column, values.get()));
      case IS_NOT, NOT_IN -> Optional.of(not(equal(column, values.get())));
      case ICONTAINS -> Optional.of(contains(column, values.get()));
      case NOT_ICONTAINS -> Optional.of(not(contains(column, values.get())));
      case IS_SET -> Optional.of(SqlCondition.of(column + " <> ''"));
      case IS_NOT_SET -> Optional.of(SqlCondition.of(column + " = ''"));
      default -> {
        leaf.refuseOperator(problems);
        yield Optional.empty();
      }
    };
  }

  /** The texts to compare with; numbers and booleans as JSON writes them. */
  static Optional<List<String>> values(Leaf leaf, Problems problems) {
    List<String> texts = new ArrayList<>();
    for (JsonNode value : leaf.values()) {
      if (!value.isValueNode() || value.isNull() || !DatabaseText.fits(value.asText())) {
        leaf.refuse(problems, leaf.key() + " is compared with texts");
        return Optional.empty();
      }
      texts.add(value.asText());
    }
    return Optional.of(texts);
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
