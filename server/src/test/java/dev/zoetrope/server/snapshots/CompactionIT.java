package dev.zoetrope.server.snapshots;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoetrope.server.snapshots.Compaction.Step;
import dev.zoetrope.server.testing.ServerIT;
import dev.zoetrope.server.testing.TestRecordings;
import dev.zoetrope.server.testing.TestSql;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** B-261, B-264. */
abstract class CompactionIT extends ServerIT {
  private static final int BLOCKS = 20;
  private static final int BLOCK_BYTES = 8_000;

  @Inject TestBlocks blocks;
  @Inject TestRecordings recordings;
  @Inject Compaction compaction;
  @Inject BlockRepository repository;
  @Inject TestSql sql;

  private final Random random = new Random(11);
  private final List<String> alive = new ArrayList<>();

  @Override
  protected Map<String, String> properties() {
    return Map.of(
        "zoetrope.storage.quiet-period", "0s",
        "zoetrope.storage.upkeep-interval", "1h",
        "zoetrope.storage.segment-size", "256KB");
  }

  @BeforeEach
  void nothingIsLeft() throws IOException {
    sql.run("DELETE FROM block");
    compaction.run();
    alive.clear();
  }

  @Test
  void deletedBytesLeaveTheDisk() throws IOException {
    List<String> all = mixedRecordings(20);
    long full = size();
    delete(all.subList(0, 16));

    compaction.run();

    long deleted = full * 16 / 20;
    assertThat(full - size()).isGreaterThan(deleted * 8 / 10);
    everythingIsReadable();
  }

  @Test
  void recordingsOfOneSegmentThatIsStillWrittenToLeaveTheDiskToo() throws IOException {
    List<String> one = mixedRecordings(1);
    delete(one);

    compaction.run();

    assertThat(size()).isZero();
    mixedRecordings(1);
    everythingIsReadable();
  }

  @Test
  void mostlyLiveSegmentsStay() throws IOException {
    List<String> all = mixedRecordings(10);
    delete(all.subList(0, 2));
    List<Path> before = segments();

    compaction.run();

    assertThat(segments()).containsExactlyElementsOf(before);
  }

  @ParameterizedTest
  @EnumSource(Step.class)
  void stoppingAnywhereLosesNothing(Step step) throws IOException {
    List<String> all = mixedRecordings(20);
    delete(all.subList(0, 16));
    long full = size();
    int kills = 0;
    for (int round = 0; round < 8; round++) {
      AtomicInteger left = new AtomicInteger(1 + round % 3);
      try {
        compaction.run(
            reached -> {
              if (reached == step && left.decrementAndGet() == 0) {
                throw new IllegalStateException("killed");
              }
            });
      } catch (IllegalStateException e) {
        kills++;
      }
      everythingIsReadable();
      mixedRecordings(1);
      delete(List.of(alive.get(alive.size() - 1)));
    }

    compaction.run();
    compaction.run();

    assertThat(kills).isGreaterThanOrEqualTo(3);
    everythingIsReadable();
    assertThat(size()).isLessThan(full / 2);
  }

  @Test
  void whoReadsMeanwhileMissesNothing() throws IOException {
    List<String> all = mixedRecordings(20);
    AtomicBoolean done = new AtomicBoolean();
    CompletableFuture<Void> reading =
        CompletableFuture.runAsync(
            () -> {
              while (!done.get()) {
                isReadable(all.get(19));
              }
            });
    for (int i = 0; i < 18; i++) {
      delete(List.of(all.get(i)));
      compaction.run();
    }
    done.set(true);
    reading.join();
    everythingIsReadable();
  }

  @Test
  void segmentsOfAProcessThatIsGoneAreTidiedUp() throws IOException {
    Path orphan = segmentOf("GoneProcess00001", repository.storeId());
    Files.write(orphan, new byte[5_000], StandardOpenOption.APPEND);

    compaction.run();

    assertThat(orphan).doesNotExist();
  }

  @Test
  void segmentsOfALivingProcessAndOfAnotherDatabaseStay() throws IOException {
    Path foreign = segmentOf("GoneProcess00002", UUID.randomUUID());
    Path living = segmentOf("LivingProcess001", repository.storeId());
    Path lock = dataDirectory.resolve("segments/LivingProcess001.owner");
    OwnerLock held = OwnerLock.take(lock).orElseThrow();

    compaction.run();

    assertThat(foreign).exists();
    assertThat(living).exists();
    held.close();
    compaction.run();
    assertThat(living).doesNotExist();
    assertThat(lock).exists();
    compaction.run();
    assertThat(lock).doesNotExist();
    Files.delete(foreign);
  }

  @Test
  void whatACrashLeftBehindTheLastBlockIsCutOff() throws IOException {
    mixedRecordings(10);
    Path closed = segments().get(0);
    long size = Files.size(closed);
    Files.write(closed, new byte[3_000], StandardOpenOption.APPEND);

    assertThat(compaction.run()).isEqualTo(3_000);

    assertThat(Files.size(closed)).isEqualTo(size);
    everythingIsReadable();
  }

  @Test
  void whatIsWrittenButNotYetInTheIndexIsLeftAlone() throws IOException {
    List<String> dead = mixedRecordings(1);
    String id = UUID.randomUUID().toString();
    recordings.add(1, id);

    blocks.store(
        1,
        List.of(TestBlocks.large(id, 0, BLOCK_BYTES, random)),
        () -> {
          delete(dead);
          return compaction.run();
        });

    assertThat(lines(id)).isEqualTo(1);
  }

  @Test
  void whatNeverComesIntoTheIndexLeavesTheDisk() throws IOException {
    String id = UUID.randomUUID().toString();
    blocks.abandon(1, TestBlocks.large(id, 0, BLOCK_BYTES, random));

    compaction.run();

    assertThat(size()).isZero();
  }

  @Test
  void aDamagedBlockSurvivesAsDamaged() throws IOException {
    List<String> all = mixedRecordings(10);
    Path first = segments().get(0);
    byte[] bytes = Files.readAllBytes(first);
    bytes[5_000] ^= 1;
    Files.write(first, bytes);
    delete(all.subList(0, 9));

    compaction.run();

    long lines = lines(all.get(9));
    assertThat(lines).isBetween(BLOCKS - 1L, (long) BLOCKS);
    assertThat(first).doesNotExist();
  }

  private Path segmentOf(String owner, UUID store) throws IOException {
    String name = owner + "-000001";
    SegmentFiles files = new SegmentFiles(dataDirectory.resolve("segments"), store);
    files.create(name).close();
    return files.path(name);
  }

  /** Recordings whose blocks lie mixed, as they do when many people are recorded at once. */
  private List<String> mixedRecordings(int count) {
    List<String> ids = Stream.generate(() -> UUID.randomUUID().toString()).limit(count).toList();
    ids.forEach(id -> recordings.add(1, id));
    for (int i = 0; i < BLOCKS; i++) {
      int at = i * 1_000;
      blocks.store(
          1, ids.stream().map(id -> TestBlocks.large(id, at, BLOCK_BYTES, random)).toList());
    }
    alive.addAll(ids);
    return ids;
  }

  private void delete(List<String> ids) {
    for (String id : ids) {
      assertThat(
              http.delete("/api/projects/1/session_recordings/" + id).key(KEY).send().statusCode())
          .isEqualTo(204);
    }
    alive.removeAll(ids);
  }

  private void everythingIsReadable() {
    alive.forEach(this::isReadable);
  }

  private void isReadable(String id) {
    assertThat(lines(id)).as(id).isEqualTo(BLOCKS);
  }

  private long lines(String id) {
    return http.get("/api/projects/1/session_recordings/" + id + "/snapshots?source=all")
        .key(KEY)
        .send()
        .body()
        .lines()
        .count();
  }

  private long size() throws IOException {
    long sum = 0;
    for (Path segment : segments()) {
      sum += Files.size(segment);
    }
    return sum;
  }

  private List<Path> segments() throws IOException {
    try (Stream<Path> files = Files.list(dataDirectory.resolve("segments"))) {
      return files.filter(file -> file.toString().endsWith(".seg")).sorted().toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
