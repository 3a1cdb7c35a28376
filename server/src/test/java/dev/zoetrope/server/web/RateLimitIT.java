package dev.zoetrope.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoetrope.server.testing.OnH2;
import dev.zoetrope.server.testing.ServerIT;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RateLimitIT extends ServerIT implements OnH2 {
  private static Instant start = Instant.parse("2030-01-01T00:00:00Z");

  @Override
  protected Map<String, String> properties() {
    return Map.of(
        "zoetrope.rate.limits", "true",
        "zoetrope.rate.default-per-minute", "3",
        "zoetrope.rate.default-per-hour", "5",
        "zoetrope.rate.recordings-per-minute", "1");
  }

  /** Every test has hours of its own: what an earlier one used up is forgotten. */
  @BeforeEach
  void stopTheClock() {
    start = start.plus(Duration.ofHours(2));
    clock.set(start);
  }

  private HttpResponse<String> me() {
    return http.get("/api/users/@me/").key(KEY).send();
  }

  @Test
  void oneMoreThanTheLimitOfAMinuteIsRefusedUntilTheFirstIsAMinuteOld() {
    for (int i = 0; i < 3; i++) {
      assertThat(me().statusCode()).isEqualTo(200);
      clock.advance(Duration.ofSeconds(10));
    }

    var refused = me();

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).hasValue("30");
    assertThat(json(refused))
        .isEqualTo(
            json(
                """
                {"type":"throttled_error","code":"throttled","attr":null,
                 "detail":"Request was throttled. Expected available in 30 seconds."}
                """));
    clock.advance(Duration.ofSeconds(29));
    assertThat(json(me()).get("detail").asText())
        .isEqualTo("Request was throttled. Expected available in 1 second.");
    clock.advance(Duration.ofSeconds(1));
    assertThat(me().statusCode()).isEqualTo(200);
  }

  @Test
  void theHourHasALimitOfItsOwn() {
    for (int i = 0; i < 5; i++) {
      assertThat(me().statusCode()).isEqualTo(200);
      clock.advance(Duration.ofMinutes(1));
    }

    assertThat(me().headers().firstValue("Retry-After")).hasValue("3300");
  }

  @Test
  void theContractSaysWhichLimitCounts() {
    String list = "/api/projects/1/session_recordings/";

    assertThat(http.get(list).key(KEY).send().statusCode()).isEqualTo(200);
    assertThat(http.get(list).key(KEY).send().statusCode()).isEqualTo(429);
    assertThat(me().statusCode()).isEqualTo(200);
  }

  @Test
  void theWayAKeyIsPresentedMakesNoDifference() {
    for (int i = 0; i < 3; i++) {
      me();
    }

    assertThat(http.get("/api/users/@me/?personal_api_key=" + KEY).send().statusCode())
        .isEqualTo(429);
  }

  @Test
  void peopleWhoLoggedInAreNotLimited() {
    var login =
        http.post("/api/login/")
            .json("{\"email\":\"%s\",\"password\":\"%s\"}".formatted(EMAIL, PASSWORD))
            .send();
    String cookie = login.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");

    for (int i = 0; i < 6; i++) {
      assertThat(http.get("/api/users/@me/").header("Cookie", cookie).send().statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void refusedCredentialsCostNothing() {
    for (int i = 0; i < 6; i++) {
      assertThat(http.get("/api/users/@me/").key("phx_wrong").send().statusCode()).isEqualTo(401);
    }
    assertThat(me().statusCode()).isEqualTo(200);
  }
}
