package dev.zoetrope.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoetrope.server.crypto.Tokens;
import dev.zoetrope.server.testing.ServerIT;
import dev.zoetrope.server.testing.TestSql;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What becomes of a key between its creation and its end (B-052). */
abstract class KeyLifeIT extends ServerIT {
  private static final String KEYS = "/api/personal_api_keys/";
  private static final String ME = "/api/users/@me/";
  private static final String FULL = "You can only have 10 personal API keys.";

  @Inject TestSql sql;

  private final Map<String, String> ids = new HashMap<>();
  private String cookie;

  @BeforeAll
  void logIn() {
    cookie =
        http.post("/api/login/")
            .json("{\"email\":\"%s\",\"password\":\"%s\"}".formatted(EMAIL, PASSWORD))
            .send()
            .headers()
            .firstValue("Set-Cookie")
            .orElseThrow()
            .replaceFirst(";.*", "");
  }

  @AfterEach
  void onlyTheFirstKeyStays() {
    sql.run("DELETE FROM personal_api_key WHERE label <> 'First key'");
  }

  @Test
  void aValueIsShownWhenItIsMadeAndNeverAgain() {
    JsonNode made = create("user:read");
    String value = made.get("value").asText();

    assertThat(value).matches("phx_[0-9A-Za-z]{40,44}");
    assertThat(made.get("mask_value").asText())
        .isEqualTo("phx_..." + value.substring(value.length() - 4));
    assertThat(http.get(KEYS).header("Cookie", cookie).send().body()).doesNotContain(value);
    assertThat(http.get(one(made)).header("Cookie", cookie).send().body()).doesNotContain(value);
    assertThat(patch(made, "{\"label\":\"other\"}").body()).doesNotContain(value);
  }

  @Test
  void aRolledKeyIsRefusedFromTheAnswerOn() {
    JsonNode made = create("user:read");
    String before = made.get("value").asText();
    assertThat(status(before)).isEqualTo(200);

    String after = roll(made);

    assertThat(status(before)).isEqualTo(401);
    assertThat(status(after)).isEqualTo(200);
  }

  @Test
  void aChangeAtTheSameTimeNeverBringsTheOldValueBack() {
    for (int round = 0; round < 25; round++) {
      JsonNode made = create("user:read");
      List<CompletableFuture<HttpResponse<String>>> changes = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        String label = "{\"label\":\"label " + i + "\"}";
        changes.add(CompletableFuture.supplyAsync(() -> patch(made, label)));
      }
      String after = roll(made);
      changes.forEach(c -> assertThat(c.join().statusCode()).isEqualTo(200));

      assertThat(status(made.get("value").asText())).as("round %d", round).isEqualTo(401);
      assertThat(status(after)).as("round %d", round).isEqualTo(200);
      http.delete(one(made)).header("Cookie", cookie).send();
    }
  }

  @Test
  void takingAScopeAwayCountsFromTheAnswerOn() {
    JsonNode made = create("user:read");
    String value = made.get("value").asText();
    assertThat(status(value)).isEqualTo(200);

    patch(made, "{\"scopes\":[\"project:read\"]}");

    assertThat(status(value)).isEqualTo(403);
  }

  @Test
  void aKeyWithoutAnyScopeOpensNothing() {
    assertThat(status(sql.key(EMAIL, "[]"))).isEqualTo(403);
  }

  @Test
  void aKeyFromBeforeScopesOpensWhatKeysMayOpen() {
    String key = sql.key(EMAIL, null);

    assertThat(status(key)).isEqualTo(200);
    assertThat(http.get(KEYS).key(key).send().statusCode()).isEqualTo(403);
  }

  @Test
  void useIsNotedOncePerHour() {
    Instant noon = Instant.parse("2026-11-23T12:00:00Z");
    clock.set(noon);
    JsonNode made = create("user:read");
    String value = made.get("value").asText();
    assertThat(lastUsed(made).isNull()).isTrue();

    status(value);
    assertThat(lastUsed(made).asText()).isEqualTo("2026-11-23T12:00:00Z");
    clock.set(noon.plus(Duration.ofMinutes(59)));
    status(value);
    assertThat(lastUsed(made).asText()).isEqualTo("2026-11-23T12:00:00Z");
    clock.set(noon.plus(Duration.ofMinutes(60)));
    status(value);
    assertThat(lastUsed(made).asText()).isEqualTo("2026-11-23T13:00:00Z");
  }

  @Test
  void keysOfOthersAreNotThere() {
    sql.member("other@example.com", "[\"*\"]");
    Object id =
        sql.column(
                "SELECT k.id FROM personal_api_key k JOIN app_user u ON u.id = k.user_id"
                    + " WHERE u.email = 'other@example.com'")
            .get(0);
    String theirs = KEYS + id + "/";

    assertThat(http.get(theirs).header("Cookie", cookie).send().statusCode()).isEqualTo(404);
    assertThat(
            http.patch(theirs)
                .header("Cookie", cookie)
                .json("{\"label\":\"x\"}")
                .send()
                .statusCode())
        .isEqualTo(404);
    assertThat(http.post(theirs + "roll/").header("Cookie", cookie).send().statusCode())
        .isEqualTo(404);
    assertThat(http.delete(theirs).header("Cookie", cookie).send().statusCode()).isEqualTo(404);
    assertThat(sql.column("SELECT label FROM personal_api_key WHERE id = ?", id))
        .containsExactly("test");
    assertThat(http.get(KEYS).header("Cookie", cookie).send().body()).doesNotContain(id.toString());
  }

  @Test
  void aKeyIsScopedToWhatItsOwnerBelongsToOnly() {
    assertThat(
            json(createWith("\"scopes\":[\"*\"],\"scoped_teams\":[1,4711]")).get("detail").asText())
        .isEqualTo("You must be a member of all teams that you are scoping the key to.");
    assertThat(
            json(createWith(
                    "\"scopes\":[\"*\"],\"scoped_organizations\":"
                        + "[\"0197a3f2-53b6-7f70-9b3a-0d0a8e6b1f13\"]"))
                .get("detail")
                .asText())
        .isEqualTo("You must be a member of all organizations that you are scoping the key to.");
  }

  @Test
  void theEleventhKeyIsRefusedUntilOneIsGone() {
    List<JsonNode> made = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      made.add(create("user:read"));
    }

    HttpResponse<String> refused = createWith("\"scopes\":[\"*\"]");

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(json(refused).get("detail").asText()).startsWith(FULL);
    http.delete(one(made.get(0))).header("Cookie", cookie).send();
    assertThat(createWith("\"scopes\":[\"*\"]").statusCode()).isEqualTo(201);
  }

  @Test
  void theKeyOfADeletedUserIsInvalid() {
    String key = sql.member("deleted@example.com", "[\"*\"]");
    String user = "(SELECT id FROM app_user WHERE email = 'deleted@example.com')";
    sql.run("DELETE FROM personal_api_key WHERE user_id = " + user);
    sql.run("DELETE FROM membership WHERE user_id = " + user);
    sql.run("DELETE FROM app_user WHERE email = 'deleted@example.com'");

    assertThat(status(key)).isEqualTo(401);
  }

  @Test
  void whoBelongsToNoOrganizationSeesWhoTheyAreAndNothingElse() {
    String key = sql.member("alone@example.com", "[\"*\"]");
    sql.run(
        "DELETE FROM membership WHERE user_id ="
            + " (SELECT id FROM app_user WHERE email = 'alone@example.com')");

    HttpResponse<String> me = http.get(ME).key(key).send();

    assertThat(me.statusCode()).as(me.body()).isEqualTo(200);
    assertThat(json(me).get("team").isNull()).isTrue();
    assertThat(json(me).get("organization").isNull()).isTrue();
    assertThat(json(me).get("organizations")).isEmpty();
    assertThat(me.body()).doesNotContain(PROJECT_TOKEN);
    assertThat(json(http.get("/api/projects/").key(key).send()).get("count").asInt()).isZero();
    assertThat(http.get("/api/projects/@current/session_recordings/").key(key).send().statusCode())
        .isEqualTo(403);
  }

  /** The old hash takes a while to compare with; a key that is changed meanwhile stays changed. */
  @Test
  void aLegacyKeyThatIsChangedWhileItIsLookedAtStaysChanged() throws Exception {
    String key = legacyKey();
    String id = ids.get(key);

    CompletableFuture<Integer> use = CompletableFuture.supplyAsync(() -> status(key));
    awaitHashing();
    patch(KEYS + id + "/", "{\"scopes\":[\"project:read\"],\"label\":\"narrowed\"}");

    assertThat(use.join()).isEqualTo(403);
    assertThat(sql.column("SELECT label FROM personal_api_key WHERE id = ?", id))
        .containsExactly("narrowed");
    assertThat(status(key)).isEqualTo(403);
    assertThat(http.get("/api/projects/").key(key).send().statusCode()).isEqualTo(200);
  }

  @Test
  void aLegacyKeyThatIsRolledWhileItIsLookedAtStaysRolled() throws Exception {
    String key = legacyKey();

    CompletableFuture<Integer> use = CompletableFuture.supplyAsync(() -> status(key));
    awaitHashing();
    HttpResponse<String> rolled =
        http.post(KEYS + ids.get(key) + "/roll/").header("Cookie", cookie).send();

    assertThat(use.join()).isEqualTo(401);
    assertThat(status(key)).isEqualTo(401);
    assertThat(status(json(rolled).get("value").asText())).isEqualTo(200);
  }

  /** A key as an import brings it. */
  private String legacyKey() throws Exception {
    String key = sql.key(EMAIL, "[\"user:read\"]");
    String hash = Tokens.hash(key);
    ids.put(
        key,
        sql.column("SELECT id FROM personal_api_key WHERE secure_value = ?", hash)
            .get(0)
            .toString());
    PBEKeySpec spec =
        new PBEKeySpec(
            key.toCharArray(),
            "posthog_personal_api_key".getBytes(StandardCharsets.UTF_8),
            390_000,
            256);
    String old =
        Base64.getEncoder()
            .encodeToString(
                SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded());
    sql.run(
        "UPDATE personal_api_key SET secure_value = ? WHERE secure_value = ?",
        "pbkdf2_sha256$390000$posthog_personal_api_key$" + old,
        hash);
    return key;
  }

  /** Until a thread of the server is inside the slow comparison. */
  private static void awaitHashing() {
    long limit = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (System.nanoTime() < limit) {
      boolean hashing =
          Thread.getAllStackTraces().values().stream()
              .flatMap(Arrays::stream)
              .anyMatch(
                  frame ->
                      frame.getClassName().equals(LegacyKeyHashes.class.getName())
                          && frame.getMethodName().equals("pbkdf2"));
      if (hashing) {
        return;
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("nobody compared with the old hash");
  }

  private JsonNode create(String scope) {
    HttpResponse<String> response = createWith("\"scopes\":[\"" + scope + "\"]");
    assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    return json(response);
  }

  private HttpResponse<String> createWith(String members) {
    return http.post(KEYS)
        .header("Cookie", cookie)
        .json("{\"label\":\"k\"," + members + "}")
        .send();
  }

  private HttpResponse<String> patch(JsonNode key, String body) {
    return patch(one(key), body);
  }

  private HttpResponse<String> patch(String path, String body) {
    return http.patch(path).header("Cookie", cookie).json(body).send();
  }

  private String roll(JsonNode key) {
    HttpResponse<String> response = http.post(one(key) + "roll/").header("Cookie", cookie).send();
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return json(response).get("value").asText();
  }

  private JsonNode lastUsed(JsonNode key) {
    return json(http.get(one(key)).header("Cookie", cookie).send()).get("last_used_at");
  }

  private static String one(JsonNode key) {
    return KEYS + key.get("id").asText() + "/";
  }

  private int status(String key) {
    return http.get(ME).key(key).send().statusCode();
  }
}
