package dev.zoetrope.server.recordings.filter;

import dev.zoetrope.server.recordings.query.SqlCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Filters as SQL over the recording {@code r}. What databases would disagree on (properties in
 * JSON, expressions) has no SQL of its own, only a condition without which it cannot hold (B-249).
 *
 * @param userId who asks, for what is viewed by the caller
 */
public record FilterSql(long userId) {
  /** Exactly the filter, or exactly its opposite; empty when SQL cannot say it. */
  public Optional<SqlCondition> exact(Filter filter, boolean wanted) {
    if (filter instanceof Filter.Not not) {
      return exact(not.part(), !wanted);
    }
    if (filter instanceof Filter.Group group) {
      List<SqlCondition> parts = new ArrayList<>();
      for (Filter part : group.parts()) {
        Optional<SqlCondition> condition = exact(part, wanted);
        if (condition.isEmpty()) {
          return Optional.empty();
        }
        parts.add(condition.get());
      }
      return Optional.of(joined(group.any() == wanted, parts));
    }
    if (filter instanceof Filter.Figure figure) {
      return Optional.of(
          wanted ? figure.condition() : wrapped("(", figure.condition(), ") IS NOT TRUE"));
    }
    return fact(filter).map(fact -> wanted ? fact : wrapped("NOT ", fact, ""));
  }

  /** What must hold so that the filter, or its opposite, can hold. */
  public SqlCondition necessary(Filter filter, boolean wanted) {
    if (filter instanceof Filter.Not not) {
      return necessary(not.part(), !wanted);
    }
    if (filter instanceof Filter.Group group) {
      return joined(
          group.any() == wanted,
          group.parts().stream().map(part -> necessary(part, wanted)).toList());
    }
    return exact(filter, wanted)
        .or(() -> wanted ? hint(filter) : Optional.empty())
        .orElse(SqlCondition.all(List.of()));
  }

  /** Facts that a row somewhere is the whole proof of. */
  private Optional<SqlCondition> fact(Filter filter) {
    if (filter instanceof Filter.Happened happened && happened.tests().isEmpty()) {
      return Optional.of(happened(happened.name()));
    }
    if (filter instanceof Filter.Logged logged
        && logged.tests().stream().allMatch(test -> test.sql().isPresent())) {
      return Optional.of(logged(logged.tests()));
    }
    if (filter instanceof Filter.Viewed viewed) {
      return Optional.of(
          viewed.byAnyone()
              ? exists("recording_viewed", List.of())
              : exists("recording_viewed", List.of(SqlCondition.of("x.user_id = ?", userId))));
    }
    return Optional.empty();
  }

  private static Optional<SqlCondition> hint(Filter filter) {
    // That there is any event at all is true of nearly every session.
    if (filter instanceof Filter.Happened happened && happened.name().isPresent()) {
      return Optional.of(happened(happened.name()));
    }
    if (filter instanceof Filter.Logged logged) {
      return Optional.of(logged(logged.tests()));
    }
    return Optional.empty();
  }

  private static SqlCondition happened(Optional<String> name) {
    return exists(
        "event", name.map(text -> List.of(SqlCondition.of("x.event = ?", text))).orElse(List.of()));
  }

  private static SqlCondition logged(List<MessageTest> tests) {
    return exists(
        "log_entry",
        tests.stream()
            .flatMap(test -> test.sql().stream())
            .map(sql -> new SqlCondition(sql.sql(), sql.arguments()))
            .toList());
  }

  /** Some row {@code x} of the session. */
  private static SqlCondition exists(String table, List<SqlCondition> conditions) {
    return wrapped(
        "EXISTS (SELECT 1 FROM "
            + table
            + " x WHERE x.session_id = r.session_id AND x.project_id = r.project_id AND ",
        SqlCondition.all(conditions),
        ")");
  }

  private static SqlCondition joined(boolean any, List<SqlCondition> parts) {
    return any ? SqlCondition.any(parts) : SqlCondition.all(parts);
  }

  private static SqlCondition wrapped(String before, SqlCondition condition, String after) {
    return new SqlCondition(before + condition.sql() + after, condition.arguments());
  }
}
