package dev.zoetrope.server.snapshots;

import dev.zoetrope.server.web.StorageUnavailable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends to one segment after the other. Whatever fails, what was appended before stays as it is.
 */
final class SegmentSink implements BlockStore.Sink {
  private static final Logger LOG = LoggerFactory.getLogger(SegmentSink.class);

  private final FileBlockStore store;
  private final long limit;
  private String segment;
  private FileChannel channel;
  private long end;
  private boolean dirty;

  /** Whether a sync is under way that does not hold the lock. */
  private boolean forcing;

  /** Segments whose sync failed. */
  private final Set<String> doubtful = new HashSet<>();

  SegmentSink(FileBlockStore store, long limit) {
    this.store = store;
    this.limit = limit;
  }

  @Override
  public synchronized BlockAddress append(BlockRecord record) {
    try {
      if (channel == null || (end > SegmentFiles.HEADER && end + record.size() > limit)) {
        roll();
      }
      record.writeTo(
          (at, bytes, length) ->
              SegmentFiles.write(channel, ByteBuffer.wrap(bytes, 0, length), end + at));
    } catch (IOException e) {
      cutBack();
      throw unavailable(e);
    }
    BlockAddress address = new BlockAddress(segment, end, record.size());
    end += record.size();
    dirty = true;
    // Before anybody can retire the segment.
    store.pin(segment);
    return address;
  }

  @Override
  public void release(Collection<BlockAddress> addresses) {
    addresses.forEach(address -> store.unpin(address.segment()));
  }

  @Override
  public void sync() {
    FileChannel target;
    String name;
    synchronized (this) {
      awaitForced();
      if (channel == null || !dirty) {
        return;
      }
      target = channel;
      name = segment;
      // What is appended from here on is the next sync's business.
      dirty = false;
      forcing = true;
    }
    IOException failure = null;
    try {
      // Without the lock, so that others append meanwhile.
      target.force(false);
    } catch (IOException e) {
      failure = e;
    }
    synchronized (this) {
      forcing = false;
      notifyAll();
      if (failure != null) {
        doubt(name);
        throw unavailable(failure);
      }
    }
  }

  @Override
  public synchronized boolean isReliable(String name) {
    return !doubtful.contains(name);
  }

  /** After a failed sync nobody knows what the device holds: never write behind it. */
  private void doubt(String name) {
    doubtful.add(name);
    if (channel != null && segment.equals(name)) {
      close();
    }
  }

  @Override
  public synchronized void close() {
    awaitForced();
    if (channel != null) {
      FileChannel closing = channel;
      channel = null;
      dirty = false;
      store.finished(segment);
      try {
        closing.close();
      } catch (IOException e) {
        LOG.warn("segment {} did not close: {}", segment, e.getMessage());
      }
    }
  }

  /** Goes on in a new segment, if this is the one being written to. */
  synchronized void retire(String name) {
    if (channel != null && segment.equals(name)) {
      sync();
      close();
    }
  }

  private void roll() throws IOException {
    syncCurrent();
    close();
    FileBlockStore.NewSegment created = store.create(this);
    segment = created.name();
    channel = created.channel();
    end = SegmentFiles.HEADER;
    dirty = true;
  }

  private void syncCurrent() throws IOException {
    awaitForced();
    if (channel != null && dirty) {
      try {
        channel.force(false);
        dirty = false;
      } catch (IOException e) {
        doubt(segment);
        throw e;
      }
    }
  }

  /** Nobody may close a channel that is being forced. */
  private void awaitForced() {
    boolean interrupted = false;
    while (forcing) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Takes half a record off again; a segment that cannot be cut is left alone from now on. */
  private void cutBack() {
    if (channel != null) {
      try {
        channel.truncate(end);
      } catch (IOException e) {
        close();
      }
    }
  }

  private static StorageUnavailable unavailable(IOException failure) {
    return StorageUnavailable.in(failure)
        .orElseGet(() -> new StorageUnavailable("recordings cannot be written", failure));
  }
}
