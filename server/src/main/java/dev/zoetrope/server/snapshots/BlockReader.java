package dev.zoetrope.server.snapshots;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads blocks back. A damaged one is reported and left out, and never hides others (B-263). */
@Singleton
class BlockReader {
  private static final Logger LOG = LoggerFactory.getLogger(BlockReader.class);

  private final BlockRepository blocks;
  private final RecordingKeys keys;
  private final BlockStore store;

  BlockReader(BlockRepository blocks, RecordingKeys keys, BlockStore store) {
    this.blocks = blocks;
    this.keys = keys;
    this.store = store;
  }

  /** The blocks of a recording in their order. */
  @Transactional
  List<StoredBlock> blocks(long projectId, String sessionId) {
    return blocks.ofRecording(projectId, sessionId);
  }

  /** The key that opens them; empty once the recording is deleted. */
  @Transactional
  Optional<SecretKey> key(long projectId, String sessionId) {
    return keys.find(projectId, sessionId);
  }

  /** The block as it was captured (zstd); empty when it is damaged or was just deleted. */
  @Transactional
  Optional<byte[]> read(long projectId, String sessionId, SecretKey key, StoredBlock block) {
    try {
      Optional<byte[]> record = record(projectId, block);
      if (record.isEmpty()) {
        return Optional.empty();
      }
      byte[] opened = BlockCipher.open(key, projectId, sessionId, block.itemUuid(), record.get());
      if (block.damaged()) {
        blocks.setDamaged(projectId, block.itemUuid(), false);
      }
      return Optional.of(opened);
    } catch (IOException | BlockDamaged e) {
      damaged(projectId, block, e);
      return Optional.empty();
    }
  }

  /** Reports a block whose bytes make no sense. */
  @Transactional
  void damaged(long projectId, StoredBlock block, Exception reason) {
    LOG.error("block {} in {}: {}", block.itemUuid(), block.address(), reason.toString());
    if (!block.damaged()) {
      blocks.setDamaged(projectId, block.itemUuid(), true);
    }
  }

  /** The record; looked up once more when its segment has gone, because it may have moved. */
  private Optional<byte[]> record(long projectId, StoredBlock block) throws IOException {
    try {
      return Optional.of(store.read(block.address()));
    } catch (NoSuchFileException e) {
      Optional<BlockAddress> now =
          blocks.find(projectId, block.itemUuid()).map(StoredBlock::address);
      if (now.isPresent() && now.get().equals(block.address())) {
        throw new IOException("its segment is missing", e);
      }
      return now.isPresent() ? Optional.of(store.read(now.get())) : Optional.empty();
    }
  }
}
