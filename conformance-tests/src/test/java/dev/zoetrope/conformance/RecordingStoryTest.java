package dev.zoetrope.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The life of a recording as an integrator meets it. */
class RecordingStoryTest {
  private static final String RECORDINGS = "/api/environments/@current/session_recordings/";

  private String id;

  @BeforeEach
  void record() {
    id = Recorded.session("conformance-visitor");
  }

  @Test
  void aCapturedSessionIsListed() {
    Wire.Answer list = Wire.get(RECORDINGS + "?session_ids=%5B%22" + id + "%22%5D");

    assertThat(list.status()).isEqualTo(200);
    assertThat(list.json().path("results")).hasSize(1);
    assertThat(list.json().at("/results/0/id").asText()).isEqualTo(id);
  }

  @Test
  void itsMetadataIsDerivedFromWhatWasSent() {
    JsonNode recording = Wire.get(RECORDINGS + id + "/").json();

    assertThat(recording.path("recording_duration").asInt()).isEqualTo(Recorded.SECONDS);
    assertThat(recording.path("click_count").asInt()).isEqualTo(2);
    assertThat(recording.path("keypress_count").asInt()).isEqualTo(1);
    assertThat(recording.path("console_error_count").asInt()).isEqualTo(1);
    assertThat(recording.path("start_url").asText()).isEqualTo("https://shop.example/cart");
    assertThat(recording.path("distinct_id").asText()).isEqualTo("conformance-visitor");
    assertThat(recording.path("viewed").asBoolean(true)).isFalse();
  }

  @Test
  void markingItViewedAnswersTheRecordingAndStays() {
    JsonNode patched = Wire.send("PATCH", RECORDINGS + id + "/", "{\"viewed\":true}").json();

    assertThat(patched.path("success").asBoolean()).isTrue();
    assertThat(patched.path("viewed").asBoolean()).isTrue();
    assertThat(Wire.get(RECORDINGS + id).json().path("viewed").asBoolean()).isTrue();
  }

  @Test
  void itsSnapshotsCanBeReadBack() {
    JsonNode sources = Wire.get(RECORDINGS + id + "/snapshots/?blob_v2=true").json();
    JsonNode source = sources.path("sources").path(0);
    String key = source.path("blob_key").asText();

    Wire.Answer data = Wire.get(RECORDINGS + id + "/snapshots/?source=blob_v2&blob_key=" + key);

    assertThat(source.path("source").asText()).isEqualTo("blob_v2");
    assertThat(data.status()).isEqualTo(200);
    assertThat(data.text()).contains("https://shop.example/cart").contains("out of stock");
  }

  @Test
  void aShareOpensItUntilItIsClosed() {
    String sharing = RECORDINGS + id + "/sharing/";
    String token =
        Wire.send("PATCH", sharing, "{\"enabled\":true}").json().path("access_token").asText();
    String shared = "/api/projects/1/session_recordings/" + id + "/?sharing_access_token=" + token;

    Wire.Answer open = Wire.sendAnonymously("GET", shared, null);
    Wire.send("PATCH", sharing, "{\"enabled\":false}");
    Wire.Answer closed = Wire.sendAnonymously("GET", shared, null);

    assertThat(open.status()).isEqualTo(200);
    assertThat(open.json().path("id").asText()).isEqualTo(id);
    assertThat(open.json()).hasSize(4);
    assertThat(closed.status()).isIn(401, 403);
  }

  @Test
  void deletingItMakesItUnreadableAtOnce() {
    String one = RECORDINGS + id + "/";

    assertThat(Wire.send("DELETE", one, null).status()).isEqualTo(204);

    assertThat(Wire.get(one).status()).isEqualTo(404);
    assertThat(Wire.send("DELETE", one, null).status()).isEqualTo(404);
    assertThat(Wire.get(one + "snapshots/").status()).isEqualTo(410);
    assertThat(Wire.get(RECORDINGS + "?session_ids=%5B%22" + id + "%22%5D").json().path("results"))
        .isEmpty();
  }
}
