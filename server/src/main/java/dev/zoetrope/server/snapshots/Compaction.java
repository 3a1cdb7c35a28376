package dev.zoetrope.server.snapshots;

import dev.zoetrope.server.snapshots.BlockIndex.Row;
import dev.zoetrope.server.snapshots.BlockStore.Location;
import dev.zoetrope.server.snapshots.BlockStore.Segment;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the space of deleted blocks back: copies what is alive of a mostly dead segment to the end
 * of the current one, makes that durable, points the index at the copies, and only then removes the
 * file. A crash at any step leaves either two copies or one, never none (B-264).
 */
@Singleton
class Compaction {
  private static final Logger LOG = LoggerFactory.getLogger(Compaction.class);

  private final BlockStore store;
  private final BlockIndex index;
  private final StorageSettings settings;

  Compaction(BlockStore store, BlockIndex index, StorageSettings settings) {
    this.store = store;
    this.index = index;
    this.settings = settings;
  }

  @Scheduled(fixedDelay = "10m", initialDelay = "10m")
  void onSchedule() {
    try {
      run();
    } catch (IOException e) {
      LOG.error("compaction stopped; it goes on at the next turn", e);
    }
  }

  /** Compacts every closed segment below the threshold; returns the bytes given back. */
  synchronized long run() throws IOException {
    // Sizes first: what is appended in between can only make a segment look deader than it is not.
    List<Segment> closed = store.closedSegments();
    Map<String, Long> live = index.liveBytes();
    long freed = 0;
    for (Segment segment : closed) {
      long alive = live.getOrDefault(segment.name(), 0L);
      if (alive == 0 || alive < segment.bytes() * settings.compactBelow()) {
        freed += compact(segment) - alive;
      }
    }
    return freed;
  }

  private long compact(Segment segment) throws IOException {
    List<Row> rows = index.blocksIn(segment.name());
    List<Location> copies = new ArrayList<>(rows.size());
    for (Row row : rows) {
      copies.add(store.append(store.read(row.location())));
    }
    store.sync();
    for (int i = 0; i < rows.size(); i++) {
      index.move(rows.get(i), copies.get(i));
    }
    if (index.blocksIn(segment.name()).isEmpty()) {
      store.delete(List.of(segment.name()));
      return segment.bytes();
    }
    return 0;
  }
}
