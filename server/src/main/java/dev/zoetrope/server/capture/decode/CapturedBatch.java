package dev.zoetrope.server.capture.decode;

import dev.zoetrope.server.persons.CapturedEvent;
import java.util.List;

/**
 * What one request carries, decoded and checked: it is stored as a whole or not at all.
 *
 * @param token the project token, well-formed
 * @param snapshots its replay items
 * @param events its other events
 */
public record CapturedBatch(
    String token, List<SnapshotItem> snapshots, List<CapturedEvent> events) {
  /** Bytes that the batch keeps in memory, roughly. */
  public long weight() {
    long sum = 1_000;
    for (SnapshotItem item : snapshots) {
      sum += item.zstd().length + 1_000;
    }
    return sum + events.size() * 4_000L;
  }
}
