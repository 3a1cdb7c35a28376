package dev.zoetrope.server.snapshots;

import static dev.zoetrope.server.snapshots.TestBlocks.block;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoetrope.server.testing.ServerIT;
import dev.zoetrope.server.testing.TestRecordings;
import dev.zoetrope.server.testing.TestSql;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** B-270. */
abstract class NoSpaceIT extends ServerIT {
  @Inject TestFreeSpace space;
  @Inject TestBlocks blocks;
  @Inject TestRecordings recordings;
  @Inject StorageGuard guard;
  @Inject TestSql sql;

  private String id;

  @Override
  protected Map<String, String> properties() {
    // Each test says when to look again.
    return Map.of("zoetrope.storage.probe-interval", "1h");
  }

  @BeforeEach
  void aRecording() {
    id = UUID.randomUUID().toString();
    recordings.add(1, id);
    blocks.store(1, block(id, 1_000));
  }

  @AfterEach
  void spaceReturns() {
    space.tellTheTruth();
  }

  @Test
  void belowTheReserveNothingIsCapturedAndTheReasonIsSaid() {
    space.pretend((256L << 20) - 1);

    assertThat(event().statusCode()).isEqualTo(503);
    assertThat(snapshot().statusCode()).isEqualTo(503);
    HttpResponse<String> health = http.get("/_health").send();
    assertThat(health.statusCode()).isEqualTo(503);
    assertThat(json(health).get("status").asText()).isEqualTo("DOWN");
    assertThat(json(health).get("components").get("blocks").asText())
        .startsWith("DOWN: no space left on the device");
    assertThat(json(health).get("components").get("database").asText()).isEqualTo("UP");
    assertThat(http.get("/health/readiness").send().statusCode()).isEqualTo(503);
    assertThat(http.get("/health/liveness").send().statusCode()).isEqualTo(200);
  }

  @Test
  void readingAndDeletingGoOn() {
    space.pretend(100L << 20);

    String recording = "/api/projects/1/session_recordings/" + id;
    assertThat(http.get("/api/projects/1/session_recordings").key(KEY).send().statusCode())
        .isEqualTo(200);
    assertThat(http.get(recording + "/snapshots?source=all").key(KEY).send().body())
        .contains("1000");
    assertThat(http.delete(recording).key(KEY).send().statusCode()).isEqualTo(204);
  }

  @Test
  void onAFullDeviceNothingIsChangedAndEverythingIsRead() {
    space.pretend(0);
    String recording = "/api/projects/1/session_recordings/" + id;
    String fresh = sql.key(EMAIL, "[\"*\"]");

    HttpResponse<String> refused = http.delete(recording).key(fresh).send();

    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(json(refused).get("detail").asText()).startsWith("no space left on the device");
    assertThat(http.get(recording).key(fresh).send().statusCode()).isEqualTo(200);
    assertThat(
            sql.column(
                "SELECT label FROM personal_api_key WHERE secure_value = ? AND last_used_at IS NULL",
                dev.zoetrope.server.crypto.Tokens.hash(fresh)))
        .hasSize(1);
  }

  @Test
  void itIsOverAsSoonAsThereIsSpace() {
    space.pretend(0);
    assertThat(event().statusCode()).isEqualTo(503);

    space.pretend(256L << 20);

    assertThat(event().statusCode()).isEqualTo(200);
    assertThat(http.get("/_health").send().statusCode()).isEqualTo(200);
  }

  @Test
  void whatWasRefusedLeavesNothingBehind() {
    space.pretend(0);
    long before = count();

    assertThat(snapshot().statusCode()).isEqualTo(503);

    assertThat(count()).isEqualTo(before);
    space.tellTheTruth();
    assertThat(snapshot().statusCode()).isEqualTo(200);
    assertThat(count()).isEqualTo(before + 1);
  }

  @Test
  void aFailedWriteShowsUntilWritingWorks() throws IOException {
    guard.failed(new dev.zoetrope.server.web.StorageUnavailable("the disk is on fire"));
    JsonNode parts = json(http.get("/_health").send()).get("components");
    assertThat(parts.get("blocks").asText()).isEqualTo("DOWN: the disk is on fire");

    Path segments = dataDirectory.resolve("segments");
    Path aside = dataDirectory.resolve("aside");
    Files.move(segments, aside);
    guard.recheck();
    assertThat(http.get("/_health").send().statusCode()).isEqualTo(503);
    Files.move(aside, segments);
    guard.recheck();

    assertThat(http.get("/_health").send().statusCode()).isEqualTo(200);
  }

  private long count() {
    return sql.column("SELECT item_uuid FROM block").size();
  }

  private HttpResponse<String> event() {
    return http.post("/i/v0/e/")
        .json(
            "{\"token\":\"%s\",\"event\":\"e\",\"distinct_id\":\"ada\",\"uuid\":\"%s\"}"
                .formatted(PROJECT_TOKEN, UUID.randomUUID()))
        .send();
  }

  private HttpResponse<String> snapshot() {
    return http.post("/s/")
        .json(
            """
            {"api_key":"%s","event":"$snapshot","uuid":"%s","properties":{"distinct_id":"ada","token":"%s",
            "$session_id":"%s","$window_id":"w","$snapshot_data":[{"type":4,"timestamp":%d,"data":{}}]}}"""
                .formatted(
                    PROJECT_TOKEN,
                    UUID.randomUUID(),
                    PROJECT_TOKEN,
                    UUID.randomUUID(),
                    Instant.parse("2026-03-01T10:00:00Z").toEpochMilli()))
        .send();
  }
}
