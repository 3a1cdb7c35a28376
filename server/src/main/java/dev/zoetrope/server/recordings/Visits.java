package dev.zoetrope.server.recordings;

import java.time.Duration;
import java.util.List;

/** Sessions in which something happened, those of the latest events first (B-249). */
interface Visits {
  /** No time at all. */
  long NONE = Long.MIN_VALUE;

  /** Recordings begin at most so long after an event of their session, and before one. */
  long FAR_MS = Duration.ofHours(24).toMillis();

  /** What happened less often than this is known completely with the first read. */
  int RARE = 1000;

  /** The first ones, then the next ones each time; not asked any more once there are no more. */
  Sessions next(Deadline end);

  /**
   * Something that happened in a session.
   *
   * @param ms when, or later
   */
  record Visit(String session, long ms) {}

  /**
   * Some of the sessions.
   *
   * @param visits in a session each, which may be the same, the latest first
   * @param earliestMs the time of the last that was looked at
   * @param all whether there are no more
   */
  record Sessions(List<Visit> visits, long earliestMs, boolean all) {
    /**
     * No recording in whose session it happened began later, but for those of the first so many
     * visits and of what was read before; {@link #NONE} when there is no other.
     */
    long latestUnseenMs(int seen) {
      if (seen < visits.size()) {
        return visits.get(seen - 1).ms() + FAR_MS;
      }
      return all ? NONE : earliestMs + FAR_MS;
    }

    /** How many sessions there are in a millisecond; fewest when all are known. */
    double perMs() {
      return all || visits.isEmpty()
          ? visits.size() * 1e-12
          : visits.stream().map(Visit::session).distinct().count()
              / (1.0 + visits.get(0).ms() - earliestMs);
    }
  }

  /** These sessions and no others. */
  static Sessions all(List<String> sessions) {
    return new Sessions(
        sessions.stream().map(session -> new Visit(session, NONE)).toList(), NONE, true);
  }
}
