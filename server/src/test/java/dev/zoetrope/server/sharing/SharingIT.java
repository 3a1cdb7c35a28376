package dev.zoetrope.server.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoetrope.server.testing.ServerIT;
import dev.zoetrope.server.testing.TestRecordings;
import dev.zoetrope.server.testing.TestSql;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

abstract class SharingIT extends ServerIT {
  @Inject TestRecordings recordings;
  @Inject TestSql sql;

  private String id;

  @BeforeEach
  void aRecording() {
    id = UUID.randomUUID().toString();
    recordings.add(1, id);
  }

  @Test
  void readingStoresNothingAndTheTokenIsTheOneThatWorksLater() {
    JsonNode first = json(http.get(path("")).key(KEY).send());
    JsonNode second =
        json(
            http.get("/api/projects/@current/session_recordings/" + id + "/sharing")
                .key(KEY)
                .send());

    assertThat(first.toString()).isEqualTo(second.toString());
    assertThat(first.fieldNames())
        .toIterable()
        .containsExactly(
            "created_at",
            "enabled",
            "access_token",
            "settings",
            "password_required",
            "share_passwords");
    assertThat(first.get("created_at").isNull()).isTrue();
    assertThat(first.get("enabled").asBoolean()).isFalse();
    assertThat(first.get("access_token").asText()).matches("[A-Za-z0-9_-]{30}");
    assertThat(first.get("settings").isNull()).isTrue();
    assertThat(sql.column("SELECT 1 FROM sharing WHERE session_id = ?", id)).isEmpty();
    assertThat(shown(first.get("access_token").asText()).statusCode()).isEqualTo(404);
    assertThat(token(patch("{\"enabled\":true}"))).isEqualTo(token(first));
    assertThat(shown(token(first)).statusCode()).isEqualTo(200);
  }

  @Test
  void anEmptyPatchCreatesADisabledShareAndKeepsTheRecording() {
    JsonNode share = patch("{}");

    assertThat(share.get("created_at").isNull()).isFalse();
    assertThat(share.get("enabled").asBoolean()).isFalse();
    JsonNode recording = json(http.get("/api/projects/1/session_recordings/" + id).key(KEY).send());
    assertThat(recording.get("storage").asText()).isEqualTo("object_storage_lts");
  }

  @Test
  void togglingKeepsTokenAndBirth() {
    JsonNode on = patch("{\"enabled\":true}");
    clock.advance(Duration.ofHours(1));
    JsonNode off = patch("{\"enabled\":false}");

    assertThat(token(off)).isEqualTo(token(on));
    assertThat(off.get("created_at")).isEqualTo(on.get("created_at"));
    assertThat(shown(token(on)).statusCode()).isEqualTo(404);
    assertThat(apiWith(token(on)).statusCode()).isEqualTo(403);
  }

  @Test
  void formsAndKeysInTheQueryWork() {
    HttpResponse<String> response =
        http.patch(path("") + "?personal_api_key=" + KEY).form("enabled=true").send();

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(json(response).get("enabled").asBoolean()).isTrue();
    HttpResponse<String> semicolon =
        http.patch(path(""))
            .key(KEY)
            .body(
                "application/json;",
                "{\"enabled\":false}".getBytes(java.nio.charset.StandardCharsets.UTF_8))
            .send();
    assertThat(json(semicolon).get("enabled").asBoolean()).isFalse();
  }

  @Test
  void knownSettingsAreKeptOthersDropped() {
    assertThat(patch("{\"settings\":{\"noHeader\":true,\"colour\":\"red\"}}").get("settings"))
        .isEqualTo(json("{\"noHeader\":true}"));
    assertThat(patch("{\"enabled\":true}").get("settings")).isEqualTo(json("{\"noHeader\":true}"));
    assertThat(patch("{\"settings\":{}}").get("settings")).isEqualTo(json("{}"));
    assertThat(patch("{\"settings\":null}").get("settings").isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "\"x\"", "1", "true", "{\"legend\":\"yes\"}"})
  void settingsOfAnotherFormAreRefused(String settings) {
    HttpResponse<String> response =
        http.patch(path("")).key(KEY).json("{\"settings\":%s}".formatted(settings)).send();

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json(response).get("detail").asText()).isEqualTo("Invalid settings format");
    assertThat(json(response).get("attr").asText()).isEqualTo("settings");
  }

  @Test
  void anOldTokenWorksForFiveMoreMinutes() {
    String first = token(patch("{\"enabled\":true,\"settings\":{\"legend\":true}}"));
    clock.advance(Duration.ofMinutes(1));
    JsonNode refreshed = json(http.post(path("refresh/")).key(KEY).send());
    String second = token(refreshed);
    clock.advance(Duration.ofMinutes(4));
    String third = token(json(http.post(path("refresh/")).key(KEY).send()));

    assertThat(Stream.of(first, second, third)).doesNotHaveDuplicates();
    assertThat(refreshed.get("enabled").asBoolean()).isTrue();
    assertThat(refreshed.get("settings")).isEqualTo(json("{\"legend\":true}"));
    assertThat(shown(first).statusCode()).isEqualTo(200);
    clock.advance(Duration.ofSeconds(61));
    assertThat(shown(first).statusCode()).isEqualTo(404);
    assertThat(shown(second).statusCode()).isEqualTo(200);
    assertThat(shown(third).statusCode()).isEqualTo(200);
    assertThat(token(json(http.get(path("")).key(KEY).send()))).isEqualTo(third);
  }

  @Test
  void unknownForeignAndDeletedRecordingsAreNotFound() {
    long other = sql.project("other " + id);
    recordings.add(other, id + "-other");
    for (String unknown : List.of("never", id + "-other", "%00")) {
      String at = "/api/projects/1/session_recordings/" + unknown + "/sharing/";
      for (HttpResponse<String> response :
          List.of(
              http.get(at).key(KEY).send(),
              http.patch(at).key(KEY).json("{}").send(),
              http.post(at + "refresh/").key(KEY).send(),
              http.post(at + "passwords/").key(KEY).json("{}").send(),
              http.delete(at + "passwords/1/").key(KEY).send())) {
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(json(response).get("detail").asText()).isEqualTo("Recording not found");
      }
    }
  }

  @Test
  void otherMethodsAreNotAllowed() {
    for (String method : List.of("PUT", "POST", "DELETE")) {
      assertThat(http.call(method, path("")).key(KEY).outsideTheContract().send().statusCode())
          .isEqualTo(405);
    }
  }

  @Test
  void theScopesAreThoseOfTheDocumentation() {
    String read = sql.key(EMAIL, "[\"sharing_configuration:read\"]");
    String write = sql.key(EMAIL, "[\"sharing_configuration:write\"]");
    String other = sql.key(EMAIL, "[\"session_recording:write\"]");

    assertThat(http.get(path("")).key(read).send().statusCode()).isEqualTo(200);
    assertThat(http.get(path("")).key(write).send().statusCode()).isEqualTo(200);
    assertThat(http.get(path("")).key(other).send().statusCode()).isEqualTo(403);
    HttpResponse<String> refused = http.post(path("refresh/")).key(read).send();
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(json(refused).get("detail").asText())
        .isEqualTo("API key missing required scope 'sharing_configuration:write'");
    assertThat(http.patch(path("")).json("{}").send().statusCode()).isEqualTo(401);
  }

  @Test
  void aTokenOpensFourFieldsAndTheSnapshotsOfItsRecordingAndNothingElse() {
    String token = token(patch("{\"enabled\":true}"));
    recordings.add(1, id + "-other");

    assertThat(json(apiWith(token)).fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("id", "recording_duration", "start_time", "end_time");
    assertThat(status("session_recordings/" + id + "/snapshots", token)).isEqualTo(200);
    assertThat(status("session_recordings/" + id + "-other", token)).isEqualTo(403);
    assertThat(status("session_recordings", token)).isEqualTo(403);
    assertThat(status("session_recordings/" + id + "/sharing", token)).isEqualTo(403);
    assertThat(apiWith("nonsense").statusCode()).isEqualTo(403);
    assertThat(apiWith("a.b.c").statusCode()).isEqualTo(403);
  }

  @Test
  void aDeletedRecordingIsNotSharedAnyMore() {
    String token = token(patch("{\"enabled\":true}"));
    http.delete("/api/projects/1/session_recordings/" + id).key(KEY).send();

    assertThat(shown(token).body()).isEqualTo(shown("unknown").body());
    assertThat(apiWith(token).statusCode()).isEqualTo(403);
    assertThat(sql.column("SELECT 1 FROM sharing_token WHERE session_id = ?", id)).isEmpty();
    assertThat(http.get(path("")).key(KEY).send().statusCode()).isEqualTo(404);
  }

  @Test
  void thePageShowsTheRecordingAndTheFlagsThatAreTrue() {
    String token =
        token(patch("{\"enabled\":true,\"settings\":{\"noHeader\":true,\"legend\":false}}"));

    JsonNode page = json(shown(token));

    assertThat(page.fieldNames())
        .toIterable()
        .containsExactly("type", "accessToken", "recording", "noHeader");
    assertThat(page.get("type").asText()).isEqualTo("scene");
    assertThat(page.get("accessToken").asText()).isEqualTo(token);
    assertThat(page.get("recording").get("id").asText()).isEqualTo(id);
    assertThat(page.get("recording").get("person").get("id").isNull()).isTrue();
    HttpResponse<String> embedded =
        http.get("/embedded/" + token + ".json").outsideTheContract().send();
    assertThat(json(embedded).get("type").asText()).isEqualTo("embed");
    assertThat(embedded.headers().firstValue("Cache-Control")).contains("no-store");
  }

  @Test
  void noTokenIsStored() {
    String token = token(patch("{\"enabled\":true}"));

    assertThat(sql.column("SELECT token_hash FROM sharing_token WHERE session_id = ?", id))
        .singleElement()
        .asString()
        .startsWith("sha256$")
        .doesNotContain(token);
  }

  @Test
  void twoFirstSharesAtOnceAreOne() {
    List<CompletableFuture<HttpResponse<String>>> both =
        Stream.generate(
                () ->
                    CompletableFuture.supplyAsync(
                        () -> http.patch(path("")).key(KEY).json("{\"enabled\":true}").send()))
            .limit(8)
            .toList();

    assertThat(both.stream().map(CompletableFuture::join).map(r -> token(json(r))).distinct())
        .hasSize(1);
  }

  private String path(String rest) {
    return "/api/environments/1/session_recordings/" + id + "/sharing/" + rest;
  }

  private JsonNode patch(String body) {
    HttpResponse<String> response = http.patch(path("")).key(KEY).json(body).send();
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return json(response);
  }

  private static String token(JsonNode share) {
    return share.get("access_token").asText();
  }

  private HttpResponse<String> shown(String token) {
    return http.get("/shared/" + token + ".json").send();
  }

  private HttpResponse<String> apiWith(String token) {
    return http.get("/api/projects/1/session_recordings/" + id + "?sharing_access_token=" + token)
        .send();
  }

  private int status(String path, String token) {
    return http.get("/api/projects/1/" + path + "?sharing_access_token=" + token)
        .send()
        .statusCode();
  }
}
