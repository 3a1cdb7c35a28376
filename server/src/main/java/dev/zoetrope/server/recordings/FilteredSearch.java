package dev.zoetrope.server.recordings;

import dev.zoetrope.server.recordings.filter.Filter;
import dev.zoetrope.server.recordings.filter.FilterSql;
import dev.zoetrope.server.recordings.query.SqlCondition;
import jakarta.inject.Singleton;
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
  private static final int FIRST_CANDIDATES = 250;
  private static final int MOST_CANDIDATES = 4000;

  /** An event that fewer rows than this tell of is looked up by its name first. */
  private static final int RARE = 2000;

  private final RecordingSearch search;
  private final FilterProof proof;

  FilteredSearch(RecordingSearch search, FilterProof proof) {
    this.search = search;
    this.proof = proof;
  }

  /**
   * What is looked for.
   *
   * @param userId who asks
   * @param where conditions on the recording itself
   * @param order the ORDER BY list, total
   */
  record Question(long projectId, long userId, SqlCondition where, Filter filter, String order) {}

  /** The ids of the first recordings that pass, at most so many. */
  List<String> first(Question question, long most) {
    Deadline end = search.deadline();
    FilterSql sql = new FilterSql(question.userId());
    List<SqlCondition> conditions = new ArrayList<>(List.of(question.where()));
    List<Filter> unproved = new ArrayList<>();
    for (Filter part : conjuncts(question.filter())) {
      Optional<SqlCondition> exact = sql.exact(part, true);
      conditions.add(exact.orElseGet(() -> sql.necessary(part, true)));
      if (exact.isEmpty()) {
        unproved.add(part);
      }
    }
    SqlCondition where = SqlCondition.all(conditions);
    unproved.sort(Comparator.comparingInt(FilterProof::cost));
    Optional<List<String>> few = rare(question, end);
    if (few.isPresent()) {
      List<String> candidates =
          search.idsAmong(question.projectId(), few.get(), where, question.order(), end);
      return checked(question, candidates, unproved, end).stream().limit(most).toList();
    }
    return unproved.isEmpty()
        ? search.ids(question.projectId(), where, question.order(), most, 0, end)
        : inSteps(question, where, unproved, most, end);
  }

  private List<String> inSteps(
      Question question, SqlCondition where, List<Filter> filters, long most, Deadline end) {
    Set<String> found = new LinkedHashSet<>();
    long offset = 0;
    long size = FIRST_CANDIDATES;
    while (true) {
      List<String> candidates =
          search.ids(question.projectId(), where, question.order(), size, offset, end);
      found.addAll(checked(question, candidates, filters, end));
      if (found.size() >= most || candidates.size() < size) {
        return found.stream().limit(most).toList();
      }
      offset += size;
      size = Math.min(MOST_CANDIDATES, size * 2);
    }
  }

  private List<String> checked(
      Question question, List<String> candidates, List<Filter> filters, Deadline end) {
    List<String> left = candidates;
    for (Filter filter : filters) {
      left = proof.passing(question.projectId(), question.userId(), left, filter, end);
    }
    return left;
  }

  /** The sessions of the rarest event that must have happened, when it is rare. */
  private Optional<List<String>> rare(Question question, Deadline end) {
    Set<String> names = new LinkedHashSet<>();
    for (Filter part : conjuncts(question.filter())) {
      if (part instanceof Filter.Happened happened) {
        happened.name().ifPresent(names::add);
      }
    }
    List<Object> arguments = new ArrayList<>();
    return names.stream()
        .map(
            name -> {
              arguments.clear();
              arguments.add(name);
              arguments.add(RARE);
              return search.query(
                  "SELECT e.session_id FROM event e WHERE e.project_id = ? AND e.event = ?"
                      + " LIMIT ?",
                  question.projectId(),
                  arguments,
                  end,
                  row -> Optional.ofNullable(row.getString(1)));
            })
        .filter(rows -> rows.size() < RARE)
        .min(Comparator.comparingInt(List::size))
        .map(rows -> rows.stream().flatMap(Optional::stream).distinct().toList());
  }

  /** The filters that must all hold. */
  private static List<Filter> conjuncts(Filter filter) {
    if (filter instanceof Filter.Group group && !group.any()) {
      return group.parts().stream().flatMap(part -> conjuncts(part).stream()).toList();
    }
    return List.of(filter);
  }
}
