package dev.zoetrope.server.recordings.derive;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All that is derived from the events of a session. Merging is commutative and associative, so a
 * recording shows the same whatever the batching and the order of arrival (B-181); counting an item
 * once is the caller's business.
 *
 * @param start the earliest event, epoch milliseconds
 * @param end the latest event, epoch milliseconds
 * @param counts the sums
 * @param visits the first appearance of each address, earliest first, at most {@link #MAX_URLS}
 * @param timeline when the session was active
 * @param origin what the earliest item says
 */
public record RecordingFacts(
    long start,
    long end,
    Counts counts,
    List<PageVisit> visits,
    ActivityTimeline timeline,
    Origin origin) {
  /** How many distinct addresses are kept. */
  public static final int MAX_URLS = 25;

  /** The longest address that is kept, in characters. */
  public static final int MAX_URL_LENGTH = 4_096;

  /** The facts of both parts together. */
  public RecordingFacts merge(RecordingFacts other) {
    return new RecordingFacts(
        Math.min(start, other.start),
        Math.max(end, other.end),
        counts.plus(other.counts),
        firstVisits(Stream.concat(visits.stream(), other.visits.stream())),
        timeline.merge(other.timeline),
        Origin.BY_TIME.compare(origin, other.origin) <= 0 ? origin : other.origin);
  }

  /**
   * The first visit of each address, the earliest {@link #MAX_URLS} of them. Cutting before a later
   * merge is exact: an address that was cut has that many earlier ones before it for ever.
   */
  static List<PageVisit> firstVisits(Stream<PageVisit> visits) {
    Set<String> seen = new HashSet<>();
    return visits
        .sorted(PageVisit.BY_TIME)
        .filter(visit -> seen.add(visit.url()))
        .limit(MAX_URLS)
        .toList();
  }

  /** Number of second boundaries between the first and the last event, in whole seconds. */
  public long durationSeconds() {
    return Math.floorDiv(end, 1000) - Math.floorDiv(start, 1000);
  }

  /** Milliseconds of activity in the whole session. */
  public long activeMilliseconds() {
    return timeline.activeMilliseconds();
  }

  /** 0 to 100 and more, two decimals; null where the denominator is zero (B-181). */
  public Double activityScore() {
    long denominator =
        counts.mouseActivity()
            + durationSeconds()
            + counts.consoleErrors()
            + counts.consoleLogs()
            + counts.consoleWarnings();
    if (denominator == 0) {
      return null;
    }
    double numerator =
        activeMilliseconds() / 1000.0
            + counts.clicks()
            + counts.keypresses()
            + counts.consoleErrors();
    return Math.round(numerator / denominator * 100 * 100) / 100.0;
  }

  /** The address of the earliest visit; null without one. */
  public String firstUrl() {
    return visits.isEmpty() ? null : visits.get(0).url();
  }
}
