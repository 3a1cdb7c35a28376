package dev.zoetrope.server.recordings;

import dev.zoetrope.server.recordings.filter.Filter;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Chooses what to find recordings by instead of looking at one after the other (B-249): an event
 * that few sessions have, values that few sessions have in their events, or few persons. Runs
 * inside the caller's transaction.
 */
@Singleton
class SearchSources {
  /** As many of the latest recordings tell how many there are in a time. */
  private static final int SAMPLE = 200;

  /** Of so many filters the values are looked up. */
  private static final int MOST_BY_VALUE = 4;

  private final RecordingSearch search;
  private final EventNames names;
  private final EventValues values;
  private final PersonSessions persons;

  SearchSources(
      RecordingSearch search, EventNames names, EventValues values, PersonSessions persons) {
    this.search = search;
    this.names = names;
    this.values = values;
    this.persons = persons;
  }

  /**
   * Sessions among which all recordings are that pass.
   *
   * @param filter the one that they come from
   * @param proved whether all of them pass it
   * @param first the first of them
   * @param visits where the next ones come from
   * @param pace of recordings; empty when all sessions are known
   */
  record Source(
      Filter filter, boolean proved, Visits.Sessions first, Visits visits, Optional<Pace> pace) {}

  /**
   * How many recordings there are in a time, judging by the latest.
   *
   * @param latestMs when the latest began
   */
  record Pace(double perMs, long latestMs) {
    /** About how many began then or later. */
    double since(long ms) {
      return perMs * Math.max(0, latestMs - ms);
    }
  }

  /** The source of the fewest sessions; empty when most recordings would be among them. */
  Optional<Source> best(FilteredSearch.Question question, List<Filter> conjuncts, Deadline end) {
    Optional<Source> event = events(question, conjuncts, end);
    if (event.isPresent() && event.get().first().all()) {
      return event;
    }
    return persons
        .few(question.projectId(), conjuncts, end)
        .map(
            few ->
                new Source(
                    Filter.ALL,
                    false,
                    Visits.all(few),
                    no -> Visits.all(List.of()),
                    Optional.empty()))
        .or(() -> event);
  }

  private Optional<Source> events(
      FilteredSearch.Question question, List<Filter> conjuncts, Deadline end) {
    List<Source> known = new ArrayList<>();
    for (Filter part : conjuncts) {
      if (part instanceof Filter.Happened happened && happened.name().isPresent()) {
        known.add(first(part, true, names.of(question, happened.name().get()), end));
      }
    }
    if (known.stream().noneMatch(source -> source.first().all())
        && values.complete(question.projectId(), end)) {
      conjuncts.stream()
          .flatMap(
              part ->
                  values
                      .of(question, part, end)
                      .map(visits -> first(part, false, visits, end))
                      .stream())
          .limit(MOST_BY_VALUE)
          .forEach(known::add);
    }
    Optional<Source> best =
        known.stream().min(Comparator.comparingDouble(source -> source.first().perMs()));
    if (best.isEmpty() || best.get().first().all() || question.dates().isEmpty()) {
      return best.filter(source -> source.first().all());
    }
    Pace pace = pace(question, end);
    return best.filter(source -> source.first().perMs() < pace.perMs() / 2)
        .map(
            source ->
                new Source(
                    source.filter(),
                    source.proved(),
                    source.first(),
                    source.visits(),
                    Optional.of(pace)));
  }

  private static Source first(Filter filter, boolean proved, Visits visits, Deadline end) {
    return new Source(filter, proved, visits.next(end), visits, Optional.empty());
  }

  private Pace pace(FilteredSearch.Question question, Deadline end) {
    List<Long> begins =
        search.query(
            "SELECT r.start_ms"
                + RecordingRows.FROM
                + " AND r.start_ms <= ? ORDER BY r.project_id, r.start_ms DESC, r.session_id DESC"
                + " LIMIT ?",
            question.projectId(),
            List.of(question.dates().orElseThrow().latestMs(), SAMPLE),
            end,
            row -> row.getLong(1));
    return begins.size() < SAMPLE
        ? new Pace(0, 0)
        : new Pace(SAMPLE / (1.0 + begins.get(0) - begins.get(SAMPLE - 1)), begins.get(0));
  }
}
