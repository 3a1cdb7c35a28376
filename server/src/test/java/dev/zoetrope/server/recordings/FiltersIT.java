package dev.zoetrope.server.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoetrope.server.testing.ServerIT;
import dev.zoetrope.server.testing.TestSql;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Filters over HTTP: four recordings, a to d, of which a is the newest (B-240 to B-249). */
abstract class FiltersIT extends ServerIT {
  private static final String LIST = "/api/environments/1/session_recordings/";
  private static final UUID FIRST = UUID.fromString("0197a3f2-53b6-7f70-9b3a-000000000001");
  private static final UUID SECOND = UUID.fromString("0197a3f2-53b6-7f70-9b3a-000000000002");

  @Inject TestSql sql;
  @Inject EventValueBackfill values;

  @BeforeAll
  void record() {
    StoredRecording.of("a").start("2026-03-04T10:00:00Z").distinctId("ada").in(sql);
    StoredRecording.of("b").start("2026-03-03T10:00:00Z").distinctId("bob").in(sql);
    StoredRecording.of("c").start("2026-03-02T10:00:00Z").distinctId("cy").clicks(9).in(sql);
    StoredRecording.of("d").start("2026-03-01T10:00:00Z").distinctId("ada").in(sql);
    StoredRecording.of("a").project(sql.project("other")).in(sql);
    event("a", SECOND, "signup", "{\"plan\":\"pro\",\"amount\":20}");
    event("a", FIRST, "$pageview", "{\"$current_url\":\"https://x.example/cart\"}");
    event("b", UUID.randomUUID(), "signup", "{\"plan\":\"free\",\"amount\":5}");
    event("b", UUID.randomUUID(), "$rageclick", "{}");
    event("c", UUID.randomUUID(), "$pageview", "{\"$current_url\":\"https://x.example/\"}");
    StoredRecording.console(sql, "d", "error", "boom");
  }

  @Test
  void theTreeIsExecutedAsWritten() {
    String ragedOrClicked =
        or(
            and(named("signup"), named("$rageclick")),
            and(leaf("recording", "click_count", "gt", 5)));

    assertThat(ids(filtered(ragedOrClicked))).containsExactly("b", "c");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"type":"events","id":"signup"}|a,b
          {"type":"events","id":"signup","negation":true}|c,d
          {"type":"events","id":null}|a,b,c
          {"type":"events","id":"signup","properties":[{"type":"event","key":"plan","operator":"is_not","value":"pro"}]}|b
          {"type":"events","id":"signup","properties":[{"type":"event","key":"amount","operator":"gt","value":"7"}]}|a
          {"type":"event","key":"plan","operator":"is_not","value":"pro"}|b,c,d
          {"type":"event","key":"$rageclick","operator":"is_set","value":[]}|b
          {"type":"event","key":"$rageclick","operator":"is_not_set"}|a,c,d
          {"type":"event","key":"$current_url","operator":"regex","value":"/CART$"}|
          {"type":"event","key":"$current_url","operator":"regex","value":"(?i)/CART$"}|a
          {"type":"log_entry","key":"level","operator":"exact","value":["error"]}|d
          {"type":"log_entry","key":"message","operator":"regex","value":"^b(o+)m$"}|d
          {"type":"recording","key":"visited_page","operator":"icontains","value":"EXAMPLE.com"}|a,b,c,d
          {"type":"recording","key":"viewed","operator":"exact","value":false}|a,b,c,d
          {"type":"person","key":"email","operator":"is_not_set"}|a,b,c,d
          {"type":"AND","values":[]}|a,b,c,d
          """)
  void eachKindOfFilter(String filter, String expected) {
    assertThat(ids(filtered(and(filter))))
        .isEqualTo(expected == null ? List.of() : List.of(expected.split(",", -1)));
  }

  @Test
  void theFlatParametersAreJoinedByTheOperand() {
    String both =
        "?events="
            + encoded("[" + named("$rageclick") + "]")
            + "&properties="
            + encoded("[" + leaf("event", "plan", "exact", "\"pro\"") + "]");

    assertThat(ids(list(both))).isEmpty();
    assertThat(ids(list(both + "&operand=OR"))).containsExactly("a", "b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"date_from\":null,\"date_to\":null",
        "\"date_from\":\"null\",\"date_to\":\"null\"",
        "\"date_from\":\"\",\"date_to\":\"all\"",
        "\"question\":\"\",\"date_from\":\"2026-03-01\",\"date_to\":\"null\"",
        "\"duration\":null,\"filter_group\":null,\"order\":null,\"filter_test_accounts\":null"
      })
  void nullIsNoLimit(String members) {
    assertThat(ids(list("?filters=" + encoded("{" + members + "}"))))
        .containsExactly("a", "b", "c", "d");
  }

  @Test
  void theDevicePropertiesOfAPersonAreThoseOfTheEventsUnlessThePersonHasOnes() {
    StoredRecording.of("told").start("2026-02-01T10:00:00Z").distinctId("told").in(sql);
    event("told", UUID.randomUUID(), "x", "{\"$os\":\"Linux\",\"$geoip_city_name\":\"Bonn\"}");
    String linux = and(leaf("person", "$os", "exact", "\"Linux\""));
    String elsewhere = and(leaf("person", "$os", "is_not", "\"Linux\""));
    String city = and(leaf("person", "$geoip_city_name", "icontains", "\"bon\""));

    assertThat(ids(filtered(linux))).containsExactly("told");
    assertThat(ids(filtered(elsewhere))).containsExactly("a", "b", "c", "d");
    assertThat(ids(filtered(city))).containsExactly("told");
    http.patch(LIST + "told/")
        .key(KEY)
        .json("{\"person\":{\"properties\":{\"$os\":\"Windows\"}}}")
        .send();
    assertThat(ids(filtered(linux))).isEmpty();
    http.delete(LIST + "told/").key(KEY).send();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"email":"eve@x.example"}|"eve@x.example"|true
          {"email":"eve@x.example"}|["ada@x.example","eve@x.example"]|true
          {"email":"eve@x.example"}|"Eve@x.example"|false
          {"email":5}|"5.0"|true
          {"email":"5.0"}|5|true
          {"email":"5.0"}|"5"|false
          {"email":true}|"true"|true
          {"email":["a","b"]}|"b"|true
          {"email":{"a":1}}|"x"|false
          {"email":""}|""|true
          """)
  void personsAreFoundByTheirProperties(String properties, String value, boolean found) {
    StoredRecording.of("known").start("2026-02-01T10:00:00Z").distinctId("eve").in(sql);
    http.patch(LIST + "known/")
        .key(KEY)
        .json("{\"person\":{\"properties\":" + properties + "}}")
        .send();

    List<String> ids = ids(filtered(and(leaf("person", "email", "exact", value))));
    // Late changes are found, and what was before is not.
    http.patch(LIST + "known/")
        .key(KEY)
        .json("{\"person\":{\"properties\":{\"email\":\"late@x.example\"}}}")
        .send();
    List<String> late = ids(filtered(and(leaf("person", "email", "exact", "\"late@x.example\""))));
    List<String> before = ids(filtered(and(leaf("person", "email", "exact", value))));
    http.delete(LIST + "known/").key(KEY).send();
    sql.run("DELETE FROM recording_tombstone WHERE session_id = 'known'");

    assertThat(ids).isEqualTo(found ? List.of("known") : List.of());
    assertThat(late).containsExactly("known");
    assertThat(before).isEmpty();
  }

  @Test
  void aPersonWithManyPropertiesIsFoundByEachOfThem() {
    StoredRecording.of("rich").start("2026-02-01T10:00:00Z").distinctId("rich").in(sql);
    StringBuilder properties = new StringBuilder("{\"p0\":\"" + "x".repeat(1000) + "\"");
    for (int i = 1; i < 50; i++) {
      properties.append(",\"p").append(i).append("\":\"v").append(i).append('"');
    }
    http.patch(LIST + "rich/")
        .key(KEY)
        .json("{\"person\":{\"properties\":" + properties + "}}}")
        .send();

    List<List<String>> found = new ArrayList<>();
    for (int i = 1; i < 50; i++) {
      found.add(ids(filtered(and(leaf("person", "p" + i, "exact", "\"v" + i + "\"")))));
    }
    found.add(ids(filtered(and(leaf("person", "p0", "exact", "\"" + "x".repeat(1000) + "\"")))));
    http.delete(LIST + "rich/").key(KEY).send();

    assertThat(found).hasSize(50).allMatch(List.of("rich")::equals);
  }

  @Test
  void viewedIsByTheCallerOrByAnyone() {
    http.patch(LIST + "c/").key(KEY).json("{\"viewed\":true}").send();
    String other = sql.member("bob@example.com", "[\"*\"]");
    String viewed = and(leaf("recording", "viewed", "exact", true));
    String byAnyone = and(leaf("recording", "viewed_by_anyone", "exact", true));

    assertThat(ids(filtered(viewed))).containsExactly("c");
    assertThat(ids(http.get(LIST + query(viewed)).key(other).send())).isEmpty();
    assertThat(ids(http.get(LIST + query(byAnyone)).key(other).send())).containsExactly("c");
    http.patch(LIST + "c/").key(KEY).json("{\"viewed\":false}").send();
  }

  @Test
  void aFilteredPageCountsOneMoreThanItShows() {
    HttpResponse<String> response =
        list("?limit=1&filters=" + encoded("{\"filter_group\":" + and(named(null)) + "}"));

    assertThat(ids(response)).containsExactly("a");
    assertThat(json(response).get("count").asInt()).isEqualTo(2);
    assertThat(json(response).get("count_is_exact").asBoolean()).isFalse();
    assertThat(json(response).get("has_next").asBoolean()).isTrue();
  }

  @Test
  void testAccountsAreLeftOutAsTheProjectSays() {
    String settings =
        "{\"test_account_filters\":["
            + leaf("event_metadata", "distinct_id", "is_not", "\"ada\"")
            + "]}";

    HttpResponse<String> changed = http.patch("/api/projects/1/").key(KEY).json(settings).send();
    List<String> real = ids(list("?filter_test_accounts=true"));
    HttpResponse<String> refused =
        http.patch("/api/projects/1/")
            .key(KEY)
            .json(settings.replace("event_metadata", "cohort"))
            .send();

    assertThat(changed.statusCode()).isEqualTo(200);
    assertThat(json(changed).get("test_account_filters")).hasSize(1);
    // Recording d has no event that could tell whose it is.
    assertThat(real).containsExactly("b", "c", "d");
    assertThat(refused.statusCode()).isEqualTo(400);
    http.patch("/api/projects/1/").key(KEY).json("{\"test_account_filters\":[]}").send();
    assertThat(ids(list("?filter_test_accounts=true"))).hasSize(4);
  }

  @Test
  void theEventsThatMatchAreFound() {
    JsonNode found =
        json(
            http.get(
                    LIST
                        + "matching_events?session_ids="
                        + encoded("[\"a\"]")
                        + "&events="
                        + encoded("[" + named("signup") + "," + named("$pageview") + "]"))
                .key(KEY)
                .send());

    List<String> uuids = new ArrayList<>();
    found.get("results").forEach(uuid -> uuids.add(uuid.asText()));
    assertThat(uuids).containsExactly(FIRST.toString(), SECOND.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ?events=%5B%7B%22id%22%3A%22a%22%7D%5D | Must specify exactly one session_id
          ?session_ids=%5B%22a%22%5D | Must specify at least one event or action filter, or event properties filter
          """)
  void matchingEventsNeedsASessionAndAnEvent(String query, String detail) {
    HttpResponse<String> response = http.get(LIST + "matching_events" + query).key(KEY).send();

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json(response).get("detail").asText()).isEqualTo(detail);
  }

  @Test
  void aDryRunSaysHowManyWouldBeDeleted() {
    String filter = "{\"filter_group\":" + and(leaf("event", "doomed", "exact", true)) + "}";
    for (int i = 0; i < 3; i++) {
      StoredRecording.of("doomed" + i).start("2020-01-01T00:00:00Z").in(sql);
      event("doomed" + i, UUID.randomUUID(), "x", "{\"doomed\":true}");
    }

    JsonNode dry = bulk("{\"filters\":" + filter + ",\"dry_run\":true}");
    JsonNode done = bulk("{\"filters\":" + filter + "}");
    JsonNode again = bulk("{\"filters\":" + filter + "}");

    assertThat(dry.get("deleted_count").asInt()).isEqualTo(3);
    assertThat(dry.get("dry_run").asBoolean()).isTrue();
    assertThat(done.get("deleted_count").asInt()).isEqualTo(3);
    assertThat(done.get("has_more").asBoolean()).isFalse();
    assertThat(again.get("deleted_count").asInt()).isZero();
    assertThat(ids(list(""))).containsExactly("a", "b", "c", "d");
  }

  @Test
  void aFilterThatLimitsNothingDeletesNothing() {
    HttpResponse<String> response =
        http.post(LIST + "bulk_delete/").key(KEY).json("{\"filters\":{}}").send();

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(ids(list(""))).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "7",
        "\"all\"",
        "{\"filter_group\":[]}",
        "{\"filter_group\":{\"type\":\"XOR\",\"values\":[]}}",
        "{\"filter_group\":{\"type\":\"AND\",\"values\":{}}}",
        "{\"filter_group\":{\"type\":\"AND\",\"values\":[7,null,[],\"x\"]}}",
        "{\"unheard_of\":1}",
        "{\"date_from\":\"yesterday\"}",
        "{\"date_from\":\"-999999999999999999d\"}",
        "{\"date_from\":\"9999999-01-01\"}",
        "{\"date_to\":\"2026-02-30\"}",
        "{\"date_to\":7}",
        "{\"order\":\"; DROP TABLE event\"}",
        "{\"duration\":[{\"type\":\"recording\",\"key\":\"duration\",\"operator\":\"gt\",\"value\":\"long\"}]}"
      })
  void whatIsNoFilterIsRefused(String filters) {
    assertThat(list("?filters=" + encoded(filters)).statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"type":"cohort","key":"id","operator":"in","value":3}| cohort
          {"type":"hogql","key":"1 = 1"}| hogql
          {"type":"group","key":"a","group_type_index":0}| group
          {"type":"events","id":7}| string
          {"type":"actions","id":7}| actions
          {"type":"unheard","key":"a"}| event_metadata
          {"key":"a","value":1}| required
          {"type":"event","key":"a","operator":"nearly","value":1}| between
          {"type":"event","key":"","value":1}| string
          {"type":"event","key":"a","value":{"b":1}}| compared
          {"type":"event","key":"a","operator":"gt","value":"x"}| numbers
          {"type":"event","key":"a","operator":"gt","value":[1,2]}| one value
          {"type":"event","key":"a","operator":"between","value":[1]}| two values
          {"type":"event","key":"a","operator":"is_date_after","value":"soon"}| date
          {"type":"event","key":"a","operator":"regex","value":"(?<=x)y"}| RE2
          {"type":"event","key":"a","operator":"regex","value":"(x"}| RE2
          {"type":"event","key":"a","operator":"regex","value":"((a{100}){100}){100}"}| repeats
          {"type":"event","key":"a","value":1,"negation":"maybe"}| boolean
          {"type":"event_metadata","key":"secret","value":1}| distinct_id
          {"type":"session","key":"$secret","value":1}| $entry_pathname
          {"type":"recording","key":"facts","value":1}| click_count
          {"type":"recording","key":"viewed","value":"perhaps"}| true or false
          {"type":"log_entry","key":"stack","value":"x"}| message
          {"type":"log_entry","key":"level","operator":"gt","value":"x"}| level
          {"type":"element","key":"xpath","value":"x"}| selector
          {"type":"element","key":"selector","value":"a:hover"}| selectors
          """)
  void whatTheFilterCannotMeanIsRefusedWithTheReason(String filter, String reason) {
    HttpResponse<String> response = filtered(and(filter));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
    assertThat(json(response).get("code").asText()).isEqualTo("invalid_input");
    assertThat(json(json(response).get("detail").asText()).toString()).contains(reason);
  }

  @Test
  void countingLooksAtTenThousandRecordings() {
    long busy = sql.project("busy");
    sql.run(
        "INSERT INTO recording (project_id, session_id, start_ms, end_ms, duration_s, active_ms,"
            + " inactive_ms, distinct_id, snapshot_source, snapshot_library, start_url, urls,"
            + " click_count, keypress_count, mouse_activity_count, console_log_count,"
            + " console_warn_count, console_error_count, event_count, message_count, size_bytes,"
            + " activity_score, last_arrival_ms, persisted, facts)"
            + " SELECT CAST(? AS BIGINT), 'busy' || x, x * 1000, x * 1000, MOD(x, 2), 0, 0, 'u',"
            + " 'web', '', NULL, '[]', 0, 0, 0, 0, 0, 0, 1, 1, 1, NULL, 0, FALSE, CAST(? AS BYTEA)"
            + " FROM generate_series(1, 10050) n(x)",
        busy,
        new byte[0]);
    String path = "/api/environments/" + busy + "/session_recordings/?limit=10";

    JsonNode all = json(http.get(path).key(KEY).send());
    JsonNode odd =
        json(
            http.get(
                    path
                        + "&having_predicates="
                        + encoded("[" + leaf("recording", "duration", "exact", 1) + "]"))
                .key(KEY)
                .send());
    JsonNode last = json(http.get(path + "&offset=10045").key(KEY).send());
    JsonNode dated = json(http.get(path + "&date_from=1970-01-01T00:50:00Z").key(KEY).send());

    assertThat(all.get("count").asInt()).isEqualTo(10_001);
    assertThat(all.get("count_is_exact").asBoolean()).isFalse();
    assertThat(odd.get("count").asInt()).isEqualTo(5000);
    assertThat(odd.get("count_is_exact").asBoolean()).isFalse();
    assertThat(last.get("count").asInt()).isEqualTo(10_050);
    assertThat(last.get("count_is_exact").asBoolean()).isTrue();
    assertThat(last.get("has_next").asBoolean()).isFalse();
    assertThat(dated.get("count").asInt()).isEqualTo(7051);
    assertThat(dated.get("count_is_exact").asBoolean()).isTrue();
  }

  private JsonNode bulk(String body) {
    HttpResponse<String> response = http.post(LIST + "bulk_delete/").key(KEY).json(body).send();
    assertThat(response.statusCode()).isEqualTo(200);
    return json(response);
  }

  private void event(String session, UUID uuid, String name, String properties) {
    sql.run(
        "INSERT INTO event (project_id, uuid, event, distinct_id, session_id, occurred_at,"
            + " properties) SELECT 1, ?, ?, r.distinct_id, r.session_id, ?, ? FROM recording r"
            + " WHERE r.session_id = ? AND r.project_id = 1",
        uuid,
        name,
        Timestamp.from(
            Instant.parse("2026-03-04T10:00:00Z").plusSeconds(uuid.equals(FIRST) ? 0 : 9)),
        properties,
        session);
    FilterWorld.readValues(sql, values);
  }

  private HttpResponse<String> filtered(String group) {
    return list(query(group));
  }

  private static String query(String group) {
    return "?filters=" + encoded("{\"filter_group\":" + group + "}");
  }

  private HttpResponse<String> list(String query) {
    return http.get(LIST + query).key(KEY).send();
  }

  private static String and(String... values) {
    return "{\"type\":\"AND\",\"values\":[" + String.join(",", values) + "]}";
  }

  private static String or(String... values) {
    return "{\"type\":\"OR\",\"values\":[" + String.join(",", values) + "]}";
  }

  private static String named(String event) {
    return "{\"type\":\"events\",\"id\":" + (event == null ? null : "\"" + event + "\"") + "}";
  }

  private static String leaf(String type, String key, String operator, Object value) {
    return "{\"type\":\"%s\",\"key\":\"%s\",\"operator\":\"%s\",\"value\":%s}"
        .formatted(type, key, operator, value);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static List<String> ids(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    List<String> ids = new ArrayList<>();
    json(response).get("results").forEach(one -> ids.add(one.get("id").asText()));
    return ids;
  }
}
