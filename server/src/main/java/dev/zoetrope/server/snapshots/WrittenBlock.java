package dev.zoetrope.server.snapshots;

import java.util.ArrayList;
import java.util.List;

/**
 * A block that is in a segment, and not yet in the index: nobody can read it before it is, and
 * compaction takes it away again if it never is.
 */
public final class WrittenBlock {
  private final NewBlock block;
  private final RecordingKeys.RecordingKey key;
  private final BlockAddress address;
  private final List<BlockAddress> addresses = new ArrayList<>(1);

  WrittenBlock(NewBlock block, RecordingKeys.RecordingKey key, BlockAddress address) {
    this.block = block;
    this.key = key;
    this.address = address;
    this.addresses.add(address);
  }

  /** The recording that it belongs to. */
  public String sessionId() {
    return block.sessionId();
  }

  /** What is known of it; the bytes are in the segment only. */
  NewBlock block() {
    return block;
  }

  RecordingKeys.RecordingKey key() {
    return key;
  }

  BlockAddress address() {
    return address;
  }

  /** Its record was written once more, elsewhere. */
  synchronized void replacedBy(WrittenBlock other) {
    addresses.addAll(other.addresses());
  }

  /** Everywhere its record was written to. */
  synchronized List<BlockAddress> addresses() {
    return List.copyOf(addresses);
  }
}
