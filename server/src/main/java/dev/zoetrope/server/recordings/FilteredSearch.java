package dev.zoetrope.server.recordings;

import dev.zoetrope.server.recordings.filter.Filter;
import dev.zoetrope.server.recordings.filter.FilterSql;
import dev.zoetrope.server.recordings.query.SqlCondition;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the first recordings, in order, that pass a filter (B-249). SQL preselects by everything
 * that it can say; what it cannot say is checked on the candidates, a growing number at a time,
 * until there are enough. Runs inside the caller's transaction.
 */
@Singleton
class FilteredSearch {
  private static final int LEAST_CANDIDATES = 60;
  private static final int MOST_CANDIDATES = 4000;

  private static final long LAST_MS = Instant.parse("9999-12-31T00:00:00Z").toEpochMilli();

  private final RecordingSearch search;
  private final FilterProof proof;
  private final SearchSources sources;

  FilteredSearch(RecordingSearch search, FilterProof proof, SearchSources sources) {
    this.search = search;
    this.proof = proof;
    this.sources = sources;
  }

  /**
   * What is looked for.
   *
   * @param userId who asks
   * @param where conditions on the recording itself
   * @param order the ORDER BY list, total
   * @param dates when recordings may have begun; empty when the order is not the latest first
   */
  record Question(
      long projectId,
      long userId,
      SqlCondition where,
      Filter filter,
      String order,
      Optional<Dates> dates) {
    /** The last time of events of recordings that are asked for; empty when there is none. */
    Optional<Long> latestEventMs() {
      return dates
          .map(Dates::latestMs)
          .filter(ms -> ms < LAST_MS - Visits.FAR_MS)
          .map(ms -> ms + Visits.FAR_MS);
    }
  }

  /** The first and the last millisecond. */
  record Dates(long earliestMs, long latestMs) {}

  /** The ids of the first recordings that pass, at most so many. */
  List<String> first(Question question, long most) {
    Deadline end = search.deadline();
    List<Filter> parts = conjuncts(question.filter());
    Optional<SearchSources.Source> source = sources.best(question, parts, end);
    FilterSql sql = new FilterSql(question.userId());
    List<SqlCondition> conditions = new ArrayList<>(List.of(question.where()));
    List<Filter> unproved = new ArrayList<>();
    for (Filter part : parts) {
      Optional<SqlCondition> exact = sql.exact(part, true);
      boolean chosen = source.isPresent() && part.equals(source.get().filter());
      if (!chosen || (exact.isPresent() && !source.get().proved())) {
        // Most recordings have the event, or it would be chosen: asking for it saves nothing.
        boolean told =
            source.isEmpty() && question.dates().isPresent() && part instanceof Filter.Happened;
        conditions.add(
            exact.orElseGet(() -> told ? RecordingSearch.ANY_ROW : sql.necessary(part, true)));
      }
      if (exact.isEmpty()) {
        unproved.add(part);
      }
    }
    SqlCondition where = SqlCondition.all(conditions);
    unproved.sort(Comparator.comparingInt(FilterProof::cost));
    if (source.isPresent()) {
      return walked(question, source.get(), where, unproved, most, end);
    }
    return unproved.isEmpty()
        ? search.ids(question.projectId(), where, question.order(), most, 0, end)
        : inSteps(question, where, unproved, most, end);
  }

  /** Looks at the sessions of a source, those of the latest events first. */
  private List<String> walked(
      Question question,
      SearchSources.Source source,
      SqlCondition where,
      List<Filter> filters,
      long most,
      Deadline end) {
    Set<String> looked = new HashSet<>();
    List<RecordingSearch.Begin> found = new ArrayList<>();
    Visits.Sessions sessions = source.first();
    long size = question.dates().isPresent() ? firstStep(most) : Long.MAX_VALUE;
    int from = 0;
    Optional<Set<String>> recent = Optional.empty();
    while (true) {
      int to = (int) Math.min(sessions.visits().size(), from + size);
      // What began before the last of a full page need not be looked at.
      long least = found.size() < most ? Visits.NONE : found.get(found.size() - 1).startMs();
      if (least > Visits.NONE && recent.isEmpty()) {
        recent = Optional.of(since(question, least, end));
      }
      Set<String> open = recent.orElse(Set.of());
      List<String> fresh =
          sessions.visits().subList(from, to).stream()
              .map(Visits.Visit::session)
              .filter(looked::add)
              .filter(id -> open.isEmpty() || open.contains(id))
              .toList();
      found.addAll(begun(question, fresh, least, where, filters, end));
      if (question.dates().isPresent()) {
        found.sort(RecordingSearch.Begin.LATEST_FIRST);
      }
      if (found.size() > most) {
        found.subList((int) most, found.size()).clear();
      }
      long unseen = sessions.latestUnseenMs(to);
      if (unseen == Visits.NONE
          || unseen < question.dates().map(Dates::earliestMs).orElse(Visits.NONE)
          || (found.size() == most && found.get(found.size() - 1).startMs() > unseen)) {
        return found.stream().map(RecordingSearch.Begin::id).toList();
      }
      size = nextStep(size, looked.size(), found.size(), most);
      from = to;
      if (to == sessions.visits().size()) {
        sessions = source.visits().next(end);
        from = 0;
      }
    }
  }

  /**
   * The recordings that began then or later, from an index alone; none when they are too many to be
   * read for that.
   */
  private Set<String> since(Question question, long leastMs, Deadline end) {
    List<RecordingSearch.Begin> begins =
        search.begins(
            question.projectId(),
            SqlCondition.of("r.start_ms >= ?", leastMs),
            question.order(),
            MOST_CANDIDATES,
            0,
            end);
    return begins.size() < MOST_CANDIDATES
        ? begins.stream().map(RecordingSearch.Begin::id).collect(Collectors.toSet())
        : Set.of();
  }

  /** Those of the sessions whose recordings pass and began then or later. */
  private List<RecordingSearch.Begin> begun(
      Question question,
      List<String> sessions,
      long since,
      SqlCondition where,
      List<Filter> filters,
      Deadline end) {
    Map<String, RecordingSearch.Begin> begun = new LinkedHashMap<>();
    search
        .beginsAmong(
            question.projectId(),
            sessions,
            SqlCondition.all(List.of(SqlCondition.of("r.start_ms >= ?", since), where)),
            question.order(),
            end)
        .forEach(begin -> begun.put(begin.id(), begin));
    return checked(question, List.copyOf(begun.keySet()), filters, end).stream()
        .map(begun::get)
        .toList();
  }

  /** Looks at one recording after the other, more at a time with each step. */
  private List<String> inSteps(
      Question question, SqlCondition where, List<Filter> filters, long most, Deadline end) {
    Set<String> found = new LinkedHashSet<>();
    SqlCondition next = RecordingSearch.ANY_ROW;
    long offset = 0;
    long looked = 0;
    long size = firstStep(most);
    while (true) {
      List<RecordingSearch.Begin> begins =
          search.begins(
              question.projectId(),
              SqlCondition.all(List.of(next, where)),
              question.order(),
              size,
              offset,
              end);
      List<String> candidates = begins.stream().map(RecordingSearch.Begin::id).toList();
      found.addAll(checked(question, candidates, filters, end));
      if (found.size() >= most || candidates.size() < size) {
        return found.stream().limit(most).toList();
      }
      looked += candidates.size();
      if (question.dates().isPresent()) {
        next = begins.get(begins.size() - 1).andEarlier();
      } else {
        offset += size;
      }
      size = nextStep(size, looked, found.size(), most);
    }
  }

  private static long firstStep(long most) {
    return Math.max(LEAST_CANDIDATES, Math.min(MOST_CANDIDATES, 2 * most));
  }

  /**
   * As many as the rest of the page should take, judging by those before, at most twice as many.
   */
  private static long nextStep(long size, long looked, long found, long most) {
    if (found >= most) {
      return MOST_CANDIDATES;
    }
    double each = (looked + 1.0) / (found + 1.0);
    long rest = (long) Math.min(MOST_CANDIDATES, 1.2 * each * (most - found));
    return Math.max(LEAST_CANDIDATES, Math.min(2 * size, rest));
  }

  private List<String> checked(
      Question question, List<String> candidates, List<Filter> filters, Deadline end) {
    List<String> left = candidates;
    for (Filter filter : filters) {
      left = proof.passing(question.projectId(), question.userId(), left, filter, end);
    }
    return left;
  }

  /** The filters that must all hold. */
  private static List<Filter> conjuncts(Filter filter) {
    if (filter instanceof Filter.Group group && !group.any()) {
      return group.parts().stream().flatMap(part -> conjuncts(part).stream()).toList();
    }
    return List.of(filter);
  }
}
