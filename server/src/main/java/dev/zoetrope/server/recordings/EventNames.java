package dev.zoetrope.server.recordings;

import jakarta.inject.Singleton;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * Finds the sessions of an event by its name, from an index alone (B-249). Runs inside the caller's
 * transaction.
 */
@Singleton
class EventNames {
  private static final int MOST = 8000;

  private static final long LATEST_MS = Instant.parse("9999-12-31T00:00:00Z").toEpochMilli();

  private final RecordingSearch search;

  EventNames(RecordingSearch search) {
    this.search = search;
  }

  /** All sessions of a rare event; of others those of the dates that are asked for. */
  Visits of(FilteredSearch.Question question, String name) {
    return new Visits() {
      private long latestMs = LATEST_MS;
      private long read;

      @Override
      public Sessions next(Deadline end) {
        if (read > 0) {
          return read(end, (int) Math.min(MOST, read));
        }
        Sessions first = read(end, RARE);
        long latest = question.latestEventMs().orElse(LATEST_MS);
        if (first.all() || latest == LATEST_MS) {
          return first;
        }
        latestMs = latest;
        read = 0;
        return read(end, RARE);
      }

      private Sessions read(Deadline end, int most) {
        List<Visit> rows = rows(question.projectId(), name, latestMs, most, read, end);
        read += rows.size();
        return new Sessions(
            rows.stream().filter(visit -> visit.session() != null).toList(),
            rows.isEmpty() ? NONE : rows.get(rows.size() - 1).ms(),
            rows.size() < most);
      }
    };
  }

  private List<Visits.Visit> rows(
      long projectId, String name, long latestMs, int most, long skipped, Deadline end) {
    // All of the index in the opposite order: H2 reads it backwards then.
    return search.query(
        "SELECT e.session_id, e.occurred_at FROM event e WHERE e.project_id = ? AND e.event = ?"
            + " AND e.occurred_at <= ? ORDER BY e.project_id DESC, e.event DESC,"
            + " e.occurred_at DESC, e.session_id DESC LIMIT ? OFFSET ?",
        projectId,
        List.of(name, Timestamp.from(Instant.ofEpochMilli(latestMs)), most, skipped),
        end,
        row ->
            new Visits.Visit(
                row.getString(1),
                row.getObject(2, OffsetDateTime.class).toInstant().toEpochMilli()));
  }
}
