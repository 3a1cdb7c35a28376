package dev.zoetrope.server.snapshots;

import dev.zoetrope.server.snapshots.BlockIndex.Row;
import dev.zoetrope.server.web.StorageUnavailable;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;

/** Keeps new blocks, inside the transaction that makes them count (B-260). */
@Singleton
public class BlockWriter {
  private final BlockStore store;
  private final BlockIndex index;
  private final BlockSeal seal;
  private final FreeSpace space;

  BlockWriter(BlockStore store, BlockIndex index, BlockSeal seal, FreeSpace space) {
    this.store = store;
    this.index = index;
    this.seal = seal;
    this.space = space;
  }

  /** Throws {@link StorageUnavailable} when nothing can be written now. */
  public void requireSpace() {
    space.require();
  }

  /**
   * Encrypts and appends blocks and writes their index rows. They are safe once {@link #sync()}
   * returned and the transaction committed; if it does not commit, compaction takes the bytes back.
   *
   * @throws StorageUnavailable when they cannot be written
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void append(long projectId, List<NewBlock> blocks) {
    Map<String, SecretKeySpec> keys = new HashMap<>();
    List<Row> rows = new ArrayList<>(blocks.size());
    try {
      for (NewBlock block : blocks) {
        SecretKeySpec key =
            keys.computeIfAbsent(block.sessionId(), session -> key(projectId, session));
        BlockStore.Location location =
            store.append(
                seal.seal(key, projectId, block.sessionId(), block.itemUuid(), block.zstd()));
        rows.add(
            new Row(
                projectId,
                block.sessionId(),
                block.itemUuid(),
                location,
                block.firstTimestamp(),
                block.lastTimestamp(),
                block.windowId(),
                block.events(),
                block.rawBytes(),
                false));
      }
    } catch (IOException e) {
      space.failed(e);
      throw new StorageUnavailable("blocks cannot be written", e);
    }
    if (!rows.isEmpty()) {
      index.insert(rows);
    }
  }

  /** Makes all appended blocks survive a crash. */
  public void sync() {
    try {
      store.sync();
      space.succeeded();
    } catch (IOException e) {
      space.failed(e);
      throw new StorageUnavailable("blocks cannot be written", e);
    }
  }

  private SecretKeySpec key(long projectId, String sessionId) {
    byte[] wrapped =
        index
            .wrappedKey(projectId, sessionId)
            .orElseGet(
                () -> {
                  byte[] fresh = seal.newWrappedKey(projectId, sessionId);
                  index.insertKey(projectId, sessionId, fresh);
                  return fresh;
                });
    return seal.unwrap(wrapped, projectId, sessionId);
  }
}
