package dev.zoetrope.server.recordings;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The sessions of some marks of {@link EventValueIndex}, read side by side from the latest on. */
final class MarkVisits implements Visits {
  private static final long HOUR_MS = Duration.ofHours(1).toMillis();
  private static final int LEAST = 50;
  private static final int MOST = 8000;

  private final RecordingSearch search;
  private final FilteredSearch.Question question;
  private final Set<Long> marks;

  /** One for each mark, once anything was read. */
  private final List<Cursor> cursors = new ArrayList<>();

  MarkVisits(RecordingSearch search, FilteredSearch.Question question, Set<Long> marks) {
    this.search = search;
    this.question = question;
    this.marks = marks;
  }

  @Override
  public Sessions next(Deadline end) {
    if (cursors.isEmpty()) {
      Optional<Integer> latest = question.latestEventMs().map(MarkVisits::hour);
      int each = Math.max(LEAST, RARE / Math.max(1, marks.size()));
      marks.forEach(mark -> cursors.add(new Cursor(mark, latest.orElse(Integer.MAX_VALUE), each)));
      List<Visit> few = few(latest.isEmpty(), end);
      if (few.size() <= RARE) {
        return new Sessions(few, NONE, true);
      }
    }
    return merged(end);
  }

  /**
   * All of them, or more than are few.
   *
   * @param kept whether what is read is what the cursors begin with
   */
  private List<Visit> few(boolean kept, Deadline end) {
    List<Visit> found = new ArrayList<>();
    for (Cursor cursor : cursors) {
      int most = RARE + 1 - found.size();
      List<Visit> rows = read(cursor.mark, Integer.MAX_VALUE, most, 0, end);
      found.addAll(rows);
      if (kept) {
        cursor.take(rows, most);
      }
      if (found.size() > RARE) {
        return found;
      }
    }
    found.sort(Comparator.comparingLong(Visit::ms).reversed());
    return found;
  }

  /** What comes next as far as every mark has been read. */
  private Sessions merged(Deadline end) {
    cursors.forEach(cursor -> cursor.fill(end));
    List<Visit> merged = new ArrayList<>();
    while (true) {
      Cursor latest = null;
      for (Cursor cursor : cursors) {
        if (cursor.visits.isEmpty() && !cursor.ended) {
          // What this one would bring next may be later than what the others have.
          return new Sessions(merged, cursor.earliestMs, false);
        }
        if (!cursor.visits.isEmpty()
            && (latest == null || cursor.visits.peek().ms() > latest.visits.peek().ms())) {
          latest = cursor;
        }
      }
      if (latest == null) {
        return new Sessions(merged, NONE, true);
      }
      merged.add(latest.visits.poll());
    }
  }

  private static int hour(long ms) {
    return (int) Math.min(Integer.MAX_VALUE, Math.floorDiv(ms, HOUR_MS));
  }

  /** The rows of one mark, from the latest hour on. */
  private List<Visit> read(long mark, int latestHour, int most, long skipped, Deadline end) {
    // All of the key in the opposite order: H2 reads it backwards then.
    return search.query(
        "SELECT v.session_id, v.event_hour FROM event_value v WHERE v.project_id = ?"
            + " AND v.mark = ? AND v.event_hour <= ? ORDER BY v.project_id DESC, v.mark DESC,"
            + " v.event_hour DESC, v.session_id DESC LIMIT ? OFFSET ?",
        question.projectId(),
        List.of(mark, latestHour, most, skipped),
        end,
        row -> new Visit(row.getString(1), (row.getLong(2) + 1) * HOUR_MS - 1));
  }

  /** How far one mark has been read. */
  private final class Cursor {
    private final long mark;
    private final int latestHour;
    private final Deque<Visit> visits = new ArrayDeque<>();
    private long read;
    private int most;
    private long earliestMs = NONE;
    private boolean ended;

    Cursor(long mark, int latestHour, int most) {
      this.mark = mark;
      this.latestHour = latestHour;
      this.most = most;
    }

    void fill(Deadline end) {
      if (ended || !visits.isEmpty()) {
        return;
      }
      take(read(mark, latestHour, most, read, end), most);
      most = Math.min(MOST, most * 2);
    }

    /**
     * Goes on with these rows.
     *
     * @param asked how many were asked for
     */
    void take(List<Visit> rows, int asked) {
      visits.addAll(rows);
      read += rows.size();
      ended = rows.size() < asked;
      if (!rows.isEmpty()) {
        earliestMs = rows.get(rows.size() - 1).ms();
      }
    }
  }
}
