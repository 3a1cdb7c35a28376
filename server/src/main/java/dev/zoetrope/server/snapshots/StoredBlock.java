package dev.zoetrope.server.snapshots;

import java.util.Comparator;
import java.util.UUID;

/**
 * The index entry of a block.
 *
 * @param firstMs time of its earliest event, epoch milliseconds
 * @param lastMs time of its latest event, epoch milliseconds
 * @param damaged whether the last attempt to read it failed
 */
record StoredBlock(
    UUID itemUuid,
    BlockAddress address,
    long firstMs,
    long lastMs,
    String windowId,
    boolean damaged) {
  /** The order of a recording's blocks: by time, then stable whatever the order of arrival. */
  static final Comparator<StoredBlock> ORDER =
      Comparator.comparingLong(StoredBlock::firstMs)
          .thenComparingLong(StoredBlock::lastMs)
          .thenComparing(block -> block.itemUuid().toString());
}
