package dev.zoetrope.server.recordings;

import dev.zoetrope.server.recordings.filter.Filter;
import dev.zoetrope.server.recordings.query.RecordingOrder;
import dev.zoetrope.server.recordings.query.RecordingQuery;
import dev.zoetrope.server.recordings.query.SqlCondition;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the recordings that a query asks for, one page at a time. */
@Singleton
class RecordingList {
  /** Counting looks at so many recordings (B-211). */
  private static final int MOST_COUNTED = 10_000;

  private final RecordingSearch search;
  private final FilteredSearch filtered;
  private final RecordingPeople people;
  private final TestAccounts testAccounts;

  RecordingList(
      RecordingSearch search,
      FilteredSearch filtered,
      RecordingPeople people,
      TestAccounts testAccounts) {
    this.search = search;
    this.filtered = filtered;
    this.people = people;
    this.testAccounts = testAccounts;
  }

  /**
   * One page of what was asked for.
   *
   * @param count how many recordings there are on all pages
   * @param exact whether the count is all of them; if not there are at least as many (B-211)
   */
  record Page(List<Recording> recordings, long count, boolean exact) {}

  @Transactional
  Page find(long projectId, RecordingQuery query, long userId) {
    SqlCondition where = where(projectId, query);
    Filter filter = filter(projectId, query);
    if (query.sessionIds().isPresent()) {
      return chosen(projectId, query, where, filter, userId);
    }
    return filter.equals(Filter.ALL)
        ? sorted(projectId, query, where)
        : filtered(projectId, query, where, filter, userId);
  }

  /** The ids of the first recordings that pass, at most so many. */
  @Transactional
  List<String> first(long projectId, RecordingQuery query, long userId, long most) {
    SqlCondition where = where(projectId, query);
    Filter filter = filter(projectId, query);
    return filter.equals(Filter.ALL)
        ? search.ids(
            projectId, where, query.order().sql(query.ascending()), most, 0, search.deadline())
        : filtered.first(question(projectId, query, where, filter, userId), most);
  }

  private static FilteredSearch.Question question(
      long projectId, RecordingQuery query, SqlCondition where, Filter filter, long userId) {
    boolean latestFirst = query.order() == RecordingOrder.START_TIME && !query.ascending();
    return new FilteredSearch.Question(
        projectId,
        userId,
        where,
        filter,
        query.order().sql(query.ascending()),
        latestFirst
            ? Optional.of(new FilteredSearch.Dates(query.earliestMs(), query.latestMs()))
            : Optional.empty());
  }

  /** What columns of the recording must be like. */
  private SqlCondition where(long projectId, RecordingQuery query) {
    List<SqlCondition> conditions = new ArrayList<>(query.dates());
    conditions.addAll(query.conditions());
    if (query.sessionIds().isEmpty()) {
      conditions.add(query.order().everything());
    }
    query
        .personUuid()
        .map(person -> people.distinctIdsOf(projectId, person))
        .ifPresent(ids -> conditions.add(SqlCondition.oneOf("r.distinct_id", ids)));
    return SqlCondition.all(conditions);
  }

  /** What else recordings must be like. */
  private Filter filter(long projectId, RecordingQuery query) {
    return query.withoutTestAccounts()
        ? Filter.all(List.of(query.filter(), testAccounts.excluded(projectId)))
        : query.filter();
  }

  private Page sorted(long projectId, RecordingQuery query, SqlCondition where) {
    List<String> ids =
        search.ids(
            projectId,
            where,
            query.order().sql(query.ascending()),
            query.limit() + 1L,
            query.offset(),
            search.deadline());
    long seen = query.offset() + (long) ids.size();
    List<Recording> page =
        search.inOrder(projectId, ids.subList(0, Math.min(query.limit(), ids.size())));
    if (ids.size() <= query.limit() && (!ids.isEmpty() || query.offset() == 0)) {
      return new Page(page, seen, true);
    }
    RecordingSearch.Count count =
        search.count(projectId, SqlCondition.all(query.dates()), where, MOST_COUNTED);
    // Of no recordings behind the offset nothing is known but how many were counted.
    return new Page(
        page, ids.isEmpty() ? count.found() : Math.max(seen, count.found()), count.exact());
  }

  private Page filtered(
      long projectId, RecordingQuery query, SqlCondition where, Filter filter, long userId) {
    long end = query.offset() + (long) query.limit();
    List<String> found = filtered.first(question(projectId, query, where, filter, userId), end + 1);
    List<String> page = found.stream().skip(query.offset()).limit(query.limit()).toList();
    return new Page(search.inOrder(projectId, page), found.size(), found.size() <= end);
  }

  /** The chosen recordings in the order of the choice; as many as a query string can name. */
  private Page chosen(
      long projectId, RecordingQuery query, SqlCondition where, Filter filter, long userId) {
    List<String> ids = query.sessionIds().orElseThrow();
    if (ids.isEmpty()) {
      return new Page(List.of(), 0, true);
    }
    SqlCondition among = SqlCondition.all(List.of(where, SqlCondition.oneOf("r.session_id", ids)));
    List<Recording> found = RecordingSearch.inOrder(ids, search.all(projectId, among));
    if (!filter.equals(Filter.ALL)) {
      Set<String> passing =
          Set.copyOf(
              filtered.first(question(projectId, query, among, filter, userId), Long.MAX_VALUE));
      found = found.stream().filter(one -> passing.contains(one.sessionId())).toList();
    }
    return new Page(
        found.stream().skip(query.offset()).limit(query.limit()).toList(), found.size(), true);
  }
}
