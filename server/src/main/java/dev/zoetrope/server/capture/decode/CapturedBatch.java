package dev.zoetrope.server.capture.decode;

import java.util.List;

/**
 * What one request carries, decoded and checked: it is stored as a whole or not at all.
 *
 * @param token the project token, well-formed
 * @param snapshots its replay items
 * @param events its other events
 */
public record CapturedBatch(String token, List<SnapshotItem> snapshots, List<StoredEvent> events) {
  private static final long OBJECTS = 1_000;

  /** Bytes that the batch keeps in memory once its blocks are written, roughly. */
  public long weightWithoutBlocks() {
    long sum = OBJECTS;
    for (SnapshotItem item : snapshots) {
      sum += OBJECTS;
      for (SnapshotItem.ConsoleLine line : item.console()) {
        sum += 100 + 2L * line.message().length();
      }
    }
    for (StoredEvent event : events) {
      sum += OBJECTS + 2L * event.properties().length();
    }
    return sum;
  }
}
