package dev.zoetrope.server.snapshots;

import io.micronaut.data.exceptions.DataAccessException;
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
  private final DamageCount damage;

  BlockReader(BlockRepository blocks, RecordingKeys keys, BlockStore store, DamageCount damage) {
    this.blocks = blocks;
    this.keys = keys;
    this.store = store;
    this.damage = damage;
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
  Optional<byte[]> read(long projectId, String sessionId, SecretKey key, StoredBlock block) {
    try {
      Optional<byte[]> record = record(projectId, block);
      if (record.isEmpty()) {
        return Optional.empty();
      }
      byte[] opened = BlockCipher.open(key, projectId, sessionId, block.itemUuid(), record.get());
      if (block.damaged()) {
        mark(projectId, block, false);
      }
      return Optional.of(opened);
    } catch (IOException | BlockDamaged e) {
      damaged(projectId, block, e);
      return Optional.empty();
    }
  }

  /** Reports a block whose bytes make no sense. */
  void damaged(long projectId, StoredBlock block, Exception reason) {
    LOG.error("block {} in {}: {}", block.itemUuid(), block.address(), reason.toString());
    if (!block.damaged()) {
      damage.found();
      mark(projectId, block, true);
    }
  }

  /** Reading goes on also when nothing can be written. */
  private void mark(long projectId, StoredBlock block, boolean damaged) {
    try {
      blocks.setDamaged(projectId, block.itemUuid(), damaged);
    } catch (DataAccessException e) {
      LOG.warn("block {} could not be marked: {}", block.itemUuid(), e.getClass().getName());
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
