package dev.zoetrope.server.capture.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.zoetrope.server.capture.decode.CaptureRefusal;
import dev.zoetrope.server.capture.decode.CapturedBatch;
import dev.zoetrope.server.capture.decode.PayloadHints;
import dev.zoetrope.server.capture.decode.PayloadHints.Kind;
import dev.zoetrope.server.capture.decode.PayloadReader;
import dev.zoetrope.server.capture.decode.StoredEvent;
import dev.zoetrope.server.testing.FixtureRequest;
import dev.zoetrope.server.testing.FixtureSession;
import dev.zoetrope.server.testing.ServerIT;
import dev.zoetrope.server.testing.TestSql;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is stored of traffic, whatever its order and however often it is sent. */
abstract class IngestIT extends ServerIT {
  private static final int ROUNDS = Integer.getInteger("zoetrope.permutations", 15);
  private static final long SEED = Long.getLong("zoetrope.seed", System.nanoTime());

  @Inject PayloadReader reader;
  @Inject IngestQueue queue;
  @Inject TestSql sql;

  private record Target(long id, String token) {}

  /** All recorded sessions at once, each round into a project of its own. */
  @Test
  void everyOrderWithRepetitionsGivesTheMetadataOfTheWhole() throws Exception {
    Random random = new Random(SEED);
    List<FixtureSession> sessions = FixtureSession.all();
    for (int round = 0; round < ROUNDS; round++) {
      Target project = project();
      List<CapturedBatch> batches = new ArrayList<>();
      for (FixtureSession session : sessions) {
        for (FixtureRequest request : session.accepted()) {
          CapturedBatch batch = read(request, project.token());
          for (int copies = 1 + random.nextInt(3); copies > 0; copies--) {
            batches.add(batch);
          }
        }
      }
      Collections.shuffle(batches, random);
      submit(batches);
      for (FixtureSession session : sessions) {
        for (String id : session.sessionIds()) {
          check("%s, seed %d, round %d".formatted(session, SEED, round), session, project, id);
        }
      }
      Set<UUID> events = new HashSet<>();
      batches.forEach(batch -> batch.events().forEach(event -> events.add(event.uuid())));
      assertThat(sql.column("SELECT uuid FROM event WHERE project_id = ?", project.id()))
          .containsExactlyInAnyOrderElementsOf(List.copyOf(events));
    }
  }

  @Test
  void whatCannotBeStoredDoesNotHinderTheRest() throws Exception {
    Target project = project();
    StoredEvent good = event(UUID.randomUUID(), "fine");
    StoredEvent bad = event(UUID.randomUUID(), "x".repeat(300));
    StoredEvent alsoGood = event(UUID.randomUUID(), "fine too");
    // One request that keeps the writer busy, so that the three become one group.
    CompletableFuture<Void> first = queue.submit(batch(project, event(UUID.randomUUID(), "first")));
    CompletableFuture<Void> one = queue.submit(batch(project, good));
    CompletableFuture<Void> two = queue.submit(batch(project, bad));
    CompletableFuture<Void> three = queue.submit(batch(project, alsoGood));

    CompletableFuture.allOf(first, one, three).get(30, TimeUnit.SECONDS);
    assertThatThrownBy(() -> two.get(30, TimeUnit.SECONDS))
        .hasCauseInstanceOf(CaptureRefusal.class)
        .hasMessageContaining("cannot be stored");
    assertThat(sql.column("SELECT event FROM event WHERE project_id = ?", project.id()))
        .containsExactlyInAnyOrder("first", "fine", "fine too");
    assertThat(
            sql.column(
                "SELECT uuid FROM captured_uuid WHERE project_id = ? AND uuid = ?",
                project.id(),
                bad.uuid()))
        .isEmpty();
  }

  @Test
  void dataForADeletedRecordingIsDropped() throws Exception {
    Target project = project();
    FixtureSession session = FixtureSession.of("1.449.2", "desktop-short");
    String id = session.sessionIds().get(0);
    List<CapturedBatch> batches = new ArrayList<>();
    for (FixtureRequest request : session.accepted()) {
      batches.add(read(request, project.token()));
    }
    submit(batches.subList(0, batches.size() - 3));
    assertThat(
            http.delete("/api/projects/%d/session_recordings/%s/".formatted(project.id(), id))
                .key(KEY)
                .send()
                .statusCode())
        .isEqualTo(204);

    submit(batches);

    assertThat(sql.column("SELECT session_id FROM recording WHERE project_id = ?", project.id()))
        .isEmpty();
    assertThat(sql.column("SELECT session_id FROM block WHERE project_id = ?", project.id()))
        .isEmpty();
  }

  @Test
  void tokensOfNobodyAreTakenAndForgotten() throws Exception {
    StoredEvent event = event(UUID.randomUUID(), "lost");

    queue
        .submit(new CapturedBatch("phc_nobody", List.of(), List.of(event)))
        .get(5, TimeUnit.SECONDS);

    assertThat(sql.column("SELECT uuid FROM event WHERE uuid = ?", event.uuid())).isEmpty();
  }

  private void check(String label, FixtureSession session, Target project, String id) {
    JsonNode expected = session.oneBlock(id);
    JsonNode shown =
        json(
            http.get("/api/projects/%d/session_recordings/%s/".formatted(project.id(), id))
                .key(KEY)
                .send());
    for (String count :
        List.of(
            "click_count",
            "keypress_count",
            "mouse_activity_count",
            "console_log_count",
            "console_warn_count",
            "console_error_count",
            "recording_duration",
            "activity_score")) {
      assertThat(shown.path(count).asDouble())
          .as(label + ": " + count)
          .isEqualTo(expected.path(count).asDouble());
    }
    assertThat(shown.path("active_seconds").asLong())
        .as(label)
        .isEqualTo(expected.path("active_milliseconds").asLong() / 1000);
    assertThat(Instant.parse(shown.path("start_time").asText()))
        .as(label)
        .isEqualTo(Instant.parse(expected.path("start_time").asText()));
    assertThat(Instant.parse(shown.path("end_time").asText()))
        .as(label)
        .isEqualTo(Instant.parse(expected.path("end_time").asText()));
    assertThat(shown.path("start_url").asText())
        .as(label)
        .isEqualTo(expected.path("first_url").asText());
    assertThat(shown.path("distinct_id").asText())
        .as(label)
        .isEqualTo(
            session.derived().at("/by_session/" + id + "/distinct_id_of_first_request").asText());
    assertThat(stored(project, id, "active_ms")).as(label).isEqualTo(millis(expected));
    assertThat(stored(project, id, "event_count"))
        .as(label)
        .isEqualTo(expected.path("events").asLong());
    assertThat(json((String) stored(project, id, "urls")))
        .as(label)
        .isEqualTo(expected.path("all_urls"));
  }

  private static long millis(JsonNode expected) {
    return expected.path("active_milliseconds").asLong();
  }

  private Object stored(Target project, String session, String column) {
    return sql.column(
            "SELECT " + column + " FROM recording WHERE project_id = ? AND session_id = ?",
            project.id(),
            session)
        .get(0);
  }

  private Target project() {
    long id = sql.project("ingest " + UUID.randomUUID());
    return new Target(id, (String) sql.column("SELECT token FROM project WHERE id = ?", id).get(0));
  }

  private void submit(List<CapturedBatch> batches) throws Exception {
    List<CompletableFuture<Void>> stored = new ArrayList<>();
    long held = 0;
    for (CapturedBatch batch : batches) {
      held += batch.weightWithoutBlocks();
      if (held > 24 << 20) {
        // As many as the server would let in at once.
        CompletableFuture.allOf(stored.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
        held = batch.weightWithoutBlocks();
      }
      stored.add(queue.submit(batch));
    }
    CompletableFuture.allOf(stored.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
  }

  private CapturedBatch read(FixtureRequest request, String token) throws IOException {
    Kind kind = request.kind().equals("recording") ? Kind.SNAPSHOTS : Kind.EVENTS;
    CapturedBatch batch =
        reader.read(
            new ByteArrayInputStream(request.body()),
            new PayloadHints(kind, null, null, null, null, null));
    return new CapturedBatch(token, batch.snapshots(), batch.events());
  }

  private static CapturedBatch batch(Target project, StoredEvent event) {
    return new CapturedBatch(project.token(), List.of(), List.of(event));
  }

  private static StoredEvent event(UUID uuid, String name) {
    return new StoredEvent(
        uuid,
        name,
        "ada",
        null,
        Instant.parse("2026-11-23T00:00:00Z"),
        "{}",
        JsonNodeFactory.instance.objectNode());
  }
}
