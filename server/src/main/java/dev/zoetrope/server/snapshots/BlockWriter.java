package dev.zoetrope.server.snapshots;

import dev.zoetrope.server.snapshots.RecordingKeys.RecordingKey;
import dev.zoetrope.server.web.StorageUnavailable;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Stores blocks in two steps. {@link #write} seals a block and appends it to a segment, on the
 * thread of whoever brought it. The group commit makes all that was written durable with one {@link
 * #startSync}, and {@link #index}es it in its transaction; only then a block exists.
 */
@Singleton
public class BlockWriter {

  private final BlockRepository blocks;
  private final RecordingKeys keys;
  private final StorageGuard guard;
  private final BlockStore store;
  private final BlockStore.Sink sink;
  private final ExecutorService syncing =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "segment-sync");
            thread.setDaemon(true);
            return thread;
          });

  BlockWriter(BlockRepository blocks, RecordingKeys keys, StorageGuard guard, BlockStore store) {
    this.blocks = blocks;
    this.keys = keys;
    this.guard = guard;
    this.store = store;
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
   * Encrypts a block and appends it to a segment.
   *
   * @throws StorageUnavailable when it cannot be written
   */
  public WrittenBlock write(long projectId, NewBlock block) {
    return write(projectId, block, keys.ofNew(projectId, block.sessionId()));
  }

  private WrittenBlock write(long projectId, NewBlock block, RecordingKey key) {
    BlockRecord record =
        new SealedBlock(key.secret(), projectId, block.sessionId(), block.itemUuid(), block.zstd());
    BlockAddress address = watched(() -> sink.append(record));
    return new WrittenBlock(block.withoutBytes(), key, address);
  }

  /** A sync that is under way. */
  public interface Sync {
    /**
     * Waits until everything is durable; only then the transaction may commit.
     *
     * @throws StorageUnavailable when it is not; the transaction must be rolled back
     */
    void await();
  }

  /**
   * Begins to make durable what was written before, while the transaction goes on: one touches the
   * segments, the other the database.
   */
  public Sync startSync(Collection<WrittenBlock> written) {
    CompletableFuture<Void> sync = CompletableFuture.runAsync(() -> sync(written), syncing);
    return () -> {
      try {
        sync.join();
      } catch (CompletionException e) {
        throw e.getCause() instanceof StorageUnavailable unavailable
            ? unavailable
            : new StorageUnavailable("recordings cannot be made durable", e.getCause());
      }
    };
  }

  private void sync(Collection<WrittenBlock> written) {
    watched(
        () -> {
          sink.sync();
          return null;
        });
    for (WrittenBlock block : written) {
      if (!sink.isReliable(block.address().segment())) {
        throw new StorageUnavailable("a segment could not be made durable", null);
      }
    }
    guard.worked();
  }

  /**
   * Makes written blocks part of their recordings. Runs inside the caller's transaction.
   *
   * @throws StorageUnavailable when they have to be sent again
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void index(long projectId, List<WrittenBlock> written) {
    if (written.isEmpty()) {
      return;
    }
    Set<String> sessions = new LinkedHashSet<>();
    written.forEach(block -> sessions.add(block.sessionId()));
    Map<String, RecordingKey> valid = keys.settle(projectId, sessions);
    List<WrittenBlock> settled = new ArrayList<>(written.size());
    boolean again = false;
    for (WrittenBlock block : written) {
      RecordingKey key = valid.get(block.sessionId());
      boolean same = key.equals(block.key());
      again |= !same;
      settled.add(same ? block : rewrite(projectId, block, key));
    }
    if (again) {
      sync(settled);
    }
    blocks.insert(projectId, settled);
  }

  /**
   * Says that these blocks are indexed and committed, or never will be: upkeep may look at their
   * segments again. Once for each block, whatever happened.
   */
  public void release(Collection<WrittenBlock> written) {
    written.forEach(block -> sink.release(block.addresses()));
  }

  /**
   * Another server was the first to give this recording a key, or this one has been restarted: what
   * was sealed with another key is sealed anew.
   */
  private WrittenBlock rewrite(long projectId, WrittenBlock block, RecordingKey key) {
    NewBlock unsealed = block.block();
    try {
      byte[] zstd =
          BlockCipher.open(
              block.key().secret(),
              projectId,
              block.sessionId(),
              unsealed.itemUuid(),
              store.read(block.address()));
      WrittenBlock anew = write(projectId, unsealed.withBytes(zstd), key);
      block.replacedBy(anew);
      return anew;
    } catch (IOException | BlockDamaged e) {
      throw new StorageUnavailable("what was just written cannot be read", e);
    }
  }

  private <T> T watched(Supplier<T> write) {
    try {
      return write.get();
    } catch (StorageUnavailable e) {
      guard.failed(e);
      throw e;
    }
  }

  @PreDestroy
  void stop() {
    syncing.shutdown();
  }
}
