package dev.zoetrope.server.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.zoetrope.server.persons.CapturedEvent;
import dev.zoetrope.server.persons.PersonService;
import dev.zoetrope.server.testing.ServerIT;
import dev.zoetrope.server.testing.TestSql;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The list on six recordings, a to f, of which a is the newest. */
abstract class RecordingListIT extends ServerIT {
  private static final String LIST = "/api/environments/1/session_recordings/";

  @Inject TestSql sql;
  @Inject PersonService persons;

  @BeforeAll
  void record() {
    StoredRecording.of("a")
        .start("2026-03-06T10:00:00Z")
        .seconds(10)
        .activeMs(9_900)
        .clicks(5)
        .distinctId("ada")
        .score(50)
        .in(sql);
    StoredRecording.of("b")
        .start("2026-03-05T10:00:00Z")
        .seconds(20)
        .activeMs(5_200)
        .clicks(4)
        .keypresses(9)
        .distinctId("bob")
        .score(12.34)
        .in(sql);
    StoredRecording.of("c")
        .start("2026-03-04T10:00:00Z")
        .seconds(30)
        .activeMs(5_000)
        .errors(3)
        .distinctId("ada")
        .in(sql);
    StoredRecording.of("d")
        .start("2026-03-03T10:00:00.500Z")
        .seconds(40)
        .activeMs(0)
        .mouse(7)
        .source("mobile")
        .distinctId("cy")
        .score(0)
        .in(sql);
    StoredRecording.of("e").start("2026-03-02T10:00:00Z").seconds(50).activeMs(49_999).in(sql);
    StoredRecording.of("f").start("2026-03-01T10:00:00Z").seconds(60).activeMs(60_000).in(sql);
    StoredRecording.of("z").project(sql.project("other")).distinctId("zoe").in(sql);
    StoredRecording.console(sql, "a", "info", "hello 100% world");
    StoredRecording.console(sql, "a", "error", "Request FAILED: 500");
    StoredRecording.console(sql, "b", "error", "hello");
    StoredRecording.console(sql, "c", "warn", "request failed");
    StoredRecording.console(sql, "c", "info", "a_b");
    StoredRecording.console(sql, "d", "info", "aXb");
  }

  @Test
  void theNewestComesFirstAndOtherProjectsDoNotShow() {
    HttpResponse<String> response = list("");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(ids(response)).containsExactly("a", "b", "c", "d", "e", "f");
    JsonNode page = json(response);
    assertThat(page.get("count").asInt()).isEqualTo(6);
    assertThat(page.get("has_next").asBoolean()).isFalse();
    assertThat(page.get("next").isNull()).isTrue();
    assertThat(page.get("previous").isNull()).isTrue();
    assertThat(page.get("version").asInt()).isEqualTo(4);
    assertThat(response.headers().firstValue("Server-Timing").orElseThrow())
        .startsWith("query;dur=");
  }

  @Test
  void bothPathFamiliesAndSpellingsAnswer() {
    for (String path :
        List.of(
            "/api/environments/1/session_recordings",
            "/api/projects/1/session_recordings/",
            "/api/projects/@current/session_recordings")) {
      assertThat(ids(http.get(path).key(KEY).send())).hasSize(6);
    }
  }

  @Test
  void theMembersAreInTheDocumentedOrder() {
    List<String> names = new ArrayList<>();
    json(list("?limit=1")).at("/results/0").fieldNames().forEachRemaining(names::add);

    assertThat(names)
        .containsExactly(
            "id",
            "distinct_id",
            "viewed",
            "recording_duration",
            "active_seconds",
            "inactive_seconds",
            "start_time",
            "end_time",
            "click_count",
            "keypress_count",
            "mouse_activity_count",
            "console_log_count",
            "console_warn_count",
            "console_error_count",
            "start_url",
            "person",
            "storage",
            "snapshot_source",
            "ongoing",
            "activity_score",
            "viewers");
  }

  @Test
  void secondsAreWholeAndTimesPrecise() {
    JsonNode e = json(list("?session_ids=" + encoded("[\"e\"]"))).at("/results/0");
    JsonNode d = json(list("?session_ids=" + encoded("[\"d\"]"))).at("/results/0");

    assertThat(e.get("active_seconds").asInt()).isEqualTo(49);
    assertThat(e.get("inactive_seconds").asInt()).isZero();
    assertThat(e.get("start_time").asText()).isEqualTo("2026-03-02T10:00:00Z");
    assertThat(d.get("start_time").asText()).isEqualTo("2026-03-03T10:00:00.500000Z");
  }

  @ParameterizedTest
  @CsvSource({
    "order=start_time&order_direction=ASC, fedcba",
    "order=duration, fedcba",
    "order=recording_duration&order_direction=ASC, abcdef",
    "order=active_seconds, feabcd",
    "order=inactive_seconds, dcbaef",
    "order=click_count, abfedc",
    "order=keypress_count, bfedca",
    "order=mouse_activity_count, dfecba",
    "order=console_error_count, cfedba",
    "order=activity_score, abdfec",
    "order=activity_score&order_direction=ASC, dbacef",
  })
  void everyOrderIsTotalAndPutsNullLast(String parameters, String expected) {
    assertThat(String.join("", ids(list("?" + parameters)))).isEqualTo(expected);
  }

  @Test
  void pagesFollowOneAnother() {
    JsonNode middle = json(list("?limit=2&offset=2&order=duration"));

    assertThat(idsOf(middle)).containsExactly("d", "c");
    assertThat(middle.get("count").asInt()).isEqualTo(6);
    assertThat(middle.get("has_next").asBoolean()).isTrue();
    assertThat(middle.get("next").asText())
        .isEqualTo(server.getURI() + LIST + "?limit=2&offset=4&order=duration");
    assertThat(middle.get("previous").asText())
        .isEqualTo(server.getURI() + LIST + "?limit=2&order=duration");
  }

  @Test
  void followingNextVisitsEveryRecordingOnce() {
    List<String> visited = new ArrayList<>();
    String path = LIST + "?limit=4&order=click_count";
    while (path != null) {
      JsonNode page = json(http.get(path).key(KEY).send());
      visited.addAll(idsOf(page));
      path =
          page.get("next").isNull()
              ? null
              : page.get("next").asText().substring(server.getURI().toString().length());
    }
    assertThat(visited).containsExactlyInAnyOrder("a", "b", "c", "d", "e", "f");
  }

  @Test
  void anOffsetPastTheEndIsAnEmptyPageWithTheRealCount() {
    JsonNode page = json(list("?offset=2147483647"));

    assertThat(page.get("results")).isEmpty();
    assertThat(page.get("count").asInt()).isEqualTo(6);
    assertThat(page.get("has_next").asBoolean()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "date_from=2026-03-05, ab",
    "date_from=2026-03-05T10:00:00Z, ab",
    "date_from=2026-03-05T10:00:00.001Z, a",
    "date_from=2026-03-03T10:00:00.500Z, abcd",
    "date_to=2026-03-02, ef",
    "date_to=2026-03-02T10:00:00Z, ef",
    "date_to=2026-03-02T09:59:59Z, f",
    "date_from=2026-03-02&date_to=2026-03-03, de",
    "date_from=-2d, ab",
    "date_from=-50h, ab",
    "date_from=-1w&date_to=-3d, def",
    "date_from=dStart, ''",
    "date_from=all, abcdef",
    "date_from=2026-03-09&date_to=2026-03-01, ''",
  })
  void datesLimitTheStart(String parameters, String expected) {
    clock.set(Instant.parse("2026-03-07T09:00:00Z"));

    assertThat(String.join("", ids(list("?" + parameters)))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "duration             | gt          | 40          | ef",
        "duration             | gt          | \"40\"      | ef",
        "duration             | gt          | 39.5        | def",
        "recording_duration   | lt          | 20          | a",
        "duration             | gte         | [50]        | ef",
        "duration             | lte         | 10          | a",
        "duration             | exact       | [10,20]     | ab",
        "duration             | in          | [10,20,99]  | ab",
        "duration             | is_not      | 10          | bcdef",
        "duration             | not_in      | [10,20]     | cdef",
        "duration             | between     | [20,30]     | bc",
        "duration             | not_between | [20,50]     | af",
        "duration             | min         | 50          | ef",
        "duration             | max         | 10          | a",
        "duration             | is_set      | null        | abcdef",
        "duration             | is_not_set  | null        | ''",
        "active_seconds       | gt          | 5           | aef",
        "active_seconds       | exact       | 5           | bc",
        "active_seconds       | exact       | 49          | e",
        "inactive_seconds     | exact       | 0           | aef",
        "inactive_seconds     | gt          | 14          | cd",
        "inactive_seconds     | exact       | 14          | b",
        "console_error_count  | gt          | 0           | c",
        "console_warn_count   | exact       | 0           | abcdef",
        "console_log_count    | gt          | 0           | ''",
        "click_count          | gte         | 4           | ab",
        "keypress_count       | exact       | 9           | b",
        "mouse_activity_count | gt          | 6           | d",
        "activity_score       | gt          | 12.33       | ab",
        "activity_score       | exact       | 12.34       | b",
        "activity_score       | is_not      | 50          | bcdef",
        "activity_score       | is_set      | null        | abd",
        "activity_score       | is_not_set  | null        | cef",
        "snapshot_source      | exact       | \"mobile\"  | d",
        "snapshot_source      | is_not      | [\"mobile\"] | abcef",
        "snapshot_source      | icontains   | \"OBI\"     | d",
        "snapshot_source      | not_icontains | \"OBI\"   | abcef",
        "snapshot_source      | icontains   | \"%\"       | ''",
        "start_time           | gt          | \"2026-03-05\" | a",
        "start_time           | gte         | \"2026-03-05\" | ab",
        "start_time           | is_date_before | \"2026-03-02\" | f",
        "start_time           | between     | [\"2026-03-02\",\"2026-03-03\"] | de",
      })
  void predicatesCompareWhatIsShown(String key, String operator, String value, String expected) {
    assertThat(String.join("", ids(having(predicate(key, operator, value))))).isEqualTo(expected);
  }

  @Test
  void allPredicatesMustHoldWhateverTheOperand() {
    String both = predicate("duration", "gt", "10") + "," + predicate("click_count", "gt", "0");

    assertThat(ids(list("?operand=OR&having_predicates=" + encoded("[" + both + "]"))))
        .containsExactly("b");
  }

  @Test
  void sessionIdsGiveTheOrderAndUnknownOnesAreSkipped() {
    HttpResponse<String> response =
        list(
            "?order=duration&session_ids=" + encoded("[\"e\",\"nobody\",\"a\",\"z\",\"e\",\"b\"]"));

    assertThat(ids(response)).containsExactly("e", "a", "b");
    assertThat(json(response).get("count").asInt()).isEqualTo(3);
  }

  @Test
  void sessionIdsArePagedToo() {
    JsonNode page = json(list("?limit=1&offset=1&session_ids=" + encoded("[\"e\",\"a\",\"b\"]")));

    assertThat(idsOf(page)).containsExactly("a");
    assertThat(page.get("count").asInt()).isEqualTo(3);
    assertThat(page.get("has_next").asBoolean()).isTrue();
  }

  @Test
  void noSessionIdsMeansNoResults() {
    JsonNode page = json(list("?session_ids=%5B%5D"));

    assertThat(page.get("results")).isEmpty();
    assertThat(page.get("count").asInt()).isZero();
  }

  @Test
  void sessionIdsAndFiltersBothHold() {
    assertThat(ids(list("?date_from=2026-03-03&session_ids=" + encoded("[\"f\",\"d\",\"a\"]"))))
        .containsExactly("d", "a");
  }

  @Test
  void distinctIdsWinOverThePerson() {
    String person = json(list("?limit=1")).at("/results/0/person/uuid").asText();

    assertThat(ids(list("?distinct_ids=" + encoded("[\"ada\",\"cy\",\"zoe\"]"))))
        .containsExactly("a", "c", "d", "e", "f");
    assertThat(ids(list("?distinct_ids=" + encoded("[\"bob\"]") + "&person_uuid=" + person)))
        .containsExactly("b");
  }

  @Test
  void aPersonHasTheRecordingsOfItsDistinctIds() {
    String person = json(list("?limit=1")).at("/results/0/person/uuid").asText();

    assertThat(ids(list("?person_uuid=" + person))).containsExactly("a", "c", "e", "f");
    assertThat(ids(list("?person_uuid=3b1f8a0e-6f0d-3c55-9f51-4a3a0a2b9c11"))).isEmpty();
  }

  @Test
  void aMergedPersonHasTheRecordingsOfAllItsDistinctIds() {
    StoredRecording.of("m1").start("2026-04-02T00:00:00Z").distinctId("anon-1").in(sql);
    StoredRecording.of("m2").start("2026-04-03T00:00:00Z").distinctId("mia").in(sql);
    persons.apply(
        1,
        List.of(
            new CapturedEvent(
                UUID.randomUUID(),
                "$identify",
                "mia",
                null,
                Instant.parse("2026-04-02T00:01:00Z"),
                JsonNodeFactory.instance.objectNode().put("$anon_distinct_id", "anon-1"))));
    JsonNode page = json(list("?date_from=2026-04-02"));

    String person = page.at("/results/0/person/uuid").asText();

    assertThat(page.at("/results/1/person/uuid").asText()).isEqualTo(person);
    assertThat(page.at("/results/1/person/distinct_ids").toString()).isEqualTo("[\"anon-1\"]");
    assertThat(ids(list("?person_uuid=" + person))).containsExactly("m2", "m1");
    sql.run("DELETE FROM recording WHERE session_id IN ('m1', 'm2')");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "AND ~ level:exact:\"error\" ~ ab",
        "AND ~ level:exact:[\"error\",\"warn\"] ~ abc",
        "AND ~ level:in:[\"warn\"] ~ c",
        "AND ~ level:is_not:\"info\" ~ abc",
        "AND ~ message:exact:\"hello\" ~ b",
        "AND ~ message:icontains:\"request failed\" ~ ac",
        "AND ~ message:icontains:\"100%\" ~ a",
        "AND ~ message:icontains:\"%\" ~ a",
        "AND ~ message:icontains:\"a_b\" ~ c",
        "AND ~ message:not_icontains:\"e\" ~ cd",
        "AND ~ message:is_set:null ~ abcd",
        "AND ~ level:exact:\"error\" message:icontains:\"hello\" ~ b",
        "OR ~ level:exact:\"warn\" message:exact:\"hello\" ~ bc",
        "AND ~ message:regex:\"FAILED: [0-9]+$\" ~ a",
        "AND ~ message:regex:\"(?i)^request failed\" ~ ac",
        "AND ~ message:not_regex:\"[a-z]\" ~ ''",
        "AND ~ level:exact:\"info\" message:regex:\"^a.b$\" ~ cd",
        "AND ~ level:exact:\"error\" message:regex:\"^a.b$\" ~ ''",
        "AND ~ message:regex:\"hello\" message:not_regex:\"world\" ~ b",
        "OR ~ level:exact:\"warn\" message:regex:\"^a.b$\" ~ cd",
        "AND ~ level:regex:\"^(warn|error)$\" ~ abc",
      })
  void consoleFiltersLookAtSingleMessages(String operand, String filters, String expected) {
    List<String> leaves = new ArrayList<>();
    for (String filter : filters.split(" (?=(level|message):)", -1)) {
      String[] parts = filter.split(":", 3);
      leaves.add(
          "{\"type\":\"log_entry\",\"key\":\"%s\",\"operator\":\"%s\",\"value\":%s}"
              .formatted(parts[0], parts[1], parts[2].strip()));
    }
    HttpResponse<String> response =
        list("?operand=" + operand + "&console_log_filters=" + encoded(leaves.toString()));

    assertThat(String.join("", ids(response))).isEqualTo(expected);
  }

  @Test
  void anUnknownParameterIsRefused() {
    HttpResponse<String> response = list("?tomato=potato");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json(response).get("code").asText()).isEqualTo("invalid_input");
    assertThat(json(response).get("attr").isNull()).isTrue();
    assertThat(json(json(response).get("detail").asText()).get(0).get("type").asText())
        .isEqualTo("extra_forbidden");
  }

  @Test
  void aKeyInTheQueryIsNoUnknownParameter() {
    HttpResponse<String> response = http.get(LIST + "?limit=1&personal_api_key=" + KEY).send();

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).doesNotContain(KEY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0",
        "limit=-1",
        "limit=1001",
        "limit=9999999999999999999",
        "offset=-1",
        "limit=%00",
        "date_from=%00",
        "distinct_ids=%5B%22%5Cu0000%22%5D",
        "order=%ED%A0%80",
        "session_ids=%FF",
        "having_predicates=%5B%5B%5B",
        "person_uuid=%27"
      })
  void nonsenseIsABadRequest(String parameters) {
    assertThat(list("?" + parameters).statusCode()).isEqualTo(400);
  }

  @Test
  void aLongListOfSessionsFitsTheAddress() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      ids.add("\"01936f2b-3c4d-7abc-8def-%012d\"".formatted(i));
    }
    ids.add("\"a\"");

    assertThat(ids(list("?session_ids=" + encoded(ids.toString())))).containsExactly("a");
  }

  @Test
  void aKeyNeedsTheScope() {
    String other = sql.key(EMAIL, "[\"query:read\"]");
    String write = sql.key(EMAIL, "[\"session_recording:write\"]");

    assertThat(http.get(LIST).key(other).send().statusCode()).isEqualTo(403);
    assertThat(http.get(LIST).key(write).send().statusCode()).isEqualTo(200);
    assertThat(http.get(LIST).send().statusCode()).isEqualTo(401);
  }

  private HttpResponse<String> list(String query) {
    return http.get(LIST + query).key(KEY).send();
  }

  private HttpResponse<String> having(String predicate) {
    return list("?having_predicates=" + encoded("[" + predicate + "]"));
  }

  private static String predicate(String key, String operator, String value) {
    return "{\"type\":\"recording\",\"key\":\"%s\",\"operator\":\"%s\",\"value\":%s}"
        .formatted(key, operator, value);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static List<String> ids(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return idsOf(json(response));
  }

  private static List<String> idsOf(JsonNode page) {
    List<String> ids = new ArrayList<>();
    page.get("results").forEach(recording -> ids.add(recording.get("id").asText()));
    return ids;
  }
}
