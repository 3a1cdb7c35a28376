package dev.zoetrope.server.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoetrope.server.testing.ServerIT;
import dev.zoetrope.server.testing.TestRecordings;
import dev.zoetrope.server.testing.TestSql;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class SharePasswordsIT extends ServerIT {
  private static final String SECRET = "open sesame, please";

  @Inject TestRecordings recordings;
  @Inject TestSql sql;

  private String id;
  private String token;

  @BeforeEach
  void aProtectedShare() {
    id = UUID.randomUUID().toString();
    recordings.add(1, id);
    token =
        json(patch("{\"enabled\":true,\"password_required\":true}")).get("access_token").asText();
  }

  @Test
  void aPasswordIsShownOnceAndKeptAsAHash() {
    JsonNode created =
        json(create("{\"raw_password\":\"%s\",\"note\":\"team\"}".formatted(SECRET)));

    assertThat(created.fieldNames())
        .toIterable()
        .containsExactly("id", "password", "note", "created_at", "created_by_email");
    assertThat(created.get("password").asText()).isEqualTo(SECRET);
    JsonNode listed = json(http.get(path("")).key(KEY).send()).get("share_passwords");
    assertThat(listed).hasSize(1);
    assertThat(listed.get(0).fieldNames())
        .toIterable()
        .containsExactly("id", "created_at", "note", "created_by_email", "is_active");
    assertThat(listed.get(0).get("created_by_email").asText()).isEqualTo(EMAIL);
    assertThat(sql.column("SELECT password_hash FROM share_password WHERE session_id = ?", id))
        .singleElement()
        .asString()
        .startsWith("$argon2id$")
        .doesNotContain(SECRET);
  }

  @Test
  void withoutAPasswordARandomOneIsMade() {
    String first = json(create("{}")).get("password").asText();

    assertThat(first).hasSizeGreaterThanOrEqualTo(20);
    assertThat(json(create("{}")).get("password").asText()).isNotEqualTo(first);
  }

  @Test
  void shortPasswordsAndLongNotesAreRefused() {
    assertThat(json(create("{\"raw_password\":\"1234567\"}")).get("detail").asText())
        .isEqualTo("Password must be at least 8 characters long.");
    JsonNode refused = json(create("{\"note\":\"%s\"}".formatted("x".repeat(101))));
    assertThat(refused.get("code").asText()).isEqualTo("max_length");
    assertThat(refused.get("attr").asText()).isEqualTo("note");
  }

  @Test
  void passwordsNeedProtectionFirst() {
    patch("{\"password_required\":false}");

    HttpResponse<String> response = create("{}");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body())
        .isEqualTo("{\"error\":\"Password protection must be enabled before creating passwords\"}");
  }

  @Test
  void theTokenAloneShowsThatAPasswordIsNeededAndOpensNothing() {
    JsonNode page = json(shown());

    assertThat(page.fieldNames()).toIterable().containsExactly("type", "accessToken");
    assertThat(page.get("type").asText()).isEqualTo("unlock");
    assertThat(api(token).statusCode()).isEqualTo(403);
  }

  @Test
  void theRightPasswordOpensPageAndApi() {
    create("{\"raw_password\":\"%s\"}".formatted(SECRET));
    HttpResponse<String> unlocked = enter(SECRET);
    String shareToken = json(unlocked).get("shareToken").asText();

    assertThat(unlocked.headers().allValues("Set-Cookie"))
        .hasSize(2)
        .allSatisfy(
            cookie ->
                assertThat(cookie)
                    .startsWith("posthog_sharing_token=" + shareToken)
                    .contains(
                        "Max-Age=86400", "HttpOnly", "SameSite=Lax", "Path=/shared/" + token));
    assertThat(json(shownWith("Authorization", "Bearer " + shareToken)).get("type").asText())
        .isEqualTo("scene");
    assertThat(
            json(shownWith("Cookie", "posthog_sharing_token=" + shareToken)).get("type").asText())
        .isEqualTo("scene");
    assertThat(api(shareToken).statusCode()).isEqualTo(200);
  }

  @Test
  void aWrongPasswordIsRefused() {
    create("{\"raw_password\":\"%s\"}".formatted(SECRET));

    HttpResponse<String> response = enter("open barley, please");

    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.body()).isEqualTo("{\"error\":\"Incorrect password\"}");
  }

  @Test
  void guessingIsThrottledAndForgiven() {
    create("{\"raw_password\":\"%s\"}".formatted(SECRET));
    for (int i = 0; i < 5; i++) {
      assertThat(enter("guess number " + i).statusCode()).isEqualTo(401);
    }

    HttpResponse<String> throttled = enter(SECRET);
    assertThat(throttled.statusCode()).isEqualTo(429);
    assertThat(throttled.headers().firstValue("Retry-After")).isPresent();
    clock.advance(Duration.ofSeconds(61));
    assertThat(enter(SECRET).statusCode()).isEqualTo(200);
  }

  @Test
  void whatAPasswordOpenedClosesWithIt() {
    long password = json(create("{\"raw_password\":\"%s\"}".formatted(SECRET))).get("id").asLong();
    String shareToken = json(enter(SECRET)).get("shareToken").asText();

    assertThat(http.delete(path("passwords/" + password + "/")).key(KEY).send().statusCode())
        .isEqualTo(204);

    assertThat(api(shareToken).statusCode()).isEqualTo(403);
    assertThat(enter(SECRET).statusCode()).isEqualTo(401);
    HttpResponse<String> again = http.delete(path("passwords/" + password + "/")).key(KEY).send();
    assertThat(again.statusCode()).isEqualTo(404);
    assertThat(json(again).get("detail").asText()).isEqualTo("Password not found");
    assertThat(http.delete(path("passwords/x/")).key(KEY).send().statusCode()).isEqualTo(404);
  }

  @Test
  void aShareTokenEndsAfterADayOrWithTheAccessToken() {
    clock.set(Instant.parse("2026-11-23T09:00:00Z"));
    create("{\"raw_password\":\"%s\"}".formatted(SECRET));
    String one = json(enter(SECRET)).get("shareToken").asText();
    clock.advance(Duration.ofHours(24).minusSeconds(1));
    assertThat(api(one).statusCode()).isEqualTo(200);
    String two = json(enter(SECRET)).get("shareToken").asText();
    clock.advance(Duration.ofSeconds(2));
    assertThat(api(one).statusCode()).isEqualTo(403);
    assertThat(api(two).statusCode()).isEqualTo(200);

    String old = token;
    token = json(http.post(path("refresh/")).key(KEY).send()).get("access_token").asText();

    assertThat(api(two).statusCode()).isEqualTo(403);
    assertThat(token).isNotEqualTo(old);
    assertThat(enter(SECRET).statusCode()).isEqualTo(200);
  }

  @Test
  void aForgedShareTokenOpensNothing() {
    create("{\"raw_password\":\"%s\"}".formatted(SECRET));
    String shareToken = json(enter(SECRET)).get("shareToken").asText();
    String[] parts = shareToken.split("\\.", -1);

    assertThat(api(parts[0] + "." + parts[1] + ".").statusCode()).isEqualTo(403);
    assertThat(api(parts[0] + "." + parts[1] + "AA." + parts[2]).statusCode()).isEqualTo(403);
    assertThat(api("eyJhbGciOiJub25lIn0." + parts[1] + ".").statusCode()).isEqualTo(403);
  }

  @Test
  void thereIsNothingToEnterWhereNothingIsShared() {
    assertThat(http.post("/shared/unknown").json("{\"password\":\"x\"}").send().statusCode())
        .isEqualTo(404);
    assertThat(http.post("/shared/" + token).json("{}").send().statusCode()).isEqualTo(400);
    patch("{\"enabled\":false}");
    assertThat(enter(SECRET).statusCode()).isEqualTo(404);
  }

  private String path(String rest) {
    return "/api/environments/1/session_recordings/" + id + "/sharing/" + rest;
  }

  private HttpResponse<String> patch(String body) {
    return http.patch(path("")).key(KEY).json(body).send();
  }

  private HttpResponse<String> create(String body) {
    return http.post(path("passwords/")).key(KEY).json(body).send();
  }

  private HttpResponse<String> enter(String password) {
    return http.post("/shared/" + token).json("{\"password\":\"%s\"}".formatted(password)).send();
  }

  private HttpResponse<String> shown() {
    return http.get("/shared/" + token + ".json").send();
  }

  private HttpResponse<String> shownWith(String header, String value) {
    return http.get("/shared/" + token + ".json").header(header, value).send();
  }

  private HttpResponse<String> api(String sharingToken) {
    return http.get(
            "/api/projects/1/session_recordings/" + id + "?sharing_access_token=" + sharingToken)
        .send();
  }
}
