package dev.zoetrope.server.snapshots;

import dev.zoetrope.server.web.StorageUnavailable;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import javax.crypto.SecretKey;

/**
 * Stores the blocks of a group commit. Runs inside the writer's transaction: append any number of
 * times, then {@link #sync()} once, then commit.
 */
@Singleton
public class BlockWriter {
  private final BlockRepository blocks;
  private final RecordingKeys keys;
  private final StorageGuard guard;
  private final BlockStore.Sink sink;

  BlockWriter(BlockRepository blocks, RecordingKeys keys, StorageGuard guard, BlockStore store) {
    this.blocks = blocks;
    this.keys = keys;
    this.guard = guard;
    this.sink = store.open();
  }

  /**
   * Passes while there is room. Whoever is about to write anything asks first, also when there is
   * no block among it.
   *
   * @throws StorageUnavailable when there is none
   */
  public void requireSpace() {
    guard.requireSpace();
  }

  /**
   * Encrypts the blocks, appends them and indexes them.
   *
   * @throws StorageUnavailable when there is no room; the transaction must be rolled back
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void append(long projectId, List<NewBlock> newBlocks) {
    guard.requireSpace();
    if (newBlocks.isEmpty()) {
      return;
    }
    Set<String> sessions = new LinkedHashSet<>();
    newBlocks.forEach(block -> sessions.add(block.sessionId()));
    Map<String, SecretKey> secrets = keys.findOrCreate(projectId, sessions);
    List<BlockAddress> addresses = new ArrayList<>(newBlocks.size());
    for (NewBlock block : newBlocks) {
      byte[] record =
          BlockCipher.seal(
              secrets.get(block.sessionId()),
              projectId,
              block.sessionId(),
              block.itemUuid(),
              block.zstd());
      addresses.add(watched(() -> sink.append(record)));
    }
    blocks.insert(projectId, newBlocks, addresses);
  }

  /**
   * Makes what was appended durable; only then the transaction may commit.
   *
   * @throws StorageUnavailable when it cannot; the transaction must be rolled back
   */
  public void sync() {
    watched(
        () -> {
          sink.sync();
          return null;
        });
    guard.worked();
  }

  private <T> T watched(Supplier<T> write) {
    try {
      return write.get();
    } catch (StorageUnavailable e) {
      guard.failed(e);
      throw e;
    }
  }
}
