package dev.zoetrope.server.recordings;

import java.time.Duration;
import java.time.Instant;

/**
 * One recorded session, as the API shows it (ingestion reference 8.4, B-202).
 *
 * @param startMs time of the first event, epoch milliseconds
 * @param endMs time of the last event, epoch milliseconds
 * @param durationSeconds second boundaries between the two
 * @param activeMs exact active time, milliseconds
 * @param startUrl the first address or null
 * @param activityScore 0 to 100 with two decimals or null
 * @param lastArrivalMs server time of the latest arrival, epoch milliseconds
 * @param persisted whether it is kept for long
 */
public record Recording(
    String sessionId,
    String distinctId,
    long startMs,
    long endMs,
    long durationSeconds,
    long activeMs,
    String snapshotSource,
    String startUrl,
    Counts counts,
    Double activityScore,
    long lastArrivalMs,
    boolean persisted) {
  private static final Duration ONGOING = Duration.ofMinutes(5);

  /** How often things happened. */
  public record Counts(
      long clicks,
      long keypresses,
      long mouseActivity,
      long consoleLogs,
      long consoleWarnings,
      long consoleErrors) {}

  /** Whole seconds in which somebody did something. */
  public long activeSeconds() {
    return activeMs / 1000;
  }

  /** The exact duration without the exact active time, in whole seconds; never negative. */
  public long inactiveSeconds() {
    return Math.max(0, (durationSeconds * 1000 - activeMs) / 1000);
  }

  /** Whether data arrived within the five minutes before now (B-203). */
  public boolean ongoing(Instant now) {
    return lastArrivalMs >= now.minus(ONGOING).toEpochMilli();
  }

  public Instant startTime() {
    return Instant.ofEpochMilli(startMs);
  }

  public Instant endTime() {
    return Instant.ofEpochMilli(endMs);
  }
}
