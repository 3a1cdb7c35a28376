package dev.zoetrope.server.capture.ingest;

import dev.zoetrope.server.capture.decode.SnapshotItem;
import dev.zoetrope.server.capture.decode.StoredEvent;
import dev.zoetrope.server.snapshots.WrittenBlock;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A batch on its way to the disk, and who waits for it.
 *
 * @param snapshots its replay items
 * @param events its other events
 * @param weight bytes that it keeps in memory, roughly
 */
record Submission(
    long projectId,
    List<Item> snapshots,
    List<StoredEvent> events,
    long weight,
    CompletableFuture<Void> done) {
  /** The blocks of its items. */
  List<WrittenBlock> blocks() {
    return snapshots.stream().map(Item::block).toList();
  }

  /** A replay item whose block is in a segment already. */
  record Item(SnapshotItem item, WrittenBlock block) {}
}
