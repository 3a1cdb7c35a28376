package dev.zoetrope.server.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zoetrope.server.testing.ServerIT;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is answered to words, given to the list, finds exactly the recordings that were meant. */
abstract class ExecutedFiltersIT extends ServerIT {
  private static final String RECORDINGS = "/api/environments/1/session_recordings/";
  private static final String SHOP = "https://shop.example";

  private boolean captured;

  @BeforeEach
  void capture() {
    if (captured) {
      return;
    }
    captured = true;
    send(
        session("checkout", 2)
            .visits(SHOP + "/checkout")
            .happens("$rageclick", SHOP + "/checkout")
            .lasts(180));
    send(
        session("elsewhere", 2)
            .visits(SHOP + "/checkout")
            .happens("$rageclick", SHOP + "/cart")
            .lasts(180));
    send(
        session("short", 2)
            .visits(SHOP + "/checkout")
            .happens("$rageclick", SHOP + "/checkout")
            .lasts(30));
    send(
        session("old", 9)
            .visits(SHOP + "/checkout")
            .happens("$rageclick", SHOP + "/checkout")
            .lasts(180));
    send(
        session("firefox", 2)
            .trait("$browser", "Firefox")
            .visits(SHOP + "/checkout")
            .happens("$rageclick", SHOP + "/checkout")
            .lasts(180));
    send(
        session("france", 2)
            .trait("$geoip_country_code", "FR")
            .visits(SHOP + "/checkout")
            .happens("$rageclick", SHOP + "/checkout")
            .lasts(180));
    send(
        session("mobile", 1)
            .trait("$device_type", "Mobile")
            .trait("$browser", "Mobile Safari")
            .visits(SHOP + "/pricing")
            .error("TypeError: x is undefined")
            .lasts(60));
    send(session("quiet", 1).trait("$browser", "Safari").visits(SHOP + "/pricing").lasts(60));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "rage clicks on /checkout by Chrome users in Germany, longer than 2 minutes, last week; checkout",
        "rage clicks in the last 30 days; checkout elsewhere firefox france old short",
        "no rage clicks; mobile quiet",
        "errors; mobile",
        "without errors on Safari; quiet",
        "errors mentioning TypeError; mobile",
        "visited /pricing; mobile quiet",
        "did not visit /pricing, longer than 1 minute; checkout elsewhere firefox france",
        "Firefox users or users in France; firefox france",
        "not Chrome; firefox mobile quiet",
        "mobile users with rage clicks or errors; mobile",
        "shorter than 40 seconds; short",
        "between 50 and 70 seconds; mobile quiet",
        "visited /checkout but no rage clicks; ''",
        "sessions I haven't watched, with errors; mobile",
        "sessions I already watched; ''",
        "no errors but rage clicks, shorter than a minute; short",
        "not on Chrome but on Firefox; firefox",
        "mobile or safari, no desktop; mobile",
        "a couple of minutes or more, in France; france",
        "under a minute and a half and on mobile; mobile",
        "either errors or rage clicks on /cart; elsewhere mobile",
        "visited /pricing but not /checkout; mobile quiet",
        "error messages with \"TypeError\"; mobile",
        "exactly 1 error; mobile",
        "rage clicks but not in Germany; france"
      })
  void findsExactlyWhatWasMeant(String words, String ids) {
    assertThat(found(words))
        .containsExactlyInAnyOrderElementsOf(
            ids.isBlank() ? List.of() : List.of(ids.strip().split(" ", -1)));
  }

  @Test
  void namesOfTheProjectAreKnown() {
    JsonNode answer = answer("sessions with errors on " + SHOP + "/pricing");

    assertThat(answer.get("result").asText()).isEqualTo("filter");
    assertThat(answer("people on the checkout page").at("/data/question").asText())
        .contains(SHOP + "/checkout");
  }

  private List<String> found(String words) {
    JsonNode answer = answer(words);
    assertThat(answer.get("result").asText()).as(answer.toString()).isEqualTo("filter");
    // The answer as it came.
    JsonNode page = json(list(answer.get("data").toString()));
    assertThat(page.has("results")).as("%s: %s", answer, page).isTrue();
    List<String> ids = new ArrayList<>();
    page.get("results").forEach(recording -> ids.add(recording.get("id").asText()));
    return ids;
  }

  private JsonNode answer(String words) {
    try {
      String body =
          "{\"messages\":[{\"role\":\"user\",\"content\":"
              + new ObjectMapper().writeValueAsString(words)
              + "}]}";
      return json(http.post(RECORDINGS + "ai/filters/").key(KEY).json(body).send());
    } catch (JsonProcessingException e) {
      throw new AssertionError(words, e);
    }
  }

  private HttpResponse<String> list(String filters) {
    return http.get(RECORDINGS + "?filters=" + URLEncoder.encode(filters, StandardCharsets.UTF_8))
        .key(KEY)
        .outsideTheContract()
        .send();
  }

  private CapturedSession session(String id, int daysAgo) {
    return new CapturedSession(id, PROJECT_TOKEN, clock.instant(), Duration.ofDays(daysAgo));
  }

  private void send(CapturedSession session) {
    assertThat(http.post("/s/").json(session.recording()).outsideTheContract().send().statusCode())
        .isEqualTo(200);
    assertThat(http.post("/e/").json(session.events()).outsideTheContract().send().statusCode())
        .isEqualTo(200);
  }
}
