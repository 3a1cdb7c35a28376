package dev.zoetrope.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoetrope.server.testing.ServerIT;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

abstract class LoginIT extends ServerIT {
  private static final String KEYS = "/api/personal_api_keys/";

  @Test
  void aLoginOpensASessionWithASafeCookie() {
    HttpResponse<String> response = login(EMAIL.toUpperCase(java.util.Locale.ROOT), PASSWORD);

    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(response.headers().firstValue("Set-Cookie").orElseThrow())
        .contains("sessionid=", "HTTPOnly", "SameSite=Lax", "Path=/");
    assertThat(http.get("/api/users/@me/").header("Cookie", cookie()).send().statusCode())
        .isEqualTo(200);
  }

  @Test
  void aLogoutEndsTheSession() {
    String cookie = cookie();
    http.post("/api/logout/").header("Cookie", cookie).send();

    assertThat(http.get("/api/users/@me/").header("Cookie", cookie).send().statusCode())
        .isEqualTo(401);
  }

  @Test
  void wrongPasswordAndUnknownAddressAreRefusedAlike() {
    HttpResponse<String> wrong = login(EMAIL, "not it");
    HttpResponse<String> unknown = login("nobody@example.com", "not it");

    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.body()).isEqualTo(unknown.body()).contains("invalid_credentials");
  }

  @Test
  void guessingIsThrottledAndTheThrottleEnds() {
    for (int i = 0; i < 5; i++) {
      assertThat(login("guessed@example.com", "guess " + i).statusCode()).isEqualTo(400);
    }
    HttpResponse<String> refused = login("guessed@example.com", "guess");

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow()).isBetween(1L, 900L);

    clock.advance(Duration.ofMinutes(16));
    assertThat(login("guessed@example.com", "guess").statusCode()).isEqualTo(400);
  }

  @Test
  void aForeignPageCannotUseTheCookie() {
    HttpResponse<String> response =
        http.post(KEYS)
            .header("Cookie", cookie())
            .header("Sec-Fetch-Site", "cross-site")
            .json("{\"label\":\"x\",\"scopes\":[\"*\"]}")
            .send();

    assertThat(response.statusCode()).isEqualTo(403);
  }

  @Test
  void whatAProxyClaimsCountsOnlyWhenItIsTrusted() {
    HttpResponse<String> response =
        http.post("/api/login/")
            .header("X-Forwarded-Proto", "https")
            .header("X-Forwarded-Host", "replay.example")
            .header("Origin", "https://replay.example")
            .json("{\"email\":\"%s\",\"password\":\"%s\"}".formatted(EMAIL, PASSWORD))
            .send();

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(json(response).get("detail").asText())
        .isEqualTo("CSRF Failed: Origin checking failed.");
  }

  @Test
  void keysCannotManageKeys() {
    HttpResponse<String> response = http.get(KEYS).key(KEY).send();

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(json(response).get("detail").asText())
        .isEqualTo("This action does not support Personal API Key access");
  }

  @Test
  void aKeyDoesWhatItsScopesSayUntilItIsRevoked() {
    String cookie = cookie();
    JsonNode key = create(cookie, "{\"label\":\"reader\",\"scopes\":[\"user:read\"]}");
    String value = key.get("value").asText();

    assertThat(value).startsWith("phx_");
    assertThat(http.get("/api/users/@me/").key(value).send().statusCode()).isEqualTo(200);
    HttpResponse<String> refused = http.get("/api/projects/").key(value).send();
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(json(refused).get("detail").asText())
        .isEqualTo("API key missing required scope 'project:read'");
    JsonNode shown =
        json(http.get(KEYS + key.get("id").asText() + "/").header("Cookie", cookie).send());
    assertThat(shown.get("value").isNull()).isTrue();
    assertThat(shown.get("last_used_at").isNull()).isFalse();

    http.delete(KEYS + key.get("id").asText() + "/").header("Cookie", cookie).send();
    assertThat(http.get("/api/users/@me/").key(value).send().statusCode()).isEqualTo(401);
  }

  @Test
  void writingIncludesReading() {
    String value =
        create(cookie(), "{\"label\":\"w\",\"scopes\":[\"project:write\"]}").get("value").asText();

    assertThat(http.get("/api/projects/").key(value).send().statusCode()).isEqualTo(200);
  }

  @Test
  void anUnknownScopeIsRefused() {
    HttpResponse<String> response =
        http.post(KEYS)
            .header("Cookie", cookie())
            .json("{\"label\":\"x\",\"scopes\":[\"invalid\"]}")
            .send();

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json(response).get("detail").asText()).isEqualTo("Invalid scope: invalid");
    assertThat(json(response).get("attr").asText()).isEqualTo("scopes");
  }

  @Test
  void aKeyScopedToAProjectOpensNoOther() {
    String cookie = cookie();
    JsonNode other = json(http.post("/api/projects/").key(KEY).json("{\"name\":\"Other\"}").send());
    String value =
        create(cookie, "{\"label\":\"s\",\"scopes\":[\"*\"],\"scoped_teams\":[1]}")
            .get("value")
            .asText();
    HttpResponse<String> foreign =
        http.get("/api/environments/%d/session_recordings/".formatted(other.get("id").asLong()))
            .key(value)
            .send();

    assertThat(foreign.statusCode()).isEqualTo(403);
    assertThat(json(foreign).get("detail").asText())
        .isEqualTo(
            "API key does not have access to the requested project: ID %d."
                .formatted(other.get("id").asLong()));
    HttpResponse<String> list = http.get("/api/projects/").key(value).send();
    assertThat(json(list).get("detail").asText())
        .isEqualTo("API keys with scoped projects are only supported on project-based endpoints.");
    assertThat(http.get("/api/users/@me/").key(value).send().statusCode()).isEqualTo(200);
    assertThat(http.get("/api/environments/1/session_recordings/").key(value).send().statusCode())
        .isEqualTo(200);
  }

  @Test
  void aNewOrganizationAndItsProjectAreTheCallersAtOnce() {
    JsonNode organization =
        json(http.post("/api/organizations/").key(KEY).json("{\"name\":\"Acme\"}").send());
    HttpResponse<String> project =
        http.post("/api/projects/")
            .key(KEY)
            .json(
                "{\"name\":\"Shop\",\"organization\":\"%s\"}"
                    .formatted(organization.get("id").asText()))
            .send();

    assertThat(project.statusCode()).as(project.body()).isEqualTo(201);
    assertThat(
            http.get(
                    "/api/environments/%d/session_recordings/"
                        .formatted(json(project).get("id").asLong()))
                .key(KEY)
                .send()
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void unknownProjectsAreNotFound() {
    for (String id : new String[] {"999999", "-1", "abc", "99999999999999999999"}) {
      HttpResponse<String> response =
          http.get("/api/environments/%s/session_recordings/".formatted(id)).key(KEY).send();

      assertThat(response.statusCode()).as(id).isEqualTo(404);
      assertThat(json(response).get("detail").asText()).isEqualTo("Project not found.");
    }
  }

  @Test
  void currentMeansTheOwnersProject() {
    assertThat(http.get("/api/projects/@current/session_recordings").key(KEY).send().statusCode())
        .isEqualTo(200);
  }

  private JsonNode create(String cookie, String body) {
    HttpResponse<String> response = http.post(KEYS).header("Cookie", cookie).json(body).send();
    assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    return json(response);
  }

  private String cookie() {
    return login(EMAIL, PASSWORD)
        .headers()
        .firstValue("Set-Cookie")
        .orElseThrow()
        .replaceFirst(";.*", "");
  }

  private HttpResponse<String> login(String email, String password) {
    return http.post("/api/login/")
        .json("{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password))
        .send();
  }
}
