package dev.zoetrope.server.snapshots;

import com.github.luben.zstd.Zstd;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;

/** Stores blocks as the ingest writer does. */
@Singleton
class TestBlocks {
  static final String WINDOW = "w\"1";

  private final BlockWriter writer;
  private final TransactionOperations<Connection> transactions;

  TestBlocks(BlockWriter writer, TransactionOperations<Connection> transactions) {
    this.writer = writer;
    this.transactions = transactions;
  }

  void store(long project, List<NewBlock> blocks) {
    store(project, blocks, () -> null);
  }

  /** Something happens after the blocks are written and before they are in the index. */
  void store(long project, List<NewBlock> blocks, Callable<?> meanwhile) {
    List<WrittenBlock> written =
        blocks.stream().map(block -> writer.write(project, block)).toList();
    try {
      meanwhile.call();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    transactions.executeWrite(
        status -> {
          BlockWriter.Sync sync = writer.startSync(written);
          writer.index(project, written);
          sync.await();
          return null;
        });
    writer.release(written);
  }

  /** Written, and then its transaction never happens. */
  void abandon(long project, NewBlock block) {
    writer.release(List.of(writer.write(project, block)));
  }

  /** Gives a recording its key, as the other server that these keys belong to. */
  Object settle(RecordingKeys keys, long project, String session) {
    return transactions.executeWrite(status -> keys.settle(project, List.of(session)));
  }

  void store(long project, NewBlock... blocks) {
    store(project, List.of(blocks));
  }

  /** A block of two small events at this time. */
  static NewBlock block(String session, long timestamp) {
    return block(
        session,
        timestamp,
        "{\"type\":4,\"timestamp\":%d}\n{\"type\":3,\"timestamp\":%d}\n"
            .formatted(timestamp, timestamp + 10));
  }

  static NewBlock block(String session, long timestamp, String lines) {
    byte[] raw = lines.getBytes(StandardCharsets.UTF_8);
    return new NewBlock(
        session,
        UUID.randomUUID(),
        WINDOW,
        timestamp,
        timestamp + 10,
        lines.split("\n", -1).length - 1,
        raw.length,
        Zstd.compress(raw, 1));
  }

  /** A block of one event that does not compress. */
  static NewBlock large(String session, long timestamp, int bytes, Random random) {
    StringBuilder text = new StringBuilder(bytes);
    while (text.length() < bytes) {
      text.append(Long.toString(random.nextLong() >>> 1, 36));
    }
    return block(
        session, timestamp, "{\"timestamp\":%d,\"data\":\"%s\"}\n".formatted(timestamp, text));
  }
}
