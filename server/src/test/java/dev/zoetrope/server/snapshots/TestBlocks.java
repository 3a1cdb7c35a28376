package dev.zoetrope.server.snapshots;

import com.github.luben.zstd.Zstd;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.List;
import java.util.Random;
import java.util.UUID;

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
    transactions.executeWrite(
        status -> {
          writer.append(project, blocks);
          writer.sync();
          return null;
        });
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
