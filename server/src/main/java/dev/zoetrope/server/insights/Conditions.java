package dev.zoetrope.server.insights;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A growing WHERE clause of a list and the values of its question marks. */
final class Conditions {
  private final StringBuilder sql;
  private final List<Object> values = new ArrayList<>();

  Conditions(String sql, Object... values) {
    this.sql = new StringBuilder(sql);
    Collections.addAll(this.values, values);
  }

  /** Adds {@code column = value} unless there is no value. */
  Conditions equal(String column, Object value) {
    if (value != null) {
      sql.append(" AND ").append(column).append(" = ?");
      values.add(value);
    }
    return this;
  }

  /** Adds that one of the columns contains the text, whatever its case, unless there is none. */
  Conditions contains(String text, String... columns) {
    if (text != null) {
      String pattern = "%" + text.replaceAll("[!%_]", "!$0") + "%";
      List<String> alternatives = new ArrayList<>();
      for (String column : columns) {
        alternatives.add("LOWER(" + column + ") LIKE LOWER(?) ESCAPE '!'");
        values.add(pattern);
      }
      sql.append(" AND (").append(String.join(" OR ", alternatives)).append(')');
    }
    return this;
  }

  String sql() {
    return sql.toString();
  }

  /** The values, followed by these. */
  Object[] values(Object... more) {
    List<Object> all = new ArrayList<>(values);
    Collections.addAll(all, more);
    return all.toArray();
  }
}
