package dev.zoetrope.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a body on its way to an operation. */
class BodyIT extends EchoIT {
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
}
