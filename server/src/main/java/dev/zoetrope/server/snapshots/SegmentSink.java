package dev.zoetrope.server.snapshots;

import dev.zoetrope.server.web.StorageUnavailable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
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

  /** How many records are being written without the lock. */
  private int writing;

  /** Whether a sync is under way that does not hold the lock. */
  private boolean forcing;

  /** Segments whose sync failed. */
  private final Set<String> doubtful = new HashSet<>();

  SegmentSink(FileBlockStore store, long limit) {
    this.store = store;
    this.limit = limit;
  }

  @Override
  public BlockAddress append(BlockRecord record) {
    FileChannel target;
    BlockAddress address;
    synchronized (this) {
      try {
        while (mustRoll(record)) {
          awaitWhile(this::isBusy);
          if (mustRoll(record)) {
            roll();
          }
        }
      } catch (IOException e) {
        throw unavailable(e);
      }
      target = channel;
      address = new BlockAddress(segment, end, record.size());
      end += record.size();
      writing++;
      // Before anybody can retire the segment.
      store.pin(segment);
    }
    boolean complete = false;
    try {
      // Without the lock: sealing is most of the work, and everybody has a place of their own.
      record.writeTo(
          (at, bytes, length) ->
              SegmentFiles.write(target, ByteBuffer.wrap(bytes, 0, length), address.start() + at));
      complete = true;
    } catch (IOException e) {
      throw unavailable(e);
    } finally {
      if (complete) {
        written();
      } else {
        abandoned(address);
      }
    }
    return address;
  }

  private boolean mustRoll(BlockRecord record) {
    return channel == null || (end > SegmentFiles.HEADER && end + record.size() > limit);
  }

  private synchronized void written() {
    writing--;
    dirty = true;
    notifyAll();
  }

  /**
   * Takes half a record off again, unless others have written behind it: then compaction will. A
   * segment that cannot be cut is left alone from now on.
   */
  private synchronized void abandoned(BlockAddress address) {
    writing--;
    notifyAll();
    store.unpin(address.segment());
    boolean isLast =
        channel != null
            && segment.equals(address.segment())
            && end == address.start() + address.size();
    if (isLast && writing == 0) {
      end = address.start();
      try {
        channel.truncate(end);
      } catch (IOException e) {
        closeWhenIdle(address.segment());
      }
    }
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
      awaitWhile(() -> forcing);
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
    closeWhenIdle(name);
  }

  @Override
  public synchronized void close() {
    while (channel != null) {
      closeWhenIdle(segment);
    }
  }

  /** Goes on in a new segment, if this is the one being written to. */
  synchronized void retire(String name) {
    if (channel != null && segment.equals(name)) {
      sync();
      closeWhenIdle(name);
    }
  }

  /** Closes the segment, if it still is the one being written to once nobody does. */
  private void closeWhenIdle(String name) {
    awaitWhile(() -> channel != null && segment.equals(name) && isBusy());
    if (channel != null && segment.equals(name)) {
      closeNow();
    }
  }

  private void closeNow() {
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

  /**
   * Only when nobody is busy with the segment so far; never waits, so that nobody comes between.
   */
  private void roll() throws IOException {
    if (channel != null) {
      if (dirty) {
        try {
          channel.force(false);
        } catch (IOException e) {
          doubtful.add(segment);
          throw e;
        } finally {
          closeNow();
        }
      } else {
        closeNow();
      }
    }
    FileBlockStore.NewSegment created = store.create(this);
    segment = created.name();
    channel = created.channel();
    end = SegmentFiles.HEADER;
    dirty = true;
  }

  /** Whether others write to the segment or force it, without the lock. */
  private boolean isBusy() {
    return writing > 0 || forcing;
  }

  /** Gives the lock away for as long as this holds. */
  private void awaitWhile(BooleanSupplier busy) {
    boolean interrupted = false;
    while (busy.getAsBoolean()) {
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

  private static StorageUnavailable unavailable(IOException failure) {
    return StorageUnavailable.in(failure)
        .orElseGet(() -> new StorageUnavailable("recordings cannot be written", failure));
  }
}
