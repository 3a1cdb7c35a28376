package dev.zoetrope.server.capture.ingest;

import dev.zoetrope.server.capture.decode.SnapshotItem;
import dev.zoetrope.server.capture.decode.StoredEvent;
import dev.zoetrope.server.recordings.EventValueIndex;
import dev.zoetrope.server.sessions.SessionFacts;
import dev.zoetrope.server.sessions.SessionFactsReader;
import dev.zoetrope.server.snapshots.WrittenBlock;
import java.util.List;
import java.util.Optional;
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
    List<Event> events,
    long weight,
    CompletableFuture<Void> done) {
  /** The blocks of its items. */
  List<WrittenBlock> blocks() {
    return snapshots.stream().map(Item::block).toList();
  }

  /**
   * Another event.
   *
   * @param session what it says about its session; empty when it has none
   * @param values what its session is found by; empty when it has none
   */
  record Event(
      StoredEvent event, Optional<SessionFacts> session, Optional<EventValueIndex.Entry> values) {
    static Event of(StoredEvent event) {
      return new Event(
          event,
          SessionFactsReader.read(
              event.uuid(),
              event.event(),
              event.distinctId(),
              event.sessionId(),
              event.timestamp(),
              event.properties()),
          Optional.ofNullable(event.sessionId())
              .map(id -> EventValueIndex.Entry.of(id, event.timestamp(), event.properties())));
    }
  }

  /** A replay item whose block is in a segment already. */
  record Item(SnapshotItem item, WrittenBlock block) {}
}
