package dev.zoetrope.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoetrope.server.testing.OnH2;
import dev.zoetrope.server.testing.ServerIT;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every answer has in common, whatever operation it comes from; no database is involved. */
class WebIT extends ServerIT implements OnH2 {
  private static final String ECHO = "/api/test/echo/";

  @Override
  protected Map<String, String> properties() {
    return Map.of("test.echo", "true", "zoetrope.web.max-body", "100000");
  }

  private HttpResponse<String> echo(String contentType, String body) {
    return http.post(ECHO)
        .body(contentType, body.getBytes(StandardCharsets.UTF_8))
        .outsideTheContract()
        .send();
  }

  private HttpResponse<String> get(String path) {
    return http.get(path).outsideTheContract().send();
  }

  private static Map<String, Object> refusal(
      int status, String type, String code, String detail, String attr) {
    Map<String, Object> body = new HashMap<>();
    body.put("status", status);
    body.put("type", type);
    body.put("code", code);
    body.put("detail", detail);
    body.put("attr", attr);
    return body;
  }

  private static Map<String, Object> refusal(HttpResponse<String> response) {
    JsonNode body = json(response);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    Map<String, Object> read = new HashMap<>();
    read.put("status", response.statusCode());
    body.properties().forEach(m -> read.put(m.getKey(), m.getValue().textValue()));
    return read;
  }

  @Test
  void aJsonBodyBecomesTheModel() {
    var response =
        echo("application/json;", "{\"kind\":\"email\",\"name\":\" ada \",\"count\":\"2\"}");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(json(response).get("body"))
        .isEqualTo(json("{\"kind\":\"email\",\"name\":\"ada\",\"interval\":1,\"count\":2}"));
  }

  @Test
  void aFormBodyBecomesTheModel() {
    var response =
        echo(
            "application/x-www-form-urlencoded",
            "kind=email&name=a+b%21&byweekday=monday&byweekday=friday");

    assertThat(json(response).get("body"))
        .isEqualTo(
            json(
                "{\"kind\":\"email\",\"name\":\"a b!\",\"interval\":1,"
                    + "\"byweekday\":[\"monday\",\"friday\"]}"));
  }

  @Test
  void aMultipartBodyBecomesTheModel() {
    var response =
        echo(
            "multipart/form-data; boundary=XX",
            """
            --XX\r
            Content-Disposition: form-data; name="kind"\r
            \r
            email\r
            --XX\r
            Content-Disposition: form-data; name="name"\r
            \r
            ada\r
            --XX--\r
            """);

    assertThat(json(response).get("body"))
        .isEqualTo(json("{\"kind\":\"email\",\"name\":\"ada\",\"interval\":1}"));
  }

  @Test
  void aPatchFillsNoDefaults() {
    var response = http.patch(ECHO).json("{}").outsideTheContract().send();

    assertThat(json(response).get("body")).isEqualTo(json("{}"));
  }

  @Test
  void aPatchWithoutBodyIsAnEmptyOne() {
    var response = http.patch(ECHO).outsideTheContract().send();

    assertThat(json(response).get("body")).isEqualTo(json("{}"));
  }

  @Test
  void timesShowMicrosecondsOnlyWhenThereAreAny() {
    assertThat(
            json(echo("application/json", "{\"kind\":\"email\",\"name\":\"x\"}"))
                .get("at")
                .asText())
        .isEqualTo("2022-01-01T00:00:00.120000Z");
    assertThat(json(http.patch(ECHO).outsideTheContract().send()).get("at").asText())
        .isEqualTo("2022-01-01T00:00:00Z");
  }

  @Test
  void theFirstProblemOfABodyIsReported() {
    assertThat(
            refusal(
                echo(
                    "application/json",
                    "{\"byweekday\":[\"monday\",\"x\"],\"kind\":\"email\",\"name\":\"a\"}")))
        .isEqualTo(
            refusal(
                400,
                "validation_error",
                "invalid_choice",
                "\"x\" is not a valid choice.",
                "byweekday__1"));
  }

  @Test
  void aBodyThatIsNoJsonIsRefusedInUpstreamsWords() {
    assertThat(refusal(echo("application/json", "kind=\"email\"")))
        .isEqualTo(
            refusal(
                400,
                "invalid_request",
                "parse_error",
                "JSON parse error - Expecting value: line 1 column 1 (char 0)",
                null));
  }

  @Test
  void anotherMediaTypeIsRefused() {
    assertThat(refusal(echo("text/plain", "hello")))
        .isEqualTo(
            refusal(
                415,
                "invalid_request",
                "unsupported_media_type",
                "Unsupported media type \"text/plain\" in request.",
                null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "application/", "/", ";", "multipart/form-data", "*/*"})
  void aMalformedMediaTypeIsTheCallersFault(String contentType) {
    assertThat(echo(contentType, "{}").statusCode()).isBetween(400, 415);
  }

  @Test
  void aBodyThatAnnouncesTooMuchIsRefused() {
    assertThat(refusal(echo("application/json", "{\"a\":\"" + "x".repeat(200_000) + "\"}")))
        .isEqualTo(
            refusal(
                413,
                "invalid_request",
                "request_too_large",
                "The request body is larger than 100000 bytes.",
                null));
  }

  @Test
  void aBodyThatTurnsOutTooLargeIsRefused() throws Exception {
    byte[] chunk = "x".repeat(60_000).getBytes(StandardCharsets.UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(server.getURI().resolve(ECHO))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArrays(java.util.List.of(chunk, chunk, chunk)))
            .build();

    var response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

    assertThat(refusal(response)).containsEntry("status", 413);
  }

  @Test
  void deepNestingIsRefused() {
    String deep = "{\"anything\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}";

    assertThat(refusal(echo("application/json", deep)))
        .containsEntry("status", 400)
        .containsEntry("code", "parse_error");
  }

  @Test
  void invalidUtf8IsRefused() {
    var response =
        http.post(ECHO)
            .body("application/json", new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'})
            .outsideTheContract()
            .send();

    assertThat(refusal(response))
        .containsEntry(
            "detail",
            "JSON parse error - 'utf-8' codec can't decode byte 0xff in position 2:"
                + " invalid start byte");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\ud800", "\\udc00x", "\\u0000"})
  void whatNoDatabaseCanStoreIsRefused(String escaped) {
    assertThat(echo("application/json", "{\"kind\":\"" + escaped + "\"}").statusCode())
        .isEqualTo(400);
    assertThat(
            echo(
                    "application/json",
                    "{\"kind\":\"email\",\"name\":\"x\",\"anything\":{\"a\":[\""
                        + escaped
                        + "\"]}}")
                .statusCode())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({
    "/api/nothing/here, Endpoint not found.",
    "/api/projects/1/nothing/, Endpoint not found.",
    "/nothing, Not found."
  })
  void anUnknownPathIsNotFound(String path, String detail) {
    assertThat(refusal(get(path)))
        .isEqualTo(refusal(404, "invalid_request", "not_found", detail, null));
  }

  @Test
  void anUnknownMethodIsToldTheKnownOnes() {
    var response = http.put(ECHO).json("{}").outsideTheContract().send();

    assertThat(refusal(response))
        .isEqualTo(
            refusal(
                405, "invalid_request", "method_not_allowed", "Method \"PUT\" not allowed.", null));
    assertThat(response.headers().firstValue("Allow")).hasValue("PATCH, POST");
  }

  @Test
  void optionsNamesTheMethods() {
    var response = http.call("OPTIONS", ECHO).outsideTheContract().send();

    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(response.headers().firstValue("Allow")).hasValue("PATCH, POST");
    assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void anAcceptHeaderThatExcludesJsonIsRefused() {
    var response =
        http.post(ECHO).json("{}").header("Accept", "application/xml").outsideTheContract().send();

    assertThat(refusal(response))
        .isEqualTo(
            refusal(
                406,
                "invalid_request",
                "not_acceptable",
                "Could not satisfy the request Accept header.",
                null));
  }

  @Test
  void aProblemIsAnsweredToWhoAsksForOne() {
    var response =
        http.post(ECHO)
            .json("{}")
            .header("Accept", "application/json, application/problem+json")
            .outsideTheContract()
            .send();

    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(json(response))
        .isEqualTo(
            json(
                """
                {"type":"about:blank","title":"Bad Request","status":400,"code":"required",
                 "detail":"This field is required.","attr":"kind"}
                """));
  }

  @Test
  void missingCredentialsAreChallenged() {
    var response = get("/api/test/fail/refusal/");

    assertThat(refusal(response)).containsEntry("status", 401);
    assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
    assertThat(response.headers().firstValue("X-Request-Id")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"unforeseen", "overflow"})
  void anUnforeseenFailureTellsNothing(String kind) {
    var response =
        http.get("/api/test/fail/" + kind + "/?canary=canary-4711")
            .header("X-Request-Id", "req-1")
            .outsideTheContract()
            .send();

    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(json(response))
        .isEqualTo(
            json(
                """
                {"type":"server_error","code":"error","detail":"A server error occurred.",
                 "attr":null,"request_id":"req-1"}
                """));
  }

  @ParameterizedTest
  @ValueSource(strings = {"pool", "cancelled"})
  void anOverloadedDatabaseIsUnavailable(String kind) {
    var response = get("/api/test/fail/" + kind + "/");

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(json(response).get("code").asText()).isEqualTo("unavailable");
  }

  @Test
  void anEmptyRefusalIsFilledIn() {
    assertThat(refusal(get("/api/test/fail/empty/")))
        .isEqualTo(refusal(404, "invalid_request", "not_found", "Endpoint not found.", null));
  }

  @Test
  void headAnswersWithoutABody() {
    var response = http.call("HEAD", "/api/test/fail/no/").outsideTheContract().send();

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEmpty();
  }

  @Test
  void everyAnswerIsGuarded() {
    var headers = get("/api/nothing/").headers();

    assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
    assertThat(headers.firstValue("Cache-Control")).hasValue("no-store");
    assertThat(headers.firstValue("Content-Security-Policy"))
        .hasValue("default-src 'none'; frame-ancestors 'none'");
  }

  @Test
  void aSaneRequestIdIsKeptAndAnotherReplaced() {
    var sane = http.get("/api/x").header("X-Request-Id", "a.B-1_").outsideTheContract().send();
    var other = http.get("/api/x").header("X-Request-Id", "no spaces").outsideTheContract().send();

    assertThat(sane.headers().firstValue("X-Request-Id")).hasValue("a.B-1_");
    assertThat(other.headers().firstValue("X-Request-Id").orElseThrow()).matches("[0-9a-f-]{36}");
  }

  /** Clients refuse to send these, so they go over a bare socket. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/%zz",
        "/api/%",
        "/api/%c3%28/",
        "/api/projects/%00/x/",
        "/api/test/fail/%ff/",
        "/api/test/fail/%zz/",
        "/api/test/fail/no/?canary=%zz",
        "/api/test/fail/no/?canary=%c3%28",
        "/api/[/{}|^/",
        "/api/projects/99999999999999999999999999/x/",
        "/api/projects/-1/x/",
        "//",
        "/api//",
        "/..//../etc/passwd",
        "*",
        "nonsense"
      })
  void aStrangeAddressIsNeverTheServersFault(String target) throws IOException {
    String answer =
        raw("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

    assertThat(answer).matches("(?s)HTTP/1.1 (200|4\\d\\d) .*");
    if (!answer.startsWith("HTTP/1.1 200")) {
      assertThat(answer).contains("\"type\":\"invalid_request\"");
    }
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.setSoTimeout(10_000);
      OutputStream out = socket.getOutputStream();
      out.write(request.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
