package dev.zoetrope.server.snapshots;

import com.github.luben.zstd.ZstdInputStream;
import dev.zoetrope.server.recordings.RecordingPurge;
import dev.zoetrope.server.snapshots.BlockIndex.Row;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads blocks back, and makes them unreadable. */
@Singleton
public class BlockService implements RecordingPurge {
  private static final Logger LOG = LoggerFactory.getLogger(BlockService.class);

  private final BlockIndex index;
  private final BlockStore store;
  private final BlockSeal seal;

  BlockService(BlockIndex index, BlockStore store, BlockSeal seal) {
    this.index = index;
    this.store = store;
    this.seal = seal;
  }

  /** The blocks of a recording, by time. */
  List<Row> blocks(long projectId, String sessionId) {
    return index.blocksOf(projectId, sessionId);
  }

  /**
   * The lines of a block, uncompressed; empty when it is damaged (which is noted) or was deleted in
   * the meantime.
   */
  Optional<byte[]> lines(Row row) {
    return compressed(row)
        .flatMap(
            zstd -> {
              try (ZstdInputStream in = new ZstdInputStream(new ByteArrayInputStream(zstd))) {
                return Optional.of(in.readAllBytes());
              } catch (IOException e) {
                damaged(row, e);
                return Optional.empty();
              }
            });
  }

  /** The block as it is stored inside its encryption. */
  Optional<byte[]> compressed(Row row) {
    Optional<byte[]> wrapped = index.wrappedKey(row.projectId(), row.sessionId());
    if (wrapped.isEmpty()) {
      return Optional.empty();
    }
    SecretKeySpec key = seal.unwrap(wrapped.get(), row.projectId(), row.sessionId());
    try {
      byte[] record = record(row);
      return Optional.of(seal.open(key, row.projectId(), row.sessionId(), row.itemUuid(), record));
    } catch (IOException e) {
      damaged(row, e);
      return Optional.empty();
    }
  }

  /** A compaction may have moved the block since its row was read: then it is looked up again. */
  private byte[] record(Row row) throws IOException {
    try {
      return store.read(row.location());
    } catch (NoSuchFileException e) {
      Row now =
          index
              .block(row.projectId(), row.sessionId(), row.itemUuid())
              .filter(other -> !other.location().equals(row.location()))
              .orElseThrow(() -> e);
      return store.read(now.location());
    }
  }

  private void damaged(Row row, IOException e) {
    LOG.error(
        "block {} of segment {} at {} cannot be read",
        row.itemUuid(),
        row.location().segment(),
        row.location().offset(),
        e);
    index.markDamaged(row);
  }

  @Override
  @Transactional
  public void purge(long projectId, Collection<String> sessionIds) {
    sessionIds.forEach(sessionId -> index.delete(projectId, sessionId));
  }
}
