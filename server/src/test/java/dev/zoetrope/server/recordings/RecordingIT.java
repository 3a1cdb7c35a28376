package dev.zoetrope.server.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoetrope.server.accounts.SharingTokenAuthenticator;
import dev.zoetrope.server.recordings.derive.FactsBuilder;
import dev.zoetrope.server.testing.ServerIT;
import dev.zoetrope.server.testing.TestSql;
import io.micronaut.context.annotation.Requires;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

abstract class RecordingIT extends ServerIT {
  private static final String ALL = "/api/environments/1/session_recordings/";
  private static final String NOTHING_TO_UPDATE =
      "At least one of 'viewed' or 'analyzed' must be provided.";
  private static final String SHARE = "a-share-of-the-shared-recording";
  private static final String KEPT = "a-recording-whose-data-cannot-be-destroyed";

  @Inject TestSql sql;
  @Inject RecordingService recordings;
  @Inject RecordingIngest ingest;
  @Inject TransactionOperations<Connection> transactions;

  private String id;
  private String grace;

  @Override
  protected Map<String, String> properties() {
    return Map.of("spec.name", "RecordingIT");
  }

  /** A share that only this test has. */
  @Singleton
  @Requires(property = "spec.name", value = "RecordingIT")
  static class OneShare implements SharingTokenAuthenticator {
    @Override
    public Optional<SharedRecording> authenticate(String token) {
      return token.equals(SHARE) ? Optional.of(new SharedRecording(1, "shared")) : Optional.empty();
    }
  }

  /** A store that fails for one recording. */
  @Singleton
  @Requires(property = "spec.name", value = "RecordingIT")
  static class StubbornStore implements RecordingPurge {
    private final List<String> purged = new ArrayList<>();

    @Override
    public synchronized void purge(long projectId, Collection<String> sessionIds) {
      if (sessionIds.contains(KEPT)) {
        throw new IllegalStateException("the disk does not answer");
      }
      purged.addAll(sessionIds);
    }

    synchronized List<String> purged() {
      return List.copyOf(purged);
    }
  }

  @Inject StubbornStore store;

  @BeforeAll
  void colleague() {
    grace = sql.member("grace@example.com", "[\"*\"]");
  }

  @BeforeEach
  void record() {
    id = UUID.randomUUID().toString();
    StoredRecording.of(id).score(12.5).in(sql);
    StoredRecording.console(sql, id, "error", "oops");
  }

  @Test
  void aRecordingIsReadInFull() {
    HttpResponse<String> response = get(id);

    assertThat(response.statusCode()).isEqualTo(200);
    JsonNode recording = json(response);
    assertThat(recording.get("id").asText()).isEqualTo(id);
    assertThat(recording.get("recording_duration").asInt()).isEqualTo(60);
    assertThat(recording.get("activity_score").asDouble()).isEqualTo(12.5);
    assertThat(recording.get("storage").asText()).isEqualTo("object_storage");
    assertThat(recording.get("viewed").asBoolean()).isFalse();
    assertThat(recording).hasSize(21);
  }

  @Test
  void anUnknownPersonIsAlwaysTheSame() {
    JsonNode person = json(get(id)).get("person");

    assertThat(person.get("id").isNull()).isTrue();
    assertThat(person.get("name").isNull()).isTrue();
    assertThat(person.get("created_at").isNull()).isTrue();
    assertThat(person.get("properties")).isEmpty();
    assertThat(person.get("distinct_ids").toString()).isEqualTo("[\"ada\"]");
    assertThat(json(get(id)).at("/person/uuid")).isEqualTo(person.get("uuid"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PATCH", "PUT"})
  void propertiesOfThePersonAreMerged(String method) {
    String distinctId = UUID.randomUUID().toString();
    String session = UUID.randomUUID().toString();
    StoredRecording.of(session).distinctId(distinctId).in(sql);
    String uuid = json(get(session)).at("/person/uuid").asText();

    change(method, session, "{\"person\":{\"properties\":{\"plan\":\"pro\",\"n\":1}}}");
    JsonNode answer =
        change(method, session, "{\"person\":{\"properties\":{\"email\":\"x@y.z\",\"n\":2}}}");

    assertThat(answer.get("person")).isEqualTo(json(get(session)).get("person"));
    JsonNode person = answer.get("person");
    assertThat(person.get("properties"))
        .isEqualTo(json("{\"plan\":\"pro\",\"n\":2,\"email\":\"x@y.z\"}"));
    assertThat(person.get("name").asText()).isEqualTo("x@y.z");
    assertThat(person.get("id").isIntegralNumber()).isTrue();
    assertThat(person.get("uuid").asText()).isEqualTo(uuid);
  }

  private JsonNode change(String method, String session, String body) {
    HttpResponse<String> response =
        http.call(method, ALL + session + "/").key(KEY).json(body).send();
    assertThat(response.statusCode()).isEqualTo(200);
    return json(response);
  }

  @Test
  void readingDoesNotMarkAsViewed() {
    get(id);

    assertThat(json(get(id)).get("viewed").asBoolean()).isFalse();
  }

  @Test
  void ongoingForFiveMinutesAfterTheLastArrival() {
    String live = UUID.randomUUID().toString();
    Instant arrival = Instant.parse("2026-03-01T10:01:00Z");
    StoredRecording.of(live).arrival(arrival).in(sql);

    clock.set(arrival.plusSeconds(300));
    assertThat(json(get(live)).get("ongoing").asBoolean()).isTrue();

    clock.set(arrival.plusSeconds(301));
    assertThat(json(get(live)).get("ongoing").asBoolean()).isFalse();
  }

  @Test
  void aPersistedRecordingIsInLongTermStorage() {
    recordings.persist(1, id);

    assertThat(json(get(id)).get("storage").asText()).isEqualTo("object_storage_lts");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nobody", "%00", "%FF%FE", "%F0%9F%98%80", "a%20b"})
  void anUnknownRecordingIsNotFound(String unknown) {
    for (String method : List.of("GET", "DELETE", "PATCH", "PUT")) {
      HttpResponse<String> response = http.call(method, ALL + unknown + "/").key(KEY).send();

      assertThat(response.statusCode()).as(method).isEqualTo(404);
      assertThat(json(response).get("detail").asText()).isEqualTo("Recording not found");
      assertThat(json(response).get("code").asText()).isEqualTo("not_found");
    }
  }

  @Test
  void anIdLongerThanAnyIsNotFound() {
    assertThat(get("x".repeat(3000)).statusCode()).isEqualTo(404);
  }

  @Test
  void idsAreFreeTexts() {
    String odd = "shop:42 ü%/\"'";
    StoredRecording.of(odd).in(sql);
    String encoded = "shop%3A42%20%C3%BC%25%2F%22%27";

    assertThat(json(get(encoded)).get("id").asText()).isEqualTo(odd);
    assertThat(patch(encoded, "{\"viewed\":true}").statusCode()).isEqualTo(200);
    assertThat(delete(encoded).statusCode()).isEqualTo(204);
  }

  @Test
  void aRecordingOfAnotherProjectIsNotFound() {
    String foreign = UUID.randomUUID().toString();
    StoredRecording.of(foreign).project(sql.project(foreign)).in(sql);

    assertThat(get(foreign).statusCode()).isEqualTo(404);
    assertThat(delete(foreign).statusCode()).isEqualTo(404);
    assertThat(bulk("bulk_delete", foreign).get("deleted_count").asInt()).isZero();
    assertThat(sql.column("SELECT 1 FROM recording WHERE session_id = ?", foreign)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PATCH", "PUT"})
  void markingAsViewedAnswersTheRecordingAndSuccess(String method) {
    HttpResponse<String> response =
        http.call(method, ALL + id + "/").key(KEY).json("{\"viewed\":true}").send();

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(json(response).get("viewed").asBoolean()).isTrue();
    assertThat(json(response).get("success").asBoolean()).isTrue();
    assertThat(json(response)).hasSize(22);
    assertThat(json(get(id)).get("viewed").asBoolean()).isTrue();
  }

  @Test
  void markingTwiceIsMarkingOnce() {
    patch(id, "{\"viewed\":true}");
    patch(id, "{\"viewed\":true}");

    assertThat(sql.column("SELECT user_id FROM recording_viewed WHERE session_id = ?", id))
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"viewed\":false}", "{\"viewed\":\"no\",\"analyzed\":true}"})
  void falseTakesTheMarkOff(String body) {
    patch(id, "{\"viewed\":true}");

    assertThat(json(patch(id, body)).get("viewed").asBoolean()).isFalse();
    assertThat(json(get(id)).get("viewed").asBoolean()).isFalse();
  }

  @Test
  void viewedIsPerUser() {
    patch(id, "{\"viewed\":true}");

    JsonNode hers = json(http.get(ALL + id + "/").key(grace).send());
    JsonNode mine = json(get(id));

    assertThat(hers.get("viewed").asBoolean()).isFalse();
    assertThat(hers.get("viewers").toString()).isEqualTo("[\"" + EMAIL + "\"]");
    assertThat(mine.get("viewed").asBoolean()).isTrue();
    assertThat(mine.get("viewers")).isEmpty();
  }

  @Test
  void viewedTellsTheCallerAndTheOthers() {
    patch(id, "{\"viewed\":true}");

    assertThat(json(http.get(ALL + id + "/viewed").key(KEY).send()).toString())
        .isEqualTo("{\"viewed\":true,\"other_viewers\":0}");
    assertThat(json(http.get(ALL + id + "/viewed/").key(grace).send()).toString())
        .isEqualTo("{\"viewed\":false,\"other_viewers\":1}");
    assertThat(json(http.get(ALL + "nobody/viewed").key(KEY).send()).toString())
        .isEqualTo("{\"viewed\":false,\"other_viewers\":0}");
  }

  @Test
  void theDocumentedCurlLineSucceeds() {
    HttpResponse<String> response =
        http.patch(ALL + id + "/").key(KEY).form("distinct_id=string").send();

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(json(response).get("distinct_id").asText()).isEqualTo("ada");
    assertThat(json(response).get("viewed").asBoolean()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"analyzed\":true}",
        "{\"player_metadata\":[1]}",
        "{\"player_metadata\":null}",
        "{\"durations\":5}",
        "{\"person\":{}}",
        "{\"person\":{\"properties\":null,\"uuid\":5}}",
        "{\"click_count\":\"many\",\"id\":null}",
        "{\"viewers\":[]}"
      })
  void whatIsOnlyAcceptedChangesNothing(String body) {
    JsonNode before = json(get(id));

    HttpResponse<String> response = patch(id, body);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(json(get(id))).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"invalid_field\":true}", ""})
  void aBodyWithoutAnyKnownMemberIsRefused(String body) {
    HttpResponse<String> response = patch(id, body);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json(response).get("code").asText()).isEqualTo("invalid_input");
    assertThat(json(response).get("detail").asText()).isEqualTo(NOTHING_TO_UPDATE);
    assertThat(json(response).get("attr").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"viewed\":null}           | null          | viewed",
        "{\"viewed\":\"banana\"}     | invalid_input | viewed",
        "{\"analyzed\":[]}           | invalid_input | analyzed",
        "{\"person\":null}           | null          | person",
        "{\"person\":[]}             | invalid_input | person",
        "{\"person\":{\"properties\":[]}} | invalid_input | person__properties",
      })
  void aBadMemberIsRefusedAndNothingChanges(String body, String code, String attr) {
    HttpResponse<String> response = patch(id, body);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json(response).get("code").asText()).isEqualTo(code);
    assertThat(json(response).get("attr").asText()).isEqualTo(attr);
    assertThat(json(get(id)).get("viewed").asBoolean()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"viewed\":\"banana\"}", "{", "[]", "{}"})
  void anUnknownRecordingComesBeforeABadBody(String body) {
    for (String path :
        List.of(ALL + "nobody/", "/api/projects/@current/session_recordings/nobody")) {
      HttpResponse<String> response = http.patch(path).key(KEY).json(body).send();

      assertThat(response.statusCode()).isEqualTo(404);
      assertThat(json(response).get("detail").asText()).isEqualTo("Recording not found");
    }
  }

  @Test
  void missingCredentialsComeBeforeAnUnknownRecording() {
    assertThat(http.patch(ALL + "nobody/").json("{}").send().statusCode()).isEqualTo(401);
  }

  @Test
  void aDeletedRecordingIsGoneEverywhere() {
    assertThat(delete(id).statusCode()).isEqualTo(204);

    assertThat(get(id).statusCode()).isEqualTo(404);
    assertThat(delete(id).statusCode()).isEqualTo(404);
    assertThat(patch(id, "{\"viewed\":true}").statusCode()).isEqualTo(404);
    assertThat(http.get(ALL + "?session_ids=%5B%22" + id + "%22%5D").key(KEY).send().body())
        .contains("\"count\":0");
    assertThat(json(http.get(ALL + id + "/viewed").key(KEY).send()).get("viewed").asBoolean())
        .isFalse();
    assertThat(recordings.isDeleted(1, id)).isTrue();
    assertThat(recordings.find(1, id)).isEmpty();
  }

  @Test
  void deletingRemovesTheDataAndKeepsWhoAndWhen() {
    patch(id, "{\"viewed\":true}");
    clock.set(Instant.parse("2026-03-02T00:00:00Z"));

    delete(id);

    for (String table : List.of("recording", "log_entry", "recording_viewed")) {
      assertThat(sql.column("SELECT 1 FROM " + table + " WHERE session_id = ?", id))
          .as(table)
          .isEmpty();
    }
    assertThat(store.purged()).contains(id);
    assertThat(recordings.tombstone(1, id))
        .hasValue(new Tombstone(Instant.parse("2026-03-02T00:00:00Z"), EMAIL));
    assertThat(
            sql.column(
                "SELECT scope || ' ' || activity || ' ' || user_email FROM activity_log"
                    + " WHERE item_id = ?",
                id))
        .containsExactly("Replay deleted " + EMAIL);
  }

  @Test
  void aRecordingWhoseDataCannotBeDestroyedStays() {
    StoredRecording.of(KEPT).in(sql);

    HttpResponse<String> response = delete(KEPT);

    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(get(KEPT).statusCode()).isEqualTo(200);
    assertThat(recordings.isDeleted(1, KEPT)).isFalse();
    assertThat(sql.column("SELECT 1 FROM activity_log WHERE item_id = ?", KEPT)).isEmpty();
  }

  @Test
  void dataForARecordingThatWasDeletedMeanwhileIsDropped() {
    FactsBuilder facts = new FactsBuilder();
    facts.event(1, 4, 0, 0, 1);
    delete(id);

    Set<String> dropped =
        transactions.executeWrite(
            status ->
                ingest.merge(
                    1, Map.of(id, facts.build(UUID.randomUUID(), "ada", "web", "web")), List.of()));

    assertThat(dropped).containsExactly(id);
    assertThat(get(id).statusCode()).isEqualTo(404);
  }

  @Test
  void ofManyDeletionsAtOnceOneSucceeds() throws Exception {
    ExecutorService senders = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Integer>> deletions = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        deletions.add(() -> delete(id).statusCode());
      }
      List<Integer> statuses = new ArrayList<>();
      for (Future<Integer> answer : senders.invokeAll(deletions)) {
        statuses.add(answer.get());
      }
      assertThat(statuses).containsOnlyOnce(204).containsOnly(204, 404);
    } finally {
      senders.shutdown();
    }
  }

  @Test
  void manyViewersAtOnceAreNoConflict() throws Exception {
    ExecutorService senders = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Integer>> marks = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        marks.add(() -> patch(id, "{\"viewed\":true}").statusCode());
      }
      for (Future<Integer> answer : senders.invokeAll(marks)) {
        assertThat(answer.get()).isEqualTo(200);
      }
    } finally {
      senders.shutdown();
    }
  }

  @Test
  void bulkDeletionCountsWhatItDeleted() {
    String other = UUID.randomUUID().toString();
    StoredRecording.of(other).in(sql);

    JsonNode answer = bulk("bulk_delete", id, other, id, "nobody");

    assertThat(answer.toString())
        .isEqualTo("{\"success\":true,\"deleted_count\":2,\"total_requested\":4}");
    assertThat(get(other).statusCode()).isEqualTo(404);
    assertThat(store.purged()).contains(id, other);
    assertThat(
            sql.column(
                "SELECT detail FROM activity_log WHERE activity = 'bulk_deleted'"
                    + " AND detail LIKE ?",
                "%" + id + "%"))
        .singleElement()
        .asString()
        .contains("\"2 session recordings\"");
  }

  @Test
  void bulkMarksCountTheRecordingsThatExist() {
    assertThat(bulk("bulk_viewed", id, "nobody").toString())
        .isEqualTo("{\"success\":true,\"viewed_count\":1,\"total_requested\":2}");
    assertThat(json(get(id)).get("viewed").asBoolean()).isTrue();

    assertThat(bulk("bulk_not_viewed", id, "nobody").toString())
        .isEqualTo("{\"success\":true,\"not_viewed_count\":1,\"total_requested\":2}");
    assertThat(json(get(id)).get("viewed").asBoolean()).isFalse();
  }

  @Test
  void existenceIsToldPerId() {
    HttpResponse<String> response =
        http.post(ALL + "batch_check_exists/")
            .key(KEY)
            .json("{\"session_ids\":[\"" + id + "\",\"nobody\"]}")
            .send();

    assertThat(json(response).toString())
        .isEqualTo("{\"results\":{\"" + id + "\":true,\"nobody\":false}}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bulk_delete", "bulk_viewed", "bulk_not_viewed", "batch_check_exists"})
  void bulkOperationsTakeOneToHundredIds(String operation) {
    String member =
        operation.equals("batch_check_exists") ? "session_ids" : "session_recording_ids";
    String hundred = "\"x\"" + ",\"x\"".repeat(99);

    for (String body : List.of("{}", member(member, "[]"), member(member, "\"x\""), "")) {
      HttpResponse<String> none = http.post(ALL + operation + "/").key(KEY).json(body).send();
      assertThat(none.statusCode()).isEqualTo(400);
      assertThat(json(none).get("detail").asText())
          .isEqualTo(member + " must be provided as a non-empty array");
    }
    HttpResponse<String> many =
        http.post(ALL + operation).key(KEY).json(member(member, "[" + hundred + ",\"x\"]")).send();
    assertThat(many.statusCode()).isEqualTo(400);
    assertThat(json(many).get("detail").asText()).startsWith("Cannot process more than 100 ");
    assertThat(
            http.post(ALL + operation)
                .key(KEY)
                .json(member(member, "[" + hundred + "]"))
                .send()
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void aSharingTokenShowsFourMembersOfItsRecording() {
    StoredRecording.of("shared").in(sql);

    HttpResponse<String> response =
        http.get("/api/projects/1/session_recordings/shared?sharing_access_token=" + SHARE).send();

    assertThat(json(response).toString())
        .isEqualTo(
            "{\"id\":\"shared\",\"recording_duration\":60,"
                + "\"start_time\":\"2026-03-01T10:00:00Z\",\"end_time\":\"2026-03-01T10:01:00Z\"}");
  }

  @Test
  void aSharingTokenOpensNothingElse() {
    String token = "?sharing_access_token=" + SHARE;

    assertThat(http.get(ALL + token).send().statusCode()).isEqualTo(403);
    assertThat(http.get(ALL + id + "/" + token).send().statusCode()).isEqualTo(403);
    assertThat(http.get(ALL + "shared/viewed" + token).send().statusCode()).isEqualTo(403);
    assertThat(http.delete(ALL + "shared/" + token).send().statusCode()).isEqualTo(403);
    assertThat(http.patch(ALL + "shared/" + token).json("{}").send().statusCode()).isEqualTo(403);
  }

  @Test
  void readingNeedsReadAndChangingNeedsWrite() {
    String reader = sql.key(EMAIL, "[\"session_recording:read\"]");

    assertThat(http.get(ALL + id + "/").key(reader).send().statusCode()).isEqualTo(200);
    assertThat(http.get(ALL + id + "/viewed/").key(reader).send().statusCode()).isEqualTo(200);
    for (HttpResponse<String> refused :
        List.of(
            http.delete(ALL + id + "/").key(reader).send(),
            http.patch(ALL + id + "/").key(reader).json("{\"viewed\":true}").send(),
            http.post(ALL + "bulk_delete/").key(reader).json(member("x", "[]")).send(),
            http.post(ALL + "bulk_viewed/").key(reader).json(member("x", "[]")).send())) {
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(json(refused).get("detail").asText())
          .isEqualTo("API key missing required scope 'session_recording:write'");
    }
  }

  @Test
  void aLoneSurrogateInABodyIsRefused() {
    assertThat(
            http.post(ALL + "bulk_delete/")
                .key(KEY)
                .body(
                    "application/json",
                    "{\"session_recording_ids\":[\"\\ud800\",\"\\u0000\"]}"
                        .getBytes(StandardCharsets.UTF_8))
                .send()
                .statusCode())
        .isEqualTo(400);
  }

  private static String member(String name, String json) {
    return "{\"" + name + "\":" + json + "}";
  }

  private JsonNode bulk(String operation, String... ids) {
    HttpResponse<String> response =
        http.post(ALL + operation + "/")
            .key(KEY)
            .json(member("session_recording_ids", "[\"" + String.join("\",\"", ids) + "\"]"))
            .send();
    assertThat(response.statusCode()).isEqualTo(200);
    return json(response);
  }

  private HttpResponse<String> get(String encodedId) {
    return http.get(ALL + encodedId + "/").key(KEY).send();
  }

  private HttpResponse<String> patch(String encodedId, String body) {
    return http.patch(ALL + encodedId + "/").key(KEY).json(body).send();
  }

  private HttpResponse<String> delete(String encodedId) {
    return http.delete(ALL + encodedId + "/").key(KEY).send();
  }
}
