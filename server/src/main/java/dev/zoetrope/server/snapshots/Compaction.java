package dev.zoetrope.server.snapshots;

import dev.zoetrope.server.snapshots.BlockStore.Segment;
import dev.zoetrope.server.snapshots.BlockStore.Sink;
import dev.zoetrope.server.snapshots.BlockStore.Upkeep;
import dev.zoetrope.server.snapshots.SegmentIndex.Entry;
import dev.zoetrope.server.snapshots.SegmentIndex.Usage;
import dev.zoetrope.server.web.StorageUnavailable;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives space back: rewrites segments that are mostly dead, removes those that are dead altogether,
 * cuts off what a crash left behind. Stopping at any step loses nothing, because a segment goes
 * only when no index entry names it, and entries name only records that are on disk (B-264).
 */
@Singleton
class Compaction {
  private static final Logger LOG = LoggerFactory.getLogger(Compaction.class);

  private final BlockStore store;
  private final SegmentIndex index;
  private final StorageSettings settings;

  Compaction(BlockStore store, SegmentIndex index, StorageSettings settings) {
    this.store = store;
    this.index = index;
    this.settings = settings;
  }

  /** The moments between which a crash can come. */
  enum Step {
    COPIED,
    SYNCED,
    MOVED,
    REMOVED
  }

  @Scheduled(
      initialDelay = "${zoetrope.storage.upkeep-interval:5m}",
      fixedDelay = "${zoetrope.storage.upkeep-interval:5m}")
  void onSchedule() {
    try {
      run();
    } catch (IOException | RuntimeException e) {
      LOG.error("tidying up segments stopped; it goes on at the next turn", e);
    }
  }

  /** Tidies up whatever is worth it; returns how many bytes became free. */
  long run() throws IOException {
    return run(step -> {});
  }

  long run(Consumer<Step> steps) throws IOException {
    Optional<Upkeep> right = store.upkeep();
    if (right.isEmpty()) {
      return 0;
    }
    long freed = 0;
    try (Upkeep upkeep = right.get();
        Sink copies = store.open()) {
      List<Segment> segments = upkeep.quiet();
      Map<String, Usage> usage = index.usage();
      for (Segment segment : segments) {
        Usage used = usage.getOrDefault(segment.name(), new Usage(0, segment.overhead()));
        long records = segment.size() - segment.overhead();
        if (used.bytes() == 0 || used.bytes() < records * settings.compactBelow()) {
          freed += rewrite(upkeep, segment, copies, steps);
        } else if (used.end() < segment.size() && !segment.open()) {
          upkeep.truncate(segment, used.end());
          freed += segment.size() - used.end();
        }
      }
    } catch (StorageUnavailable e) {
      LOG.warn("no room to rewrite segments: {}", e.getMessage());
    }
    if (freed > 0) {
      LOG.info("segments are {} bytes smaller", freed);
    }
    return freed;
  }

  private long rewrite(Upkeep upkeep, Segment segment, Sink copies, Consumer<Step> steps)
      throws IOException {
    if (!upkeep.retire(segment)) {
      // Something was appended a moment ago; the next turn will do.
      return 0;
    }
    List<Entry> entries = index.entries(segment.name());
    List<BlockAddress> moved = new ArrayList<>(entries.size());
    long copied = 0;
    try {
      for (Entry entry : entries) {
        // Copied as it is, sealed: what is damaged stays damaged and is reported when it is read.
        moved.add(copies.append(BlockRecord.of(store.read(entry.address()))));
        copied += entry.address().size();
        steps.accept(Step.COPIED);
      }
      copies.sync();
      steps.accept(Step.SYNCED);
      index.move(entries, moved);
      steps.accept(Step.MOVED);
    } catch (IOException e) {
      LOG.error("segment {} cannot be read and stays: {}", segment.name(), e.getMessage());
      return 0;
    } finally {
      copies.release(moved);
    }
    if (index.isNamed(segment.name())) {
      return 0;
    }
    upkeep.remove(segment);
    steps.accept(Step.REMOVED);
    return segment.size() - copied;
  }
}
