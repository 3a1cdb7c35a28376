package dev.zoetrope.server.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoetrope.server.testing.FixtureReplay;
import dev.zoetrope.server.testing.FixtureRequest;
import dev.zoetrope.server.testing.FixtureSession;
import dev.zoetrope.server.testing.ServerIT;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Real traffic over HTTP, shuffled and partly sent twice: the API shows the metadata of the whole
 * session at once, and everything that was recorded can be read back, once.
 */
abstract class RecordedTrafficIT extends ServerIT {
  private static final String RECORDINGS = "/api/environments/1/session_recordings/";

  static List<FixtureSession> sessions() {
    return FixtureSession.all();
  }

  @ParameterizedTest
  @MethodSource("sessions")
  void anyOrderWithRepetitionsShowsTheSessionAsAWhole(FixtureSession session) {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<FixtureRequest> requests = new ArrayList<>(session.accepted());
    for (FixtureRequest request : session.accepted()) {
      if (random.nextInt(3) == 0) {
        requests.add(request);
      }
    }
    Collections.shuffle(requests, random);

    new FixtureReplay(http).send(requests);

    for (String id : session.sessionIds()) {
      HttpResponse<String> response = http.get(RECORDINGS + id + "/").key(KEY).send();
      assertThat(response.statusCode()).as("seed %d: %s", seed, response.body()).isEqualTo(200);
      JsonNode expected = session.oneBlock(id);
      check(json(response), expected, seed);
      checkSnapshots(id, expected, seed);
    }
  }

  private static void check(JsonNode shown, JsonNode expected, long seed) {
    String as = "seed " + seed + ": " + shown;
    for (String count :
        new String[] {
          "click_count",
          "keypress_count",
          "mouse_activity_count",
          "console_log_count",
          "console_warn_count",
          "console_error_count",
          "recording_duration"
        }) {
      assertThat(shown.get(count).asLong())
          .as("%s, %s", count, as)
          .isEqualTo(expected.get(count).asLong());
    }
    assertThat(Instant.parse(shown.get("start_time").asText()))
        .as(as)
        .isEqualTo(Instant.parse(expected.get("start_time").asText()));
    assertThat(Instant.parse(shown.get("end_time").asText()))
        .as(as)
        .isEqualTo(Instant.parse(expected.get("end_time").asText()));
    assertThat(shown.get("active_seconds").asLong())
        .as(as)
        .isEqualTo(expected.get("active_milliseconds").asLong() / 1000);
    assertThat(shown.get("inactive_seconds").asLong())
        .as(as)
        .isEqualTo((long) Math.max(0, expected.get("inactive_seconds").asDouble()));
    assertThat(shown.get("start_url").asText())
        .as(as)
        .isEqualTo(expected.get("first_url").asText());
    assertThat(shown.get("activity_score").asDouble())
        .as(as)
        .isEqualTo(expected.get("activity_score").asDouble());
  }

  private void checkSnapshots(String id, JsonNode expected, long seed) {
    HttpResponse<String> snapshots =
        http.get(RECORDINGS + id + "/snapshots/?source=all").key(KEY).send();
    assertThat(snapshots.statusCode()).as("seed %d", seed).isEqualTo(200);
    List<String> lines = snapshots.body().lines().filter(line -> !line.isBlank()).toList();
    assertThat(lines).as("seed %d", seed).hasSize(expected.get("events").asInt());
    lines.forEach(line -> assertThat(json(line).get(1).get("timestamp").asLong()).isPositive());
  }
}
