package dev.zoetrope.server.recordings.derive;

import java.util.Comparator;
import java.util.UUID;

/**
 * What is said of a whole recording by its earliest item.
 *
 * @param firstTimestamp the earliest event of the item, epoch milliseconds
 * @param item the uuid of the item; breaks ties
 * @param distinctId who
 * @param source {@code web} or {@code mobile}
 * @param library the SDK, such as {@code web}
 */
public record Origin(
    long firstTimestamp, UUID item, String distinctId, String source, String library) {
  /** Earliest first. */
  public static final Comparator<Origin> BY_TIME =
      Comparator.comparingLong(Origin::firstTimestamp)
          .thenComparing(origin -> origin.item().toString());
}
