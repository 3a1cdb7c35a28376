package dev.zoetrope.server.snapshots;

import dev.zoetrope.server.web.StorageUnavailable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
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

  SegmentSink(FileBlockStore store, long limit) {
    this.store = store;
    this.limit = limit;
  }

  @Override
  public synchronized BlockAddress append(byte[] record) {
    try {
      if (channel == null || (end > SegmentFiles.HEADER && end + record.length > limit)) {
        roll();
      }
      SegmentFiles.write(channel, ByteBuffer.wrap(record), end);
    } catch (IOException e) {
      cutBack();
      throw unavailable(e);
    }
    BlockAddress address = new BlockAddress(segment, end, record.length);
    end += record.length;
    dirty = true;
    return address;
  }

  @Override
  public synchronized void sync() {
    try {
      syncCurrent();
    } catch (IOException e) {
      // After a failed sync nobody knows what the device holds: never write behind it.
      close();
      throw unavailable(e);
    }
  }

  @Override
  public synchronized void close() {
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
    if (channel != null && dirty) {
      channel.force(false);
      dirty = false;
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
