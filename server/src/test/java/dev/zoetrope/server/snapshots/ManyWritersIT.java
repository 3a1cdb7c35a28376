package dev.zoetrope.server.snapshots;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoetrope.server.testing.OnH2;
import dev.zoetrope.server.testing.ServerIT;
import dev.zoetrope.server.testing.TestRecordings;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Many write at the same time, and segments end all the time (B-261). */
class ManyWritersIT extends ServerIT implements OnH2 {
  private static final int WRITERS = 12;
  private static final int BLOCKS = 60;

  @Inject TestBlocks blocks;
  @Inject TestRecordings recordings;
  @Inject Compaction compaction;

  @Override
  protected Map<String, String> properties() {
    return Map.of(
        "zoetrope.storage.quiet-period", "0s",
        "zoetrope.storage.upkeep-interval", "1h",
        "zoetrope.storage.segment-size", "64KB");
  }

  @Test
  void everyBlockIsWhereItsIndexSays() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    List<String> ids = new ArrayList<>();
    List<CompletableFuture<Void>> writing = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      String id = UUID.randomUUID().toString();
      recordings.add(1, id);
      ids.add(id);
      Random random = new Random(i);
      writing.add(
          CompletableFuture.runAsync(
              () -> {
                for (int n = 0; n < BLOCKS; n++) {
                  int size = 100 + random.nextInt(40_000);
                  blocks.store(1, TestBlocks.large(id, n * 1_000L, size, random));
                }
              },
              threads));
    }
    CompletableFuture<Void> all =
        CompletableFuture.allOf(writing.toArray(CompletableFuture[]::new));
    while (!all.isDone()) {
      compaction.run();
    }
    all.join();
    threads.shutdown();

    for (String id : ids) {
      assertThat(lines(id)).as(id).isEqualTo(BLOCKS);
    }
  }

  private long lines(String id) {
    return http.get("/api/projects/1/session_recordings/" + id + "/snapshots?source=all")
        .key(KEY)
        .send()
        .body()
        .lines()
        .count();
  }
}
