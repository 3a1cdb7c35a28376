package dev.zoetrope.server.recordings;

import dev.zoetrope.server.recordings.filter.Filter;
import dev.zoetrope.server.recordings.query.SqlCondition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks at the sessions of a source, those of the latest events first, until a page of recordings
 * that pass is full (B-249). One for each question, inside the caller's transaction.
 */
final class VisitWalk {
  /** Looking a recording up takes about as long as reading so many of them from an index. */
  private static final int LOOKUP = 6;

  private final RecordingSearch search;
  private final FilterProof proof;
  private final FilteredSearch.Question question;
  private final SearchSources.Source source;
  private final SqlCondition where;
  private final List<Filter> filters;

  private final Set<String> looked = new HashSet<>();
  private final List<RecordingSearch.Begin> found = new ArrayList<>();

  /** Recordings that began late enough for a page that is full; empty when it is not known. */
  private Set<String> recent = Set.of();

  /** Whether the filters leave fewer than the conditions do. */
  private boolean filtersFirst;

  /**
   * @param where conditions on the recording
   * @param filters what else is to be proved, the cheapest first
   */
  VisitWalk(
      RecordingSearch search,
      FilterProof proof,
      FilteredSearch.Question question,
      SearchSources.Source source,
      SqlCondition where,
      List<Filter> filters) {
    this.search = search;
    this.proof = proof;
    this.question = question;
    this.source = source;
    this.where = where;
    this.filters = filters;
  }

  /** The ids of the first recordings that pass, at most so many. */
  List<String> first(long most, Deadline end) {
    boolean latestFirst = question.dates().isPresent();
    Visits.Sessions sessions = source.first();
    long size = latestFirst ? Steps.first(most) : Long.MAX_VALUE;
    int from = 0;
    while (true) {
      int to = (int) Math.min(sessions.visits().size(), from + size);
      look(sessions.visits().subList(from, to), most, end);
      if (latestFirst) {
        found.sort(RecordingSearch.Begin.LATEST_FIRST);
      }
      if (found.size() > most) {
        found.subList((int) most, found.size()).clear();
      }
      long unseen = sessions.latestUnseenMs(to);
      boolean full = found.size() == most && found.get(found.size() - 1).startMs() > unseen;
      if (full
          || unseen == Visits.NONE
          || unseen < question.dates().map(FilteredSearch.Dates::earliestMs).orElse(Visits.NONE)) {
        return found.stream().map(RecordingSearch.Begin::id).toList();
      }
      size = Steps.next(size, looked.size(), found.size(), most);
      from = to;
      if (to == sessions.visits().size()) {
        sessions = source.visits().next(end);
        from = 0;
      }
    }
  }

  private void look(List<Visits.Visit> visits, long most, Deadline end) {
    List<String> fresh = visits.stream().map(Visits.Visit::session).filter(looked::add).toList();
    if (found.size() < most) {
      found.addAll(filtersFirst ? provedFirst(fresh, end) : begunFirst(fresh, end));
      return;
    }
    // What began before the last of a full page need not be looked at.
    long least = found.get(found.size() - 1).startMs();
    if (recent.isEmpty() && source.pace().isPresent()) {
      double begun = source.pace().get().since(least);
      recent = begun < Math.min(Steps.MOST, LOOKUP * fresh.size()) ? since(least, end) : Set.of();
    }
    List<String> left = recent.isEmpty() ? fresh : fresh.stream().filter(recent::contains).toList();
    List<RecordingSearch.Begin> begun = begun(left, least, end);
    found.addAll(proved(begun, end));
  }

  private List<RecordingSearch.Begin> begunFirst(List<String> sessions, Deadline end) {
    List<RecordingSearch.Begin> begun = begun(sessions, Visits.NONE, end);
    List<RecordingSearch.Begin> proved = proved(begun, end);
    // Only events are known of sessions by themselves.
    filtersFirst =
        filters.stream().allMatch(filter -> filter instanceof Filter.Happened)
            && (double) proved.size() * sessions.size() < (double) begun.size() * begun.size();
    return proved;
  }

  private List<RecordingSearch.Begin> provedFirst(List<String> sessions, Deadline end) {
    return begun(
        proof.passing(question.projectId(), question.userId(), sessions, filters, end),
        Visits.NONE,
        end);
  }

  /** Those of the sessions whose recordings meet the conditions and began then or later. */
  private List<RecordingSearch.Begin> begun(List<String> sessions, long since, Deadline end) {
    return search.beginsAmong(
        question.projectId(),
        sessions,
        SqlCondition.all(List.of(SqlCondition.of("r.start_ms >= ?", since), where)),
        question.order(),
        end);
  }

  private List<RecordingSearch.Begin> proved(List<RecordingSearch.Begin> begun, Deadline end) {
    Map<String, RecordingSearch.Begin> byId = new HashMap<>();
    begun.forEach(begin -> byId.put(begin.id(), begin));
    List<String> ids = begun.stream().map(RecordingSearch.Begin::id).toList();
    return proof.passing(question.projectId(), question.userId(), ids, filters, end).stream()
        .map(byId::get)
        .toList();
  }

  /** The recordings that began then or later, from an index alone; none when they are many. */
  private Set<String> since(long leastMs, Deadline end) {
    int most = 2 * Steps.MOST;
    List<RecordingSearch.Begin> begins =
        search.begins(
            question.projectId(),
            SqlCondition.of("r.start_ms >= ?", leastMs),
            question.order(),
            most,
            0,
            end);
    return begins.size() < most
        ? begins.stream().map(RecordingSearch.Begin::id).collect(Collectors.toSet())
        : Set.of();
  }
}
