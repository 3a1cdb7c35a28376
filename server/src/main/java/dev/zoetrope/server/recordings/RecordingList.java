package dev.zoetrope.server.recordings;

import dev.zoetrope.server.recordings.query.ConsoleFilter;
import dev.zoetrope.server.recordings.query.RecordingQuery;
import dev.zoetrope.server.recordings.query.SqlCondition;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;

/** Finds the recordings that a query asks for, one page at a time. */
@Singleton
class RecordingList {
  private final RecordingSearch search;
  private final RecordingPeople people;

  RecordingList(RecordingSearch search, RecordingPeople people) {
    this.search = search;
    this.people = people;
  }

  /**
   * One page of what was asked for.
   *
   * @param count how many recordings there are on all pages
   */
  record Page(List<Recording> recordings, long count) {}

  @Transactional
  Page find(long projectId, RecordingQuery query) {
    List<SqlCondition> conditions = new ArrayList<>(query.conditions());
    query
        .personUuid()
        .map(person -> people.distinctIdsOf(projectId, person))
        .ifPresent(ids -> conditions.add(SqlCondition.oneOf("r.distinct_id", ids)));
    query.console().ifPresent(filter -> conditions.add(withConsole(projectId, filter)));
    return query
        .sessionIds()
        .map(ids -> chosen(projectId, query, conditions, ids))
        .orElseGet(() -> sorted(projectId, query, SqlCondition.all(conditions)));
  }

  private Page sorted(long projectId, RecordingQuery query, SqlCondition where) {
    List<Recording> page =
        search.page(
            projectId, where, query.order().sql(query.ascending()), query.limit(), query.offset());
    boolean last = page.size() < query.limit() && (!page.isEmpty() || query.offset() == 0);
    return new Page(
        page, last ? query.offset() + (long) page.size() : search.count(projectId, where));
  }

  /** The chosen recordings in the order of the choice; as many as a query string can name. */
  private Page chosen(
      long projectId, RecordingQuery query, List<SqlCondition> conditions, List<String> ids) {
    conditions.add(SqlCondition.oneOf("r.session_id", ids));
    List<Recording> found =
        ids.isEmpty()
            ? List.of()
            : RecordingSearch.inOrder(ids, search.all(projectId, SqlCondition.all(conditions)));
    return new Page(
        found.stream().skip(query.offset()).limit(query.limit()).toList(), found.size());
  }

  private SqlCondition withConsole(long projectId, ConsoleFilter filter) {
    if (filter.expressions().isEmpty()) {
      return shown(filter.sql());
    }
    SqlCondition readable = filter.any() ? SqlCondition.of("1 = 1") : filter.sql();
    SqlCondition matched =
        SqlCondition.oneOf("r.session_id", search.sessionsWithConsole(projectId, readable, filter));
    return filter.any() ? SqlCondition.any(List.of(shown(filter.sql()), matched)) : matched;
  }

  private static SqlCondition shown(SqlCondition message) {
    return new SqlCondition(
        "EXISTS (SELECT 1 FROM log_entry l WHERE l.project_id = r.project_id"
            + " AND l.session_id = r.session_id AND "
            + message.sql()
            + ")",
        message.arguments());
  }
}
