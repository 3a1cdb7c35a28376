package dev.zoetrope.server.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoetrope.server.testing.ContractHttp;
import dev.zoetrope.server.testing.FixtureReplay;
import dev.zoetrope.server.testing.FixtureRequest;
import dev.zoetrope.server.testing.FixtureSession;
import dev.zoetrope.server.testing.ServerIT;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

abstract class CaptureIT extends ServerIT {
  private static final String ORIGIN = "https://shop.example";
  private static final String OK = "{\"status\":\"Ok\"}";

  @Inject JdbcOperations jdbc;
  @Inject TransactionOperations<Connection> transactions;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/e",
        "/i/v0/e",
        "/batch",
        "/capture",
        "/track",
        "/engage",
        "/ingest/e",
        "/a/b/i/v0/e"
      })
  void eventsAreStoredAtEveryAddress(String path) {
    for (String spelling : List.of(path, path + "/", path + "/?ip=1&_=1795404622874&ver=1.1&x=y")) {
      UUID uuid = UUID.randomUUID();
      var answer = post(spelling).json(event(uuid)).send();

      assertThat(answer.statusCode()).as(spelling).isEqualTo(200);
      assertThat(answer.body()).isEqualTo(OK);
      assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
      assertThat(stored(uuid)).as(spelling).isEqualTo(1);
    }
  }

  static Stream<String> encodings() {
    return Stream.of(
        "gzip text/plain",
        "gzip text/plain compression=gzip-js",
        "gzip application/octet-stream",
        "gzip application/x-www-form-urlencoded",
        "gzip application/json",
        "gzip ",
        "json application/json",
        "json text/plain",
        "json application/x-www-form-urlencoded",
        "json nonsense",
        "form application/x-www-form-urlencoded compression=base64",
        "form application/x-www-form-urlencoded",
        "form text/plain",
        "spaces application/x-www-form-urlencoded",
        "plainform application/x-www-form-urlencoded",
        "base64 text/plain",
        "base64 text/plain compression=base64",
        "json application/json beacon=1",
        "gzip text/plain retry_count=3",
        "gzip text/plain compression=unheard-of");
  }

  /** Behind a proxy on the site's own origin all its cookies come along. */
  @Test
  void manyCookiesAndAnEmptyDataParameterDoNotHurt() {
    UUID uuid = UUID.randomUUID();
    var answer =
        post("/e/?data=&compression=")
            .header("Cookie", "preferences=" + "x".repeat(24_000))
            .json(event(uuid))
            .send();

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(stored(uuid)).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("encodings")
  void theBytesDecideNotTheLabels(String how) {
    String[] parts = how.split(" ", -1);
    UUID uuid = UUID.randomUUID();
    ContractHttp.Call call = post("/e/" + (parts.length > 2 ? "?" + parts[2] : ""));
    if (!parts[1].isEmpty()) {
      call.header("Content-Type", parts[1]);
    }
    var answer = call.body(encoded(parts[0], event(uuid))).send();

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(OK);
    assertThat(stored(uuid)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text/html", "image/avif,image/webp", "application/xml;q=0.9", "nonsense"})
  void whatTheAnswerShallBeIsNotLookedAt(String accept) {
    UUID uuid = UUID.randomUUID();
    var answer = post("/ingest/i/v0/e").header("Accept", accept).json(event(uuid)).send();

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(OK);
    assertThat(stored(uuid)).isEqualTo(1);
    assertThat(call("GET", "/static/array.js").header("Accept", accept).send().statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/e/", "/i/v0/e", "/batch/", "/track", "/proxy/e/"})
  void getBringsItsPayloadInTheQuery(String path) {
    UUID uuid = UUID.randomUUID();
    String data = Base64.getEncoder().encodeToString(event(uuid).getBytes(StandardCharsets.UTF_8));
    String query = "?data=" + URLEncoder.encode(data, StandardCharsets.UTF_8);
    var answer = call("GET", path + query).send();

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(stored(uuid)).isEqualTo(1);
    assertThat(call("GET", "/s/").send().body()).isEqualTo("request missing data payload");
    assertThat(call("HEAD", path + query).outsideTheContract().send().statusCode()).isEqualTo(405);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/e/ | | 400 | request missing data payload",
        "/e/ | [] | 400 | request holds no event",
        "/s/ | [] | 400 | request holds no event",
        "/e/ | [{'event':'x','distinct_id':'d'}] | 401 | event submitted without an api_key",
        "/e/ | [{'event':'x','distinct_id':'d','api_key':'phx_1'}] | 401 | API key is not valid: personal_api_key",
        "/e/ | [{'event':'x','distinct_id':'d','api_key':''}] | 401 | API key is not valid: empty",
        "/e/ | [{'event':'','distinct_id':'d','api_key':'phc_1'}] | 400 | event submitted with an empty event name",
        "/e/ | [{'event':'x','api_key':'phc_1'}] | 400 | event submitted without a distinct_id",
        "/s/ | {'event':'$snapshot','distinct_id':'d','api_key':'phc_1','properties':{'$session_id':'s'}} | 400 | replay event submitted without snapshot data",
        "/s/ | {'event':'$snapshot','distinct_id':'d','api_key':'phc_1','properties':{'$snapshot_data':[]}} | 400 | replay event submitted without session id",
        "/s/ | {'event':'$snapshot','distinct_id':'d','api_key':'phc_1','properties':{'$session_id':'a b','$snapshot_data':[]}} | 400 | replay event has invalid session id",
      })
  void refusalsAreTheTextsThatSdkAuthorsKnow(String path, String body, int status, String text) {
    var answer =
        post(path)
            .header("Origin", ORIGIN)
            .json(body == null ? "" : body.replace('\'', '"'))
            .send();

    assertThat(answer.body()).isEqualTo(text);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue(ORIGIN);
  }

  @Test
  void brokenBodiesAreRefused() {
    byte[] cut = new byte[] {0x1f, (byte) 0x8b, 8, 0, 0};
    var notJson = post("/e/").json("{\"event\":").send();

    assertThat(post("/s/").body("text/plain", cut).send().body())
        .isEqualTo("failed to decode request: invalid GZIP data");
    assertThat(notJson.statusCode()).isEqualTo(400);
    assertThat(notJson.body()).startsWith("failed to parse request: ");
  }

  @Test
  void anUnknownTokenIsAnsweredLikeAKnownOne() {
    UUID uuid = UUID.randomUUID();
    var answer = post("/e/").json(event(uuid).replace(PROJECT_TOKEN, "phc_unheardOf")).send();

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(OK);
    assertThat(stored(uuid)).isZero();
  }

  @Test
  void theSameUuidCountsOnce() {
    UUID uuid = UUID.randomUUID();
    post("/e/").json(event(uuid)).send();
    post("/capture/").json(event(uuid)).send();

    assertThat(stored(uuid)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/e/",
        "/i/v0/e",
        "/s/",
        "/batch",
        "/flags/?v=2",
        "/decide/",
        "/ingest/s/",
        "/static/array.js",
        "/array/x/config",
        "/api/surveys/"
      })
  void preflightsAreGrantedWhateverTheyAskFor(String path) {
    var answer =
        call("OPTIONS", path)
            .outsideTheContract()
            .header("Origin", ORIGIN)
            .header("Access-Control-Request-Method", "POST")
            .header("Access-Control-Request-Headers", "content-type,x-made-up")
            .send();

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(OK);
    assertCors(answer);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Methods"))
        .hasValue("GET, POST, OPTIONS");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Headers"))
        .hasValue("content-type,x-made-up");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/static/array.js",
        "/static/1.449.2/lazy-recorder.js",
        "/static/unknown.js",
        "/array/nobody/config",
        "/array/" + PROJECT_TOKEN + "/config.js",
        "/api/surveys/?token=x"
      })
  void everyAnswerMayBeReadFromAnyOrigin(String path) {
    assertCors(call("GET", path).header("Origin", ORIGIN).send());
  }

  @Test
  void otherAddressesAreNotOpenedToOtherOrigins() {
    var answer = http.get("/api/users/@me/").key(KEY).header("Origin", ORIGIN).send();

    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void configIsOneObjectInAllItsWrappings() {
    JsonNode config = json(http.get("/array/" + PROJECT_TOKEN + "/config").send());
    String script = http.get("/array/" + PROJECT_TOKEN + "/config.js").send().body();
    JsonNode decide =
        json(post("/decide/?v=3").json("{\"token\":\"" + PROJECT_TOKEN + "\"}").send());
    JsonNode flags =
        json(post("/flags/?v=2&config=true").json("{\"token\":\"" + PROJECT_TOKEN + "\"}").send());

    assertThat(config.at("/sessionRecording/endpoint").asText()).isEqualTo("/s/");
    assertThat(config.get("supportedCompression")).isEqualTo(json("[\"gzip\",\"gzip-js\"]"));
    assertThat(config.get("token").asText()).isEqualTo(PROJECT_TOKEN);
    config
        .properties()
        .forEach(
            member -> {
              assertThat(decide.get(member.getKey())).isEqualTo(member.getValue());
              assertThat(flags.get(member.getKey())).isEqualTo(member.getValue());
            });
    assertThat(script).contains("window._POSTHOG_REMOTE_CONFIG", "\"" + PROJECT_TOKEN + "\"");
    assertThat(json(script.replaceFirst("(?s).*config: (\\{.*\\}), siteApps.*", "$1")))
        .isEqualTo(config);
    assertThat(http.get("/array/" + PROJECT_TOKEN + "/array.js").send().body())
        .startsWith(script)
        .contains("LIB_VERSION");
  }

  @Test
  void unknownTokensHaveNoConfig() {
    assertThat(http.get("/array/phc_nobody/config").send().statusCode()).isEqualTo(404);
    assertThat(http.get("/array/phc_nobody/config.js").send().statusCode()).isEqualTo(404);
    assertThat(http.get("/array/phc_nobody/array.js").send().statusCode()).isEqualTo(404);
    assertThat(post("/decide/?v=3").json("{\"token\":\"phc_nobody\"}").send().statusCode())
        .isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/flags/?v=2 | flags | {}",
        "/flags | featureFlags | {}",
        "/decide/?v=4 | flags | {}",
        "/decide/?v=3&ip=1&_=1&ver=1.155.5&compression=base64 | featureFlags | {}",
        "/decide/?v=2 | featureFlags | {}",
        "/decide/ | featureFlags | []",
        "/proxy/decide/?v=3 | featureFlags | {}",
      })
  void flagsComeInTheFormThatTheSdkKnows(String path, String member, String value) {
    for (String encoding : List.of("json", "gzip", "form", "base64")) {
      var answer =
          post(path).body(encoded(encoding, "{\"token\":\"" + PROJECT_TOKEN + "\"}")).send();

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(json(answer).get(member)).isEqualTo(json(value));
      assertThat(json(answer).get("errorsWhileComputingFlags").asBoolean()).isFalse();
      assertThat(json(answer).has("sessionRecording")).isEqualTo(path.contains("decide"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "array.js",
        "array.full.js",
        "array.full.es5.js",
        "array.no-external.js",
        "recorder.js?v=1.155.5",
        "recorder-v2.js?v=1.96.1",
        "lazy-recorder.js?v=1.298.1",
        "1.449.2/lazy-recorder.js",
        "1.449.2/surveys.js",
        "2.0.0/exception-autocapture.js",
        "web-vitals.js",
        "dead-clicks-autocapture.js",
        "toolbar.js"
      })
  void scriptsOfTheSdkAreServed(String script) {
    var answer = call("GET", "/static/" + script).send();
    // The package does not hold the toolbar: upstream serves it from elsewhere.
    assertThat(answer.statusCode()).isEqualTo(script.equals("toolbar.js") ? 404 : 200);
    if (answer.statusCode() == 200) {
      String tag = answer.headers().firstValue("ETag").orElseThrow();
      assertThat(answer.headers().firstValue("Content-Type"))
          .hasValue("text/javascript;charset=utf-8");
      assertThat(answer.body()).contains("function");
      assertThat(call("GET", "/static/" + script).header("If-None-Match", tag).send().statusCode())
          .isEqualTo(304);
    }
  }

  /** Else a cache in front hands a browser an encoding that it cannot read, and nobody records. */
  @Test
  void cachesAreToldThatScriptsComeInSeveralEncodings() {
    for (String encoding : List.of("identity", "gzip", "zstd")) {
      var answer =
          call("GET", "/static/1.449.2/array.js").header("Accept-Encoding", encoding).send();

      assertThat(answer.headers().firstValue("Content-Encoding").orElse("identity"))
          .isEqualTo(encoding);
      assertThat(answer.headers().allValues("Vary")).contains("Accept-Encoding", "Origin");
      assertThat(answer.headers().firstValue("ETag").orElseThrow()).startsWith("W/");
    }
  }

  /** HTTP libraries that say they take anything have not heard of the newest coding. */
  @Test
  void whoTakesAnyEncodingGetsTheOneThatEverybodyReads() {
    for (String any : List.of("*", "*;q=0.5")) {
      var answer = call("GET", "/static/array.js").header("Accept-Encoding", any).send();

      assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
    }
    var none = call("GET", "/static/array.js").header("Accept-Encoding", "*;q=0").send();
    assertThat(none.headers().firstValue("Content-Encoding")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/static/LICENSE",
        "/static/..%2fsdk%2farray.js",
        "/static/%2e%2e/array.js.map",
        "/static/1.2.3/..%2f..%2fapplication.yml",
        "/static/.js",
        "/static/module.js",
        "/static/array.js.map",
        "/a/static/../../application.yml"
      })
  void nothingElseIsServed(String path) {
    assertThat(call("GET", path).outsideTheContract().send().statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/i/v1/logs", "/i/v1/metrics", "/ingest/i/v1/logs"})
  void whatBelongsToOtherProductsIsSwallowed(String path) {
    assertThat(post(path).json("{\"x\":1}").send().body()).isEqualTo("{}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/surveys/?token=x",
        "/api/web_experiments/?token=x",
        "/api/product_tours/",
        "/api/early_access_features/?token=x",
        "/ingest/api/surveys/?token=x"
      })
  void whatBelongsToOtherProductsIsEmpty(String path) {
    var answer = call("GET", path).send();

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(json(answer)).hasSize(1).allSatisfy(list -> assertThat(list.isArray()).isTrue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/environments/1/e/", "/docs/e", "/api/s/", "/openapi.json/e"})
  void otherAddressesAreNoPrefixes(String path) {
    assertThat(post(path).outsideTheContract().json("[]").send().statusCode()).isNotEqualTo(400);
  }

  static List<FixtureSession> sessions() {
    return FixtureSession.all();
  }

  /** Every recorded request, of every kind, gets a working answer. */
  @ParameterizedTest
  @MethodSource("sessions")
  void recordedTrafficIsAnsweredAsTheSdkExpects(FixtureSession session) {
    FixtureReplay replay = new FixtureReplay(http);
    for (FixtureRequest request : session.requests()) {
      HttpResponse<byte[]> answer = replay.send(request);

      assertThat(answer.statusCode())
          .as(
              "%s %s -> %s",
              request.method(), request.url(), new String(answer.body(), StandardCharsets.UTF_8))
          .isEqualTo(200);
      if (request.isData()) {
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo(OK);
      }
      request.headers().stream()
          .filter(header -> header.getKey().equalsIgnoreCase("Origin"))
          .map(Map.Entry::getValue)
          .forEach(
              origin ->
                  assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                      .hasValue(origin));
    }
  }

  private static void assertCors(HttpResponse<String> answer) {
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue(ORIGIN);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials")).hasValue("true");
    assertThat(answer.headers().firstValue("Access-Control-Expose-Headers"))
        .hasValue("Retry-After");
    assertThat(String.join(",", answer.headers().allValues("Vary"))).contains("Origin");
  }

  private ContractHttp.Call post(String path) {
    return call("POST", path);
  }

  /**
   * Prefixed addresses are not in the contract; what they answer is tested against it elsewhere.
   */
  private ContractHttp.Call call(String method, String path) {
    ContractHttp.Call call = http.call(method, path);
    return path.matches("/(ingest|a|proxy)/.*") ? call.outsideTheContract() : call;
  }

  private static String event(UUID uuid) {
    return ("{\"api_key\":\"%s\",\"batch\":[{\"uuid\":\"%s\",\"event\":\"tested\",\"properties\":"
            + "{\"distinct_id\":\"visitor\",\"n\":\"\u00e4+/?\"},\"timestamp\":\"2026-11-23T10:00:00Z\"}]}")
        .formatted(PROJECT_TOKEN, uuid);
  }

  private static byte[] encoded(String encoding, String json) {
    byte[] plain = json.getBytes(StandardCharsets.UTF_8);
    String base64 = Base64.getEncoder().encodeToString(plain);
    return switch (encoding) {
      case "gzip" -> gzip(plain);
      case "form" -> utf8("data=" + URLEncoder.encode(base64, StandardCharsets.UTF_8));
      // A proxy that decoded the form once turned every plus into a space.
      case "spaces" -> utf8("data=" + base64.replace('+', ' '));
      case "plainform" -> utf8("data=" + URLEncoder.encode(json, StandardCharsets.UTF_8));
      case "base64" -> utf8(base64);
      default -> plain;
    };
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toByteArray();
  }

  private int stored(UUID uuid) {
    return transactions.executeRead(
        status ->
            jdbc.prepareStatement(
                "SELECT COUNT(*) FROM event WHERE uuid = ?",
                count -> {
                  count.setObject(1, uuid);
                  try (ResultSet row = count.executeQuery()) {
                    row.next();
                    return row.getInt(1);
                  }
                }));
  }
}
