package dev.zoetrope.server.snapshots;

import static dev.zoetrope.server.snapshots.TestBlocks.block;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.luben.zstd.ZstdInputStream;
import dev.zoetrope.server.crypto.InstanceSecret;
import dev.zoetrope.server.testing.ServerIT;
import dev.zoetrope.server.testing.TestRecordings;
import dev.zoetrope.server.testing.TestSql;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

abstract class SnapshotsIT extends ServerIT {
  @Inject TestBlocks blocks;
  @Inject TestRecordings recordings;
  @Inject TestSql sql;
  @Inject BlockRepository repository;
  @Inject InstanceSecret secret;

  private String id;

  @BeforeEach
  void aRecording() {
    id = UUID.randomUUID().toString();
    recordings.add(1, id);
  }

  @Test
  void sourcesAreTheBlocksByTimeWhateverTheOrderOfArrival() {
    blocks.store(1, block(id, 3_000), block(id, 1_000));
    blocks.store(1, block(id, 2_000));

    JsonNode sources = json(get("")).get("sources");

    assertThat(sources.findValuesAsText("start_timestamp"))
        .containsExactly("1970-01-01T00:00:01Z", "1970-01-01T00:00:02Z", "1970-01-01T00:00:03Z");
    assertThat(sources.findValuesAsText("blob_key")).containsExactly("0", "1", "2");
    assertThat(sources.get(0).size()).isEqualTo(4);
    assertThat(sources.get(0).get("source").asText()).isEqualTo("blob_v2");
    assertThat(sources.get(0).get("end_timestamp").asText())
        .isEqualTo("1970-01-01T00:00:01.010000Z");
  }

  @Test
  void aRangeAnswersItsEventsWithTheirWindow() {
    blocks.store(1, block(id, 1_000), block(id, 2_000), block(id, 3_000));

    HttpResponse<String> response = get("?source=blob_v2&start_blob_key=1&end_blob_key=2");

    assertThat(response.headers().firstValue("Content-Type")).contains("application/jsonl");
    assertThat(response.headers().firstValue("Cache-Control")).contains("private, max-age=3600");
    assertThat(response.body())
        .isEqualTo(
            """
            ["w\\"1",{"type":4,"timestamp":2000}]
            ["w\\"1",{"type":3,"timestamp":2010}]
            ["w\\"1",{"type":4,"timestamp":3000}]
            ["w\\"1",{"type":3,"timestamp":3010}]
            """);
  }

  @Test
  void blocksSealedWhileAnotherServerGaveTheRecordingItsKeyAreReadable() {
    NewBlock ours = block(id, 1_000);
    RecordingKeys elsewhere = new RecordingKeys(repository, secret);

    blocks.store(1, List.of(ours), () -> blocks.settle(elsewhere, 1, id));
    blocks.store(1, block(id, 2_000));

    assertThat(get("?source=all").body().lines()).hasSize(4);
    assertThat(get("?source=all").headers().firstValue("X-Zoetrope-Damaged-Blocks")).isEmpty();
  }

  @Test
  void allAnswersWhatEveryKeyAnswers() {
    List<NewBlock> many = new ArrayList<>();
    for (int i = 0; i < 250; i++) {
      many.add(block(id, i * 100L));
    }
    Collections.shuffle(many, new Random(7));
    blocks.store(1, many);

    StringBuilder one = new StringBuilder();
    for (int i = 0; i < 250; i += 10) {
      one.append(
          get("?source=blob_v2&start_blob_key=%d&end_blob_key=%d".formatted(i, i + 9)).body());
    }

    assertThat(get("?source=all").body()).isEqualTo(one.toString());
    assertThat(get("?source=blob_v2&blob_key=249").body()).contains("24900").hasLineCount(2);
  }

  @Test
  void eventsLargerThanAnyBufferArriveWhole() {
    NewBlock large = TestBlocks.large(id, 5, 3_000_000, new Random(1));
    blocks.store(1, large, block(id, 9_000));

    String[] lines = get("?source=all&blob_v2=true").body().split("\n");

    assertThat(lines).hasSize(3);
    assertThat(json(lines[0]).get(1).get("data").asText()).hasSizeGreaterThan(2_999_999);
    assertThat(json(lines[2]).get(1).get("timestamp").asLong()).isEqualTo(9_010);
  }

  @Test
  void framesDecompressToTheLines() throws IOException {
    blocks.store(1, block(id, 1_000), block(id, 2_000));
    HttpResponse<byte[]> response =
        http.get(path("?source=all&decompress=false")).key(KEY).sendForBytes();

    assertThat(response.headers().firstValue("Content-Type")).contains("application/octet-stream");
    StringBuilder lines = new StringBuilder();
    ByteBuffer frames = ByteBuffer.wrap(response.body());
    int count = 0;
    while (frames.hasRemaining()) {
      byte[] frame = new byte[frames.getInt()];
      frames.get(frame);
      lines.append(
          new String(
              new ZstdInputStream(new ByteArrayInputStream(frame)).readAllBytes(),
              StandardCharsets.UTF_8));
      count++;
    }
    assertThat(count).isEqualTo(2);
    assertThat(lines.toString()).isEqualTo(get("?source=all").body());
  }

  @Test
  void whoHasTheEventsIsNotSentThemAgain() {
    blocks.store(1, block(id, 1_000));
    String tag = get("?source=all").headers().firstValue("ETag").orElseThrow();

    assertThat(conditional(tag).statusCode()).isEqualTo(304);
    assertThat(conditional("W/" + tag + ", \"x\"").statusCode()).isEqualTo(304);
    blocks.store(1, block(id, 2_000));
    assertThat(conditional(tag).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "?source=|Invalid source must be one of [realtime, blob, blob_v2, None]",
        "?source=BLOB_V2|Invalid source must be one of [realtime, blob, blob_v2, None]",
        "?source=blob_v2|Must provide one of blob key or start and end blob keys",
        "?source=blob_v2&blob_key=1&end_blob_key=1|Must provide a single blob key or start and end"
            + " blob keys, not both",
        "?source=blob_v2&start_blob_key=1|Must provide both start_blob_key and end_blob_key",
        "?source=blob_v2&end_blob_key=1|Must provide both start_blob_key and end_blob_key",
        "?source=blob_v2&blob_key=one|Blob key must be an integer",
        "?source=blob_v2&blob_key=1.0|Blob key must be an integer",
        "?source=blob_v2&blob_key=99999999999999999999|Blob key must be an integer",
        "?source=blob_v2&blob_key=-1|Invalid blob key: -1",
        "?source=blob_v2&start_blob_key=2&end_blob_key=1|Invalid blob key: 1",
        "?source=blob_v2&start_blob_key=0&end_blob_key=21|Cannot request more than 20 blob keys at"
            + " once"
      })
  void badParametersAreRefusedInWords(String query, String detail) {
    blocks.store(1, block(id, 1_000));

    HttpResponse<String> response = get(query);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json(response).get("code").asText()).isEqualTo("invalid_input");
    assertThat(json(response).get("detail").asText()).isEqualTo(detail);
  }

  @ParameterizedTest
  @CsvSource({
    "blob_v2&blob_key=1, Block index out of range",
    "blob_v2&start_blob_key=0&end_blob_key=20, Block index out of range",
    "blob_v2&blob_key=4294967296, Block index out of range",
    "blob&blob_key=1-2, Snapshot file not found",
    "realtime, Snapshot file not found"
  })
  void blocksThatAreNotThereAreNotFound(String source, String detail) {
    blocks.store(1, block(id, 1_000));

    HttpResponse<String> response = get("?source=" + source);

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(json(response).get("detail").asText()).isEqualTo(detail);
  }

  @Test
  void aRecordingWithoutBlocksHasNoSources() {
    assertThat(json(get("")).get("sources")).isEmpty();
    assertThat(json(get("?source=all")).get("detail").asText())
        .isEqualTo("Session recording not found");
  }

  @Test
  void unknownAndForeignRecordingsAreNotFound() {
    long other = sql.project("other " + id);
    recordings.add(other, id + "-other");
    blocks.store(other, block(id + "-other", 1_000));

    for (String unknown : List.of(id + "-other", "never", "%00", "x".repeat(300))) {
      HttpResponse<String> response =
          http.get("/api/projects/1/session_recordings/" + unknown + "/snapshots?source=all")
              .key(KEY)
              .send();
      assertThat(response.statusCode()).isEqualTo(404);
      assertThat(json(response).get("detail").asText()).isEqualTo("Recording not found");
    }
  }

  @Test
  void aDeletedRecordingIsGoneAndItsKeyToo() {
    blocks.store(1, block(id, 1_000));
    http.delete("/api/environments/1/session_recordings/" + id + "/").key(KEY).send();

    for (String query : List.of("", "?source=all", "?source=blob_v2&blob_key=0")) {
      HttpResponse<String> response = get(query);
      assertThat(response.statusCode()).isEqualTo(410);
      assertThat(json(response).get("error").asText()).isEqualTo("recording_deleted");
      assertThat(json(response).get("message").asText())
          .isEqualTo("This recording has been permanently deleted");
      assertThat(json(response).get("deleted_by").asText()).isEqualTo(EMAIL);
    }
    assertThat(sql.column("SELECT 1 FROM recording_key WHERE session_id = ?", id)).isEmpty();
    assertThat(sql.column("SELECT 1 FROM block WHERE session_id = ?", id)).isEmpty();
  }

  @Test
  void aDamagedBlockIsReportedAndHidesNoOther() throws IOException {
    NewBlock broken = block(id, 2_000);
    blocks.store(1, block(id, 1_000), broken, block(id, 3_000));
    damage(broken);

    assertThat(get("?source=all").body()).contains("1000", "3000").doesNotContain("2000");

    JsonNode sources = json(get("")).get("sources");
    assertThat(sources.get(1).get("corrupt").asBoolean()).isTrue();
    assertThat(sources.get(0).has("corrupt")).isFalse();
    assertThat(get("?source=all").headers().firstValue("X-Zoetrope-Damaged-Blocks")).contains("1");
    assertThat(get("?source=blob_v2&blob_key=0").headers().map())
        .doesNotContainKey("x-zoetrope-damaged-blocks");
    // The byte turned back: the block is whole again.
    damage(broken);
    assertThat(get("?source=all").body()).contains("2000");
    assertThat(json(get("")).get("sources").get(1).has("corrupt")).isFalse();
  }

  @Test
  void aKeyNeedsTheScope() {
    String reader = sql.key(EMAIL, "[\"session_recording:read\"]");
    String other = sql.key(EMAIL, "[\"query:read\"]");

    assertThat(http.get(path("")).key(reader).send().statusCode()).isEqualTo(200);
    assertThat(http.get(path("")).key(other).send().statusCode()).isEqualTo(403);
    assertThat(http.get(path("")).send().statusCode()).isEqualTo(401);
  }

  private void damage(NewBlock block) throws IOException {
    Object segment =
        sql.column("SELECT segment FROM block WHERE item_uuid = ?", block.itemUuid()).get(0);
    long start =
        (Long)
            sql.column("SELECT start_at FROM block WHERE item_uuid = ?", block.itemUuid()).get(0);
    Path file = dataDirectory.resolve("segments").resolve(segment + ".seg");
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer one = ByteBuffer.allocate(1);
      channel.read(one, start + 40);
      one.put(0, (byte) (one.get(0) ^ 1));
      channel.write(one.flip(), start + 40);
    }
  }

  private String path(String query) {
    return "/api/environments/1/session_recordings/" + id + "/snapshots/" + query;
  }

  private HttpResponse<String> get(String query) {
    return http.get(path(query)).key(KEY).send();
  }

  private HttpResponse<String> conditional(String tag) {
    return http.get(path("?source=all")).key(KEY).header("If-None-Match", tag).send();
  }
}
