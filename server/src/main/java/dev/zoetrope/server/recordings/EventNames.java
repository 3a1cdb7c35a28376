package dev.zoetrope.server.recordings;

import dev.zoetrope.server.recordings.filter.Filter;
import jakarta.inject.Singleton;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds the sessions of an event by its name, from an index alone. That is how recordings are found
 * when a filter asks for an event that few sessions have (B-249). Runs inside the caller's
 * transaction.
 */
@Singleton
class EventNames {
  /** All sessions of an event are known when it happened less often. */
  private static final int RARE = 1000;

  private static final int MOST = 8000;

  private static final long LATEST_MS = Instant.parse("9999-12-31T00:00:00Z").toEpochMilli();

  /** No time at all. */
  static final long NONE = Long.MIN_VALUE;

  /** As many of the latest recordings tell how many there are in a time. */
  private static final int SAMPLE = 200;

  /** Recordings begin at most so long after an event of their session, and before one. */
  private static final long FAR_MS = Duration.ofHours(24).toMillis();

  private final RecordingSearch search;

  EventNames(RecordingSearch search) {
    this.search = search;
  }

  /** An event of a session. */
  record Visit(String session, long ms) {}

  /**
   * Sessions of an event, those of the latest events first.
   *
   * @param visits in a session each, which may be the same
   * @param rows how many events were read for them and all before
   * @param latestMs the time of the first of these events
   * @param earliestMs the time of the last
   * @param all whether there are no more
   */
  record Sessions(List<Visit> visits, long rows, long latestMs, long earliestMs, boolean all) {
    /**
     * No recording with such an event began later, but for those of the first so many visits and of
     * what was read before; {@link #NONE} when there is no other.
     */
    long latestUnseenMs(int seen) {
      if (seen < visits.size()) {
        return visits.get(seen - 1).ms() + FAR_MS;
      }
      return all ? NONE : earliestMs + FAR_MS;
    }
  }

  /**
   * The event to find recordings by.
   *
   * @param filter what asks for it
   */
  record Chosen(String name, Filter filter, Sessions first) {
    /** These sessions and no others, whatever event they have. */
    static Chosen all(List<String> sessions) {
      List<Visit> visits = sessions.stream().map(session -> new Visit(session, NONE)).toList();
      return new Chosen("", Filter.ALL, new Sessions(visits, visits.size(), NONE, NONE, true));
    }
  }

  /** The rarest event that must have happened; empty when most recordings have it. */
  Optional<Chosen> best(FilteredSearch.Question question, List<Filter> conjuncts, Deadline end) {
    List<Chosen> known = new ArrayList<>();
    for (Filter part : conjuncts) {
      if (part instanceof Filter.Happened happened && happened.name().isPresent()) {
        String name = happened.name().get();
        known.add(new Chosen(name, happened, first(question, name, end)));
      }
    }
    return known.stream()
        .min(Comparator.comparingDouble(EventNames::perMs))
        .filter(
            chosen ->
                chosen.first().all()
                    || (question.dates().isPresent()
                        && perMs(chosen) < recordingsPerMs(question, end) / 2));
  }

  /** All sessions of a rare event; of others those of the dates that are asked for. */
  private Sessions first(FilteredSearch.Question question, String name, Deadline end) {
    Sessions some = read(question, name, Range.of(LATEST_MS, 0, RARE), end);
    long latest = latest(question);
    return some.all() || latest == LATEST_MS
        ? some
        : read(question, name, Range.of(latest, 0, RARE), end);
  }

  private static long latest(FilteredSearch.Question question) {
    return question
        .dates()
        .map(FilteredSearch.Dates::latestMs)
        .filter(ms -> ms < LATEST_MS - FAR_MS)
        .map(ms -> ms + FAR_MS)
        .orElse(LATEST_MS);
  }

  /** How many sessions have the event in a time; fewest for one that is known completely. */
  private static double perMs(Chosen chosen) {
    Sessions sessions = chosen.first();
    return sessions.all()
        ? sessions.rows() * 1e-12
        : sessions.visits().stream().map(Visit::session).distinct().count()
            / (1.0 + sessions.latestMs() - sessions.earliestMs());
  }

  private double recordingsPerMs(FilteredSearch.Question question, Deadline end) {
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
    return begins.size() < SAMPLE ? 0 : SAMPLE / (1.0 + begins.get(0) - begins.get(SAMPLE - 1));
  }

  /** The next sessions of the same event; twice as many events are read each time. */
  Sessions more(FilteredSearch.Question question, Chosen chosen, Sessions last, Deadline end) {
    int most = (int) Math.min(MOST, last.rows());
    return read(question, chosen.name(), Range.of(latest(question), last.rows(), most), end);
  }

  /** Which events of a name to read, counted from the latest. */
  private record Range(long latestMs, long skipped, int most) {
    static Range of(long latestMs, long skipped, int most) {
      return new Range(latestMs, skipped, most);
    }
  }

  private Sessions read(FilteredSearch.Question question, String name, Range range, Deadline end) {
    Timestamp latest = Timestamp.from(Instant.ofEpochMilli(range.latestMs()));
    // All of the index in the opposite order: H2 reads it backwards then.
    List<Visit> rows =
        search.query(
            "SELECT e.session_id, e.occurred_at FROM event e WHERE e.project_id = ? AND e.event = ?"
                + " AND e.occurred_at <= ? ORDER BY e.project_id DESC, e.event DESC,"
                + " e.occurred_at DESC, e.session_id DESC LIMIT ? OFFSET ?",
            question.projectId(),
            List.of(name, latest, range.most(), range.skipped()),
            end,
            row ->
                new Visit(
                    row.getString(1),
                    row.getObject(2, OffsetDateTime.class).toInstant().toEpochMilli()));
    return new Sessions(
        rows.stream().filter(visit -> visit.session() != null).toList(),
        range.skipped() + rows.size(),
        rows.isEmpty() ? NONE : rows.get(0).ms(),
        rows.isEmpty() ? NONE : rows.get(rows.size() - 1).ms(),
        rows.size() < range.most());
  }
}
