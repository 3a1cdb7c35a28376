package dev.zoetrope.server.recordings.query;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A piece of a WHERE clause over the recording {@code r}; whatever a caller sent is an argument,
 * never part of the text.
 *
 * @param sql with a question mark per argument
 * @param arguments texts, numbers or arrays of texts
 */
public record SqlCondition(String sql, List<Object> arguments) {
  private static final int LONGEST_LIST = 2000;

  /** The condition with these arguments. */
  public static SqlCondition of(String sql, Object... arguments) {
    return new SqlCondition(sql, List.of(arguments));
  }

  /** Holds when all hold; always, when there is none. */
  public static SqlCondition all(List<SqlCondition> conditions) {
    return joined(conditions, " AND ", "1 = 1");
  }

  /** Holds when one holds; never, when there is none. */
  public static SqlCondition any(List<SqlCondition> conditions) {
    return joined(conditions, " OR ", "1 = 0");
  }

  /**
   * Holds when the column has one of these texts. A list of parameters, because H2 uses no index
   * for an array; very long lists are not worth one.
   */
  public static SqlCondition oneOf(String column, Collection<String> texts) {
    if (texts.isEmpty()) {
      return any(List.of());
    }
    if (texts.size() > LONGEST_LIST) {
      return of(column + " = ANY(?)", (Object) texts.toArray(String[]::new));
    }
    return new SqlCondition(
        column + " IN (" + String.join(", ", Collections.nCopies(texts.size(), "?")) + ")",
        List.copyOf(texts));
  }

  private static SqlCondition joined(List<SqlCondition> conditions, String word, String none) {
    if (conditions.isEmpty()) {
      return of(none);
    }
    List<Object> arguments = new ArrayList<>();
    conditions.forEach(condition -> arguments.addAll(condition.arguments));
    return new SqlCondition(
        conditions.stream().map(SqlCondition::sql).collect(Collectors.joining(word, "(", ")")),
        List.copyOf(arguments));
  }
}
