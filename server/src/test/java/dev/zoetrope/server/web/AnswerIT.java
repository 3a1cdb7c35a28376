package dev.zoetrope.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every answer has in common, whatever operation it comes from. */
class AnswerIT extends EchoIT {
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
    var response =
        http.call("OPTIONS", ECHO)
            .header("Origin", "https://elsewhere.example")
            .header("Access-Control-Request-Method", "POST")
            .outsideTheContract()
            .send();

    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(response.headers().firstValue("Allow")).hasValue("PATCH, POST");
    assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
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
  void whoAcceptsNothingButProblemsGetsAnswersAllTheSame() {
    String list = "/api/environments/1/session_recordings/";
    HttpResponse<String> answer =
        http.get(list).key(KEY).header("Accept", "application/problem+json").send();
    HttpResponse<String> refusal =
        http.get(list + "absent/").key(KEY).header("Accept", "application/problem+json").send();

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(refusal.statusCode()).isEqualTo(404);
    assertThat(refusal.headers().firstValue("Content-Type")).hasValue("application/problem+json");
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

  @Test
  void headOfWhatIsNotThereHasNoBodyEither() {
    var response = http.call("HEAD", "/api/nothing/").outsideTheContract().send();

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).isEmpty();
  }

  @Test
  void aBodyThatNobodyAskedForIsIgnored() {
    var response =
        http.call("GET", "/api/test/fail/no/")
            .body("text/plain", "hello".getBytes(StandardCharsets.UTF_8))
            .outsideTheContract()
            .send();

    assertThat(response.statusCode()).isEqualTo(200);
  }
}
