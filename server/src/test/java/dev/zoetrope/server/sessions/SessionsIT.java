package dev.zoetrope.server.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.zoetrope.server.testing.FixtureReplay;
import dev.zoetrope.server.testing.FixtureRequest;
import dev.zoetrope.server.testing.FixtureSession;
import dev.zoetrope.server.testing.ServerIT;
import dev.zoetrope.server.testing.TestSql;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Sessions from captured events to the answers of the API. */
abstract class SessionsIT extends ServerIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  /** Name and type as upstream lists them. */
  private static final List<String> DEFINITIONS =
      List.of(
          "$start_timestamp DateTime",
          "$end_timestamp DateTime",
          "$entry_current_url String",
          "$entry_pathname String",
          "$entry_hostname String",
          "$end_current_url String",
          "$end_pathname String",
          "$end_hostname String",
          "$entry_referring_domain String",
          "$entry_utm_source String",
          "$entry_utm_campaign String",
          "$entry_utm_medium String",
          "$entry_utm_term String",
          "$entry_utm_content String",
          "$entry_gclid String",
          "$entry_gad_source String",
          "$entry_gclsrc String",
          "$entry_dclid String",
          "$entry_gbraid String",
          "$entry_wbraid String",
          "$entry_fbclid String",
          "$entry_msclkid String",
          "$entry_twclid String",
          "$entry_li_fat_id String",
          "$entry_mc_cid String",
          "$entry_igshid String",
          "$entry_ttclid String",
          "$entry__kx String",
          "$entry_irclid String",
          "$pageview_count Numeric numerical",
          "$autocapture_count Numeric numerical",
          "$screen_count Numeric numerical",
          "$channel_type String",
          "$session_duration Duration numerical",
          "$is_bounce Boolean",
          "$last_external_click_url String",
          "$vitals_lcp Numeric numerical");

  @Inject TestSql sql;
  @Inject RankedValues ranked;

  private long projectId;
  private String token;

  /** Every recorded visit, each request twice or more, in random order. */
  @Test
  void recordedVisitsGiveTheSessionsOfTheirEvents() throws Exception {
    List<FixtureRequest> requests = new ArrayList<>();
    for (FixtureSession session : FixtureSession.all()) {
      session.accepted().stream().filter(r -> r.kind().equals("event")).forEach(requests::add);
    }
    requests.addAll(List.copyOf(requests));
    long seed = System.nanoTime();
    Collections.shuffle(requests, new Random(seed));

    for (FixtureRequest request : requests) {
      // At the moment it was sent, so that no time is corrected.
      clock.set(sentAt(request));
      new FixtureReplay(http).send(List.of(request));
    }

    Map<String, List<NaiveSession.Event>> events = StoredEvents.of(sql, 1);
    assertThat(events).hasSizeGreaterThan(8);
    assertThat(sql.column("SELECT session_id FROM session WHERE project_id = 1"))
        .containsExactlyInAnyOrderElementsOf(events.keySet());
    Set<String> compared = new HashSet<>();
    events.forEach(
        (session, all) ->
            new NaiveSession(all)
                .columns()
                .forEach(
                    (column, expected) -> {
                      compared.add(column);
                      assertThat(stored(1, session, column))
                          .as("%s of %s, seed %d", column, session, seed)
                          .isEqualTo(expected);
                    }));
    assertThat(compared)
        .as("every column but the keys, the state, and the channel, which follows from the others")
        .containsExactlyInAnyOrderElementsOf(
            sql
                .column(
                    "SELECT column_name FROM information_schema.columns"
                        + " WHERE table_name = 'session' AND table_schema = 'public'"
                        + " AND column_name NOT IN"
                        + " ('project_id', 'session_id', 'facts', 'channel_type')")
                .stream()
                .map(Object::toString)
                .toList());
    projectId = 1;
    answersAreWhatTheSessionsHave(
        events.values().stream().map(all -> new NaiveSession(all).columns()).toList());
    String desktop = "01a2066f-49a3-7000-8ede-dd782e2086ae";
    assertThat(stored(1, desktop, "channel_type")).isEqualTo("Paid Unknown");
    assertThat(stored(1, desktop, "entry_pathname")).isEqualTo("/");
    assertThat(stored(1, desktop, "entry_hostname")).isEqualTo("127.0.0.1");
    assertThat(stored(1, desktop, "end_pathname")).isEqualTo("/product.html");
    assertThat(stored(1, desktop, "pageview_count")).isEqualTo(2L);
    assertThat(stored(1, desktop, "autocapture_count")).isEqualTo(9L);
    assertThat(stored(1, desktop, "is_bounce")).isEqualTo(false);
  }

  /** Counted once more, for every property. */
  private void answersAreWhatTheSessionsHave(List<Map<String, Object>> rows) {
    Set<String> answers = new HashSet<>();
    for (String definition : DEFINITIONS) {
      String key = definition.substring(0, definition.indexOf(' '));
      if (key.equals("$channel_type") || key.equals("$is_bounce")) {
        // Fixed lists.
        continue;
      }
      Map<Object, Integer> counts = new HashMap<>();
      for (Map<String, Object> row : rows) {
        Object value = row.get(key.substring(1));
        if (value != null) {
          counts.merge(value, 1, Integer::sum);
        }
      }
      List<String> expected =
          counts.keySet().stream()
              .sorted(
                  (one, other) ->
                      counts.get(one).equals(counts.get(other))
                          ? compare(one, other)
                          : counts.get(other) - counts.get(one))
              .limit(20)
              .map(value -> canonical(value.toString()))
              .toList();
      List<String> answered = texts(values(key, null));
      assertThat(answered.stream().map(SessionsIT::canonical)).as(key).isEqualTo(expected);
      if (!answered.isEmpty()) {
        answers.add(key);
      }
      for (String text : answered) {
        assertThat(texts(values(key, text.toUpperCase(Locale.ROOT)))).as(key).contains(text);
      }
    }
    // The recorded visitors came with these, at least.
    assertThat(answers)
        .contains(
            "$start_timestamp",
            "$entry_current_url",
            "$entry_pathname",
            "$entry_hostname",
            "$end_pathname",
            "$entry_referring_domain",
            "$pageview_count",
            "$session_duration");
  }

  /** Of equally frequent ones the latest time, the lowest number, the first text. */
  private static int compare(Object one, Object other) {
    if (one instanceof Instant time) {
      return ((Instant) other).compareTo(time);
    }
    return one instanceof Number number
        ? Double.compare(number.doubleValue(), ((Number) other).doubleValue())
        : one.toString().compareTo(other.toString());
  }

  /** Times and numbers may be written in more than one way. */
  private static String canonical(String text) {
    if (text.matches("\\d{4}-\\d\\d-\\d\\dT.*Z")) {
      return Instant.parse(text).toString();
    }
    return text.matches("-?[0-9]+(\\.[0-9]+)?") ? String.valueOf(Double.valueOf(text)) : text;
  }

  private static List<String> texts(JsonNode values) {
    List<String> texts = new ArrayList<>();
    values.forEach(value -> texts.add(value.asText()));
    return texts;
  }

  @Test
  void theDefinitionsAreThirtySeven() {
    JsonNode all = definitions("");

    List<String> found = new ArrayList<>();
    for (JsonNode one : all.path("results")) {
      found.add(
          one.path("name").asText()
              + " "
              + one.path("property_type").asText()
              + (one.path("is_numerical").asBoolean() ? " numerical" : ""));
      assertThat(one.path("id")).isEqualTo(one.path("name"));
      assertThat(one.path("is_numerical").isBoolean()).isTrue();
      assertThat(one.path("is_seen_on_filtered_events").isNull()).isTrue();
      assertThat(one.path("tags").toString()).isEqualTo("[]");
      assertThat(one).hasSize(6);
    }
    assertThat(found).isEqualTo(DEFINITIONS).hasSize(37);
    assertThat(all.path("count").asInt()).isEqualTo(37);
    assertThat(all).hasSize(2);
  }

  @Test
  void aSearchWantsEveryWordAnywhere() {
    assertThat(names(definitions("?search=utm")))
        .containsExactly(
            "$entry_utm_source",
            "$entry_utm_campaign",
            "$entry_utm_medium",
            "$entry_utm_term",
            "$entry_utm_content");
    assertThat(names(definitions("?search=URL%20$END"))).containsExactly("$end_current_url");
    assertThat(names(definitions("?search=doesnotexist"))).isEmpty();
    assertThat(names(definitions("?search=$$"))).hasSize(37);
    assertThat(names(definitions("?is_numerical=true&limit=1")))
        .containsExactly(
            "$pageview_count",
            "$autocapture_count",
            "$screen_count",
            "$session_duration",
            "$vitals_lcp");
    assertThat(names(definitions("?is_numerical=false&search=count"))).isEmpty();
  }

  @Test
  void everyPropertyHasItsValues() {
    newProject();
    Map<String, String> said = new HashMap<>();
    for (SessionFact fact : SessionFact.values()) {
      fact.property().ifPresent(property -> said.put(property, "value of " + property));
    }
    said.put("$current_url", "https://shop.example/cart?x=1");
    said.put("$web_vitals_LCP_value", "1250.5");
    said.put("utm_source", "google");
    said.put("utm_medium", "organic");
    said.remove("gclid");
    said.remove("gad_source");
    capture(session(1), "$pageview", NOON, said);
    capture(session(1), "$autocapture", NOON.plusMillis(12_500), Map.of());
    capture(
        session(2), "$pageview", NOON.plusSeconds(60), Map.of("gclid", "g1", "gad_source", "1"));

    Map<String, String> special = new HashMap<>();
    special.put("$start_timestamp", "['2026-11-23T12:01:00Z','2026-11-23T12:00:00Z']");
    special.put("$end_timestamp", "['2026-11-23T12:01:00Z','2026-11-23T12:00:12.500000Z']");
    special.put("$entry_current_url", "['https://shop.example/cart?x=1']");
    special.put("$entry_pathname", "['/cart']");
    special.put("$entry_hostname", "['shop.example']");
    special.put("$end_current_url", "['https://shop.example/cart?x=1']");
    special.put("$end_pathname", "['/cart']");
    special.put("$end_hostname", "['shop.example']");
    special.put("$entry_referring_domain", "['value of $referring_domain']");
    special.put("$entry_utm_source", "['google']");
    special.put("$entry_utm_medium", "['organic']");
    special.put("$entry_gclid", "['g1']");
    special.put("$entry_gad_source", "[1]");
    special.put("$pageview_count", "[1]");
    special.put("$autocapture_count", "[0,1]");
    special.put("$screen_count", "[0]");
    special.put("$session_duration", "[0,12]");
    special.put("$is_bounce", "[1,0]");
    special.put("$last_external_click_url", "['value of $external_click_url']");
    special.put("$vitals_lcp", "[1250.5]");
    for (SessionProperty property : SessionProperty.ALL) {
      String key = property.name();
      if (!key.equals("$channel_type")) {
        String otherwise = "['value of %s']".formatted(key.replace("$entry_", ""));
        assertThat(values(key, null).toString())
            .as(key)
            .isEqualTo(json(special.getOrDefault(key, otherwise).replace('\'', '"')).toString());
      }
    }
  }

  @Test
  void valuesComeMostFrequentFirstAndAtMostTwenty() {
    newProject();
    int session = 0;
    for (int value = 0; value < 25; value++) {
      for (int times = 0; times <= value % 5; times++) {
        capture(
            session(++session), "$pageview", NOON, Map.of("utm_source", "s%02d".formatted(value)));
      }
    }

    JsonNode found = values("$entry_utm_source", null);

    List<String> expected = new ArrayList<>();
    for (int frequency = 4; frequency > 0; frequency--) {
      for (int value = 0; value < 25; value++) {
        if (value % 5 == frequency) {
          expected.add("s%02d".formatted(value));
        }
      }
    }
    assertThat(found).hasSize(20);
    assertThat(found.toString()).isEqualTo(JSON.valueToTree(expected).toString());
  }

  @Test
  void aSearchTakesEverySignLiterally() {
    newProject();
    List<String> sources =
        List.of("100% Wool", "100 percent", "a_b", "acb", "Straße", "back\\slash", "it's");
    for (int i = 0; i < sources.size(); i++) {
      capture(session(i), "$pageview", NOON, Map.of("utm_source", sources.get(i)));
    }

    assertThat(values("$entry_utm_source", "%").toString()).isEqualTo("[\"100% Wool\"]");
    assertThat(values("$entry_utm_source", "_").toString()).isEqualTo("[\"a_b\"]");
    assertThat(values("$entry_utm_source", "wOOL").toString()).isEqualTo("[\"100% Wool\"]");
    assertThat(values("$entry_utm_source", "RASSE")).isEmpty();
    assertThat(values("$entry_utm_source", "STRAß")).hasSize(1);
    assertThat(values("$entry_utm_source", "\\")).hasSize(1);
    assertThat(values("$entry_utm_source", "' OR 1=1 --")).isEmpty();
    assertThat(values("$start_timestamp", "2026-11-23t12")).hasSize(1);
    assertThat(values("$is_bounce", "TRUE").toString()).isEqualTo("[1]");
  }

  @Test
  void valuesThatAreJsonAreAnsweredAsWhatTheyAre() {
    newProject();
    List<String> sources =
        List.of("123", "true", "007", "1.50", "[1,[\"a\",true]]", "{\"a\":1}", "-");
    for (int i = 0; i < sources.size(); i++) {
      capture(session(i), "$pageview", NOON, Map.of("utm_source", sources.get(i)));
    }

    assertThat(values("$entry_utm_source", null).toString())
        .isEqualTo("[\"-\",\"007\",\"1.50\",123,1,\"a\",\"true\",\"true\",\"{\\\"a\\\":1}\"]");
  }

  @Test
  void channelsAreAFixedList() {
    JsonNode all = values("$channel_type", null);

    assertThat(all).hasSize(18);
    assertThat(all.path(0).asText()).isEqualTo("Cross Network");
    assertThat(all.path(17).asText()).isEqualTo("Unknown");
    assertThat(values("$channel_type", "PAID").toString())
        .isEqualTo(
            "[\"Paid Search\",\"Paid Social\",\"Paid Video\",\"Paid Shopping\",\"Paid Unknown\"]");
  }

  @Test
  void oddQuestionsAreAnsweredInUpstreamsForm() {
    assertThat(ask("").body())
        .isEqualTo(
            "{\"type\":\"validation_error\",\"code\":\"invalid_input\","
                + "\"detail\":\"Key not provided\",\"attr\":null}");
    assertThat(ask("?key=").statusCode()).isEqualTo(400);
    assertThat(ask("?value=x").statusCode()).isEqualTo(400);
    for (String key : List.of("nope", "$nope", "entry_utm_source", "id", "$urls", "%27")) {
      assertThat(ask("?key=" + key).body()).as(key).isEqualTo("[]");
    }
    assertThat(ask("?key=" + "k".repeat(401)).statusCode()).isEqualTo(400);
    assertThat(ask("?key=$entry_utm_source&value=" + "v".repeat(1001)).statusCode()).isEqualTo(400);
    assertThat(ask("?key=$entry_utm_source&value=%00").statusCode()).isEqualTo(400);
    HttpResponse<String> odd =
        http.get("/api/projects/1/sessions/property_definitions?is_numerical=perhaps")
            .key(KEY)
            .send();
    assertThat(odd.statusCode()).isEqualTo(400);
  }

  @Test
  void oneOfTwoScopesOpensThem() {
    String queries =
        sql.member("q-%s@example.com".formatted(UUID.randomUUID()), "[\"query:read\"]");
    String recordings =
        sql.member("r-%s@example.com".formatted(UUID.randomUUID()), "[\"session_recording:read\"]");
    String others = sql.member("o-%s@example.com".formatted(UUID.randomUUID()), "[\"user:read\"]");
    for (String path : List.of("values?key=$channel_type", "property_definitions")) {
      String url = "/api/environments/1/sessions/" + path;
      assertThat(http.get(url).key(queries).send().statusCode()).isEqualTo(200);
      assertThat(http.get(url).key(recordings).send().statusCode()).isEqualTo(200);
      assertThat(http.get(url).key(others).send().statusCode()).isEqualTo(403);
      assertThat(http.get(url).send().statusCode()).isEqualTo(401);
    }
  }

  /** Beyond a few thousand sessions the ranking is kept, and made anew behind the answers. */
  @Test
  void manySessionsAreRankedOnceAndAgain() throws InterruptedException {
    clock.set(NOON);
    newProject();
    sql.run(
        "INSERT INTO session (project_id, session_id, start_timestamp, end_timestamp,"
            + " entry_utm_source, pageview_count, autocapture_count, screen_count, channel_type,"
            + " session_duration, distinct_id, num_uniq_urls, facts)"
            + " SELECT CAST(? AS BIGINT), CONCAT('s', i), TIMESTAMP WITH TIME ZONE"
            + " '2026-11-23 12:00:00+00', TIMESTAMP WITH TIME ZONE '2026-11-23 12:00:00+00',"
            + " CASE WHEN MOD(i, 3) = 0 THEN 'rare' ELSE 'frequent' END, 1, 0, 0, 'Unknown', 0,"
            + " 'ada', 0, CAST('' AS "
            + (isH2() ? "VARBINARY" : "BYTEA")
            + ") FROM "
            + (isH2() ? "SYSTEM_RANGE(1, 6000) AS r(i)" : "generate_series(1, 6000) AS r(i)"),
        projectId);

    assertThat(values("$entry_utm_source", null).toString()).isEqualTo("[\"frequent\",\"rare\"]");
    awaitRanking(NOON.toEpochMilli());
    capture(session(1), "$pageview", NOON, Map.of("utm_source", "new"));
    assertThat(values("$entry_utm_source", "new")).isEmpty();
    clock.set(NOON.plusSeconds(11));
    // The old one once more, and a new one behind it.
    values("$entry_utm_source", null);
    awaitRanking(NOON.plusSeconds(11).toEpochMilli());
    assertThat(values("$entry_utm_source", "new")).hasSize(1);
    capture(session(2), "$pageview", NOON, Map.of("utm_source", "newer"));
    clock.set(NOON.plusSeconds(312));
    assertThat(values("$entry_utm_source", "newer")).hasSize(1);
    assertThat(values("$pageview_count", null).toString()).isEqualTo("[1]");
  }

  /** Until there is a ranking that is not older. */
  private void awaitRanking(long madeAt) throws InterruptedException {
    for (int i = 0; ranked.keptSince(projectId) < madeAt && i < 6_000; i++) {
      Thread.sleep(10);
    }
    assertThat(ranked.keptSince(projectId)).isGreaterThanOrEqualTo(madeAt);
  }

  private static Instant sentAt(FixtureRequest request) throws IOException {
    Matcher parameter = Pattern.compile("[?&]_=(\\d+)").matcher(request.url());
    if (parameter.find()) {
      return Instant.ofEpochMilli(Long.parseLong(parameter.group(1)));
    }
    byte[] body = request.body();
    boolean zipped = body[0] == 0x1f && (body[1] & 0xff) == 0x8b;
    String text =
        new String(
            zipped ? new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes() : body,
            StandardCharsets.UTF_8);
    if (text.startsWith("data=")) {
      text =
          new String(
              Base64.getDecoder()
                  .decode(URLDecoder.decode(text.substring(5), StandardCharsets.UTF_8)),
              StandardCharsets.UTF_8);
    }
    Matcher member = Pattern.compile("\"sent_at\":\"([^\"]+)\"").matcher(text);
    assertThat(member.find()).as(request.url()).isTrue();
    return Instant.parse(member.group(1));
  }

  private boolean isH2() {
    return this instanceof dev.zoetrope.server.testing.OnH2;
  }

  private Object stored(long project, String session, String column) {
    return StoredEvents.session(sql, project, session, column);
  }

  private void newProject() {
    projectId = sql.project("sessions " + UUID.randomUUID());
    token = (String) sql.column("SELECT token FROM project WHERE id = ?", projectId).get(0);
  }

  private static String session(int number) {
    return "01a2066f-49a3-7000-8ede-%012d".formatted(number);
  }

  private void capture(String session, String name, Instant at, Map<String, String> properties) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("event", name).put("timestamp", at.toString()).put("api_key", token);
    event.put("uuid", UUID.randomUUID().toString());
    ObjectNode all = event.putObject("properties");
    properties.forEach(all::put);
    all.put("distinct_id", "ada").put("$session_id", session).put("$ignore_sent_at", true);
    assertThat(http.post("/e/").json(event.toString()).send().statusCode()).isEqualTo(200);
  }

  private JsonNode definitions(String query) {
    HttpResponse<String> answer =
        http.get("/api/environments/@current/sessions/property_definitions" + query)
            .key(KEY)
            .send();
    assertThat(answer.statusCode()).isEqualTo(200);
    return json(answer);
  }

  private static List<String> names(JsonNode definitions) {
    List<String> names = new ArrayList<>();
    definitions.path("results").forEach(result -> names.add(result.path("name").asText()));
    return names;
  }

  private HttpResponse<String> ask(String query) {
    return http.get("/api/projects/1/sessions/values/" + query).key(KEY).send();
  }

  /** The names of the values of the test's own project. */
  private JsonNode values(String key, String search) {
    String query = "?key=" + key;
    if (search != null) {
      query += "&value=" + URLEncoder.encode(search, StandardCharsets.UTF_8);
    }
    HttpResponse<String> answer =
        http.get(
                "/api/projects/%d/sessions/values%s"
                    .formatted(projectId == 0 ? 1 : projectId, query))
            .key(KEY)
            .send();
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    ArrayNode names = JsonNodeFactory.instance.arrayNode();
    json(answer).forEach(value -> names.add(value.path("name")));
    return names;
  }
}
