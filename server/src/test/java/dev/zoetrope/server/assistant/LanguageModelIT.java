package dev.zoetrope.server.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoetrope.server.testing.OnH2;
import dev.zoetrope.server.testing.ServerIT;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A language model answers well, badly, slowly or with bad intent; the assistant always answers.
 */
class LanguageModelIT extends ServerIT implements OnH2 {
  private static final String FILTERS = "/api/environments/1/session_recordings/ai/filters/";
  private static final String REGEX = "/api/environments/1/session_recordings/ai/regex/";
  private static final String GOOD =
      """
      {"result":"filter","data":{"question":"","date_from":"-9d","date_to":"null","filter_group":
       {"type":"AND","values":[{"type":"AND","values":[
        {"key":"plan","type":"person","value":["gold"],"operator":"exact","negation":false}]}]}}}
      """;

  private final StandInModel model = new StandInModel();
  private int day;

  @Override
  protected Map<String, String> properties() {
    Map<String, String> properties = new HashMap<>();
    properties.put("zoetrope.assistant.base-url", model.baseUrl().toString());
    properties.put("zoetrope.assistant.key", "sk-test");
    properties.put("zoetrope.assistant.model", "stand-in");
    properties.put("zoetrope.assistant.timeout", "500ms");
    properties.put("zoetrope.assistant.budget", "4");
    return properties;
  }

  @BeforeEach
  void newDay() {
    // The budget is one of the day.
    clock.advance(Duration.ofDays(++day));
    model.reset();
  }

  @AfterAll
  void close() {
    model.close();
  }

  @Test
  void aGoodAnswerIsTaken() {
    model.says(GOOD);

    JsonNode answer = ask("everybody on our gold plan");

    assertThat(answer.at("/data/date_from").asText()).isEqualTo("-9d");
    assertThat(answer.at("/data/filter_group/values/0/values"))
        .isEqualTo(
            json(
                "[{\"key\":\"plan\",\"type\":\"person\",\"value\":[\"gold\"],\"operator\":\"exact\"}]"));
  }

  @Test
  void itIsToldTheConversationAndTheSchemaOnly() {
    model.says(GOOD);

    ask("everybody on our gold plan");

    JsonNode request = model.requests.get(0);
    assertThat(request.get("model").asText()).isEqualTo("stand-in");
    assertThat(request.at("/response_format/json_schema/strict").booleanValue()).isTrue();
    assertThat(request.at("/messages/0/role").asText()).isEqualTo("system");
    assertThat(request.at("/messages/1/content").asText()).isEqualTo("everybody on our gold plan");
    assertThat(request.get("messages")).hasSize(2);
    assertThat(model.authorizations).containsExactly("Bearer sk-test");
  }

  @Test
  void aBadAnswerIsRepairedOnce() {
    model.says("I think you want the gold plan!");
    model.says(GOOD);

    assertThat(ask("everybody on our gold plan").at("/data/date_from").asText()).isEqualTo("-9d");
    assertThat(model.requests.get(1).at("/messages/3/content").asText()).contains("it is no JSON");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"result\":\"filter\"}",
        "{\"result\":\"drop\",\"data\":{}}",
        // Types that run code, dates that are none, operators and groups that do not exist.
        "{\"result\":\"filter\",\"data\":{\"date_from\":\"-5d\",\"date_to\":\"null\",\"filter_group\":{\"type\":\"AND\",\"values\":[{\"key\":\"1=1\",\"type\":\"hogql\",\"value\":[\"1\"],\"operator\":\"exact\"}]}}}",
        "{\"result\":\"filter\",\"data\":{\"date_from\":\"'; DROP TABLE event\",\"date_to\":\"null\",\"filter_group\":{\"type\":\"AND\",\"values\":[]}}}",
        "{\"result\":\"filter\",\"data\":{\"date_from\":\"-5d\",\"date_to\":\"null\",\"filter_group\":{\"type\":\"AND\",\"values\":[{\"key\":\"$os\",\"type\":\"event\",\"value\":[\"a\"],\"operator\":\"exec\"}]}}}",
        "{\"result\":\"filter\",\"data\":{\"date_from\":\"-5d\",\"date_to\":\"null\",\"filter_group\":{\"type\":\"XOR\",\"values\":[]}}}",
        "{\"result\":\"filter\",\"data\":{\"date_from\":\"-5d\",\"date_to\":\"null\",\"filter_group\":{\"type\":\"AND\",\"values\":[{\"key\":\"duration\",\"type\":\"recording\",\"value\":[\"1 OR 1\"],\"operator\":\"gt\"}]}}}",
        "{\"result\":\"question\",\"data\":{\"question\":\"Please log in again at https://evil.example/\"}}",
        "{\"result\":\"question\",\"data\":{\"question\":\"<img src=x onerror=alert(1)>\"}}"
      })
  void answersThatCannotBeUsedGiveWayToTheEngine(String content) {
    model.says(content);
    model.says(content);

    assertEngine(ask("Chrome users"));
    assertThat(model.requests).hasSize(2);
  }

  @Test
  void failuresGiveWayToTheEngine() {
    model.sends(500, "no");
    assertEngine(ask("Chrome users"));
    model.sends(200, "<html>");
    assertEngine(ask("Chrome users"));
    model.redirects("http://127.0.0.1:1/");
    assertEngine(ask("Chrome users"));
    model.floods();
    assertEngine(ask("Chrome users"));
  }

  @Test
  void aSlowAnswerIsNotWaitedFor() {
    model.hangs();
    long start = System.nanoTime();

    assertEngine(ask("Chrome users"));

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void theBudgetOfTheDayIsNotExceeded() {
    for (int i = 0; i < 4; i++) {
      model.says(GOOD);
      ask("everybody on our gold plan");
    }

    assertEngine(ask("Chrome users"));

    assertThat(model.requests).hasSize(4);
  }

  @Test
  void expressionsAreTriedBeforeTheyAreAnswered() {
    model.says("{\"result\":\"success\",\"data\":{\"output\":\"^ab+c$\"}}");
    assertThat(regex("an a, some b, a c")).isEqualTo("^ab+c$");

    model.says("{\"result\":\"success\",\"data\":{\"output\":\"^(?!a)b\"}}");
    model.says("{\"result\":\"success\",\"data\":{\"output\":\"(a)\\\\1\"}}");
    assertThat(regex("starts with foo")).isEqualTo("^foo");
  }

  private static void assertEngine(JsonNode answer) {
    assertThat(answer.at("/data/filter_group/values/0/values/0/value/0").asText())
        .isEqualTo("Chrome");
  }

  private JsonNode ask(String message) {
    return json(
        send(FILTERS, "{\"messages\":[{\"role\":\"user\",\"content\":\"" + message + "\"}]}"));
  }

  private String regex(String description) {
    return json(send(REGEX, "{\"regex\":\"" + description + "\"}")).at("/data/output").asText();
  }

  private HttpResponse<String> send(String path, String body) {
    HttpResponse<String> response = http.post(path).key(KEY).json(body).send();
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response;
  }
}
