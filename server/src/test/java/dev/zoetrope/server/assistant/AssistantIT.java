package dev.zoetrope.server.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zoetrope.server.testing.ServerIT;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.Test;

abstract class AssistantIT extends ServerIT {
  private static final String FILTERS = "/api/environments/1/session_recordings/ai/filters/";
  private static final String REGEX = "/api/environments/1/session_recordings/ai/regex/";

  @Test
  void aWishBecomesAFilter() {
    JsonNode answer =
        filters(
            "rage clicks on /checkout by Chrome users in Germany, longer than 2 minutes, last week");

    assertThat(answer)
        .isEqualTo(
            json(
                """
                {"result":"filter","data":{"question":"","date_from":"-7d","date_to":"null",
                 "filter_group":{"type":"AND","values":[{"type":"AND","values":[
                  {"id":"$rageclick","name":"$rageclick","type":"events","properties":[
                   {"key":"$current_url","type":"event","value":["/checkout"],"operator":"icontains"}]},
                  {"key":"$browser","type":"event","value":["Chrome"],"operator":"exact"},
                  {"key":"$geoip_country_code","type":"event","value":["DE"],"operator":"exact"},
                  {"key":"duration","type":"recording","value":["120"],"operator":"gt"}]}]}}}
                """));
  }

  @Test
  void aPlainWishKeepsTheDocumentedForm() {
    assertThat(filters("frustrated users").at("/data/filter_group"))
        .isEqualTo(
            json(
                """
                {"type":"AND","values":[{"type":"AND","values":[
                 {"key":"$rageclick","type":"event","value":[],"operator":"is_set"}]}]}
                """));
  }

  @Test
  void alternativesAreOneGroupEach() {
    assertThat(filters("rage clicks or errors").at("/data/filter_group"))
        .isEqualTo(
            json(
                """
                {"type":"OR","values":[
                 {"type":"AND","values":[{"key":"$rageclick","type":"event","value":[],"operator":"is_set"}]},
                 {"type":"AND","values":[{"key":"level","type":"log_entry","value":["error"],"operator":"exact"}]}]}
                """));
  }

  @Test
  void mixedAndOrNestsAndWhatDidNotHappenIsNegated() {
    assertThat(
            filters("mobile users with (rage clicks or no errors)").at("/data/filter_group/values"))
        .isEqualTo(
            json(
                """
                [{"type":"AND","values":[
                  {"key":"$device_type","type":"person","value":["Mobile"],"operator":"exact"}]},
                 {"type":"OR","values":[
                  {"key":"$rageclick","type":"event","value":[],"operator":"is_set"},
                  {"key":"level","type":"log_entry","value":["error"],"operator":"exact","negation":true}]}]
                """));
  }

  @Test
  void datesOnlyHaveAnEmptyGroup() {
    clock.set(Instant.parse("2026-11-23T12:00:00Z"));

    JsonNode data = filters("yesterday").get("data");

    assertThat(data.get("date_from").asText()).isEqualTo("2026-11-22");
    assertThat(data.get("date_to").asText()).isEqualTo("2026-11-22");
    assertThat(data.get("filter_group"))
        .isEqualTo(json("{\"type\":\"AND\",\"values\":[{\"type\":\"AND\",\"values\":[]}]}"));
  }

  @Test
  void anotherTopicIsAQuestionWithoutAnythingElse() {
    assertThat(filters("what is the weather in Berlin?"))
        .isEqualTo(
            json(
                """
                {"result":"question","data":{"question":"Please ask questions only about session replay.",
                 "date_from":"","date_to":"","filter_group":{"type":"AND","values":[]}}}
                """));
  }

  @Test
  void laterMessagesRefine() {
    String body =
        """
        {"messages":[{"role":"user","content":"Chrome users on the landing page"},
         {"role":"assistant","content":"What is the specific URL for the landing page?"},
         {"role":"user","content":"/landing"},{"role":"user","content":"only from Spain"}]}
        """;

    assertThat(json(post(FILTERS, body, 200)).at("/data/filter_group/values/0/values"))
        .isEqualTo(
            json(
                """
                [{"key":"$browser","type":"event","value":["Chrome"],"operator":"exact"},
                 {"key":"$current_url","type":"event","value":["/landing"],"operator":"icontains"},
                 {"key":"$geoip_country_code","type":"event","value":["ES"],"operator":"exact"}]
                """));
  }

  @Test
  void anEmptyConversationIsAskedWhatItWants() {
    assertThat(json(post(FILTERS, "{\"messages\":[]}", 200)).get("result").asText())
        .isEqualTo("question");
    assertThat(filters("?!").get("result").asText()).isEqualTo("question");
  }

  @Test
  void badConversationsAreRefusedAsDocumented() {
    refused(FILTERS, "{}", "required", "messages");
    refused(FILTERS, "{\"messages\":null}", "null", "messages");
    refused(FILTERS, "{\"messages\":\"x\"}", "not_a_list", "messages");
    refused(
        FILTERS,
        "{\"messages\":[{\"role\":\"user\",\"content\":\"\"}]}",
        "blank",
        "messages__0__content");
    refused(FILTERS, "{\"messages\":[1]}", "invalid_input", "messages__0");
    refused(FILTERS, "{\"messages\":[{\"role\":\"user\"}]}", "required", "messages__0__content");
    refused(
        FILTERS,
        "{\"messages\":[{\"role\":\"system\",\"content\":\"x\"}]}",
        "invalid_choice",
        "messages__0__role");
    refused(
        FILTERS,
        "{\"messages\":[{\"role\":\"user\",\"content\":\"" + "a".repeat(20_000) + "\"}]}",
        "max_length",
        "messages__0__content");
    refused(
        FILTERS,
        "{\"messages\":[{\"role\":\"user\",\"content\":\"a\\u0000b\"}]}",
        "null_characters_not_allowed",
        "messages__0__content");
  }

  @Test
  void aMessageOfAMegabyteIsTooLarge() {
    String body =
        "{\"messages\":[{\"role\":\"user\",\"content\":\"" + "a".repeat(1 << 20) + "\"}]}";

    assertThat(json(post(FILTERS, body, 413)).get("code").asText()).isEqualTo("request_too_large");
  }

  @Test
  void descriptionsBecomeExpressions() {
    assertThat(json(post(REGEX, "{\"regex\":\"urls that include app.posthog.com/auth\"}", 200)))
        .isEqualTo(
            json(
                "{\"result\":\"success\",\"data\":{\"output\":\"app\\\\.posthog\\\\.com/auth\"}}"));
    assertThat(json(post(REGEX, "{\"regex\":\"what is the weather\"}", 200)))
        .isEqualTo(
            json(
                "{\"result\":\"error\",\"data\":{\"output\":\"Please ask questions only about regex"
                    + " generation.\"}}"));
  }

  @Test
  void badDescriptionsAreRefusedAsDocumented() {
    refused(REGEX, "{}", "required", "regex");
    refused(REGEX, "{\"regex\":{\"a\":1}}", "invalid_input", "regex");
    refused(REGEX, "{\"regex\":[\"a\"]}", "invalid_input", "regex");
  }

  @Test
  void nobodyIsAnsweredWithoutAKey() {
    assertThat(http.post(FILTERS).json("{\"messages\":[]}").send().statusCode()).isEqualTo(401);
    assertThat(http.post(REGEX).json("{\"regex\":\"a\"}").send().statusCode()).isEqualTo(401);
  }

  private JsonNode filters(String message) {
    try {
      String text = new ObjectMapper().writeValueAsString(message);
      return json(
          post(FILTERS, "{\"messages\":[{\"role\":\"user\",\"content\":" + text + "}]}", 200));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new AssertionError(message, e);
    }
  }

  private HttpResponse<String> post(String path, String body, int status) {
    HttpResponse<String> response = http.post(path).key(KEY).json(body).send();
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    return response;
  }

  private void refused(String path, String body, String code, String attr) {
    JsonNode error = json(post(path, body, 400));
    assertThat(error.get("code").asText()).as(error.toString()).isEqualTo(code);
    assertThat(error.get("attr").asText()).isEqualTo(attr);
  }
}
