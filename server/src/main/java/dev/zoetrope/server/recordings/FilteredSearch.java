package dev.zoetrope.server.recordings;

import dev.zoetrope.server.recordings.filter.Filter;
import dev.zoetrope.server.recordings.filter.FilterSql;
import dev.zoetrope.server.recordings.query.SqlCondition;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the first recordings, in order, that pass a filter (B-249). SQL preselects by everything
 * that it can say; what it cannot say is checked on the candidates, a growing number at a time,
 * until there are enough. Runs inside the caller's transaction.
 */
@Singleton
class FilteredSearch {

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
      return new VisitWalk(search, proof, question, source.get(), where, unproved).first(most, end);
    }
    return unproved.isEmpty()
        ? search.ids(question.projectId(), where, question.order(), most, 0, end)
        : inSteps(question, where, unproved, most, end);
  }

  /** Looks at one recording after the other, more at a time with each step. */
  private List<String> inSteps(
      Question question, SqlCondition where, List<Filter> filters, long most, Deadline end) {
    Set<String> found = new LinkedHashSet<>();
    SqlCondition next = RecordingSearch.ANY_ROW;
    long offset = 0;
    long looked = 0;
    long size = Steps.first(most);
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
      found.addAll(
          proof.passing(question.projectId(), question.userId(), candidates, filters, end));
      if (found.size() >= most || candidates.size() < size) {
        return found.stream().limit(most).toList();
      }
      looked += candidates.size();
      if (question.dates().isPresent()) {
        next = begins.get(begins.size() - 1).andEarlier();
      } else {
        offset += size;
      }
      size = Steps.next(size, looked, found.size(), most);
    }
  }

  /** The filters that must all hold. */
  private static List<Filter> conjuncts(Filter filter) {
    if (filter instanceof Filter.Group group && !group.any()) {
      return group.parts().stream().flatMap(part -> conjuncts(part).stream()).toList();
    }
    return List.of(filter);
  }
}
