package dev.zoetrope.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoetrope.server.crypto.Tokens;
import dev.zoetrope.server.testing.ContractHttp;
import dev.zoetrope.server.testing.ServerIT;
import dev.zoetrope.server.testing.TestRecordings;
import dev.zoetrope.server.testing.TestSql;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a personal API key may stand and how it is kept (B-050, B-052). */
abstract class KeyPresentationIT extends ServerIT {
  private static final String ME = "/api/users/@me/";

  @Inject TestSql sql;
  @Inject TestRecordings recordings;

  private String recording;

  @BeforeEach
  void aRecording() {
    recording = "/api/environments/1/session_recordings/" + UUID.randomUUID() + "/";
    recordings.add(1, recording.replaceAll(".*recordings/|/$", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer %s", "Bearer   %s", "Bearer\t%s", "Bearer %s  "})
  void theHeaderMayHaveSpaces(String form) {
    HttpResponse<String> response =
        http.get(ME).header("Authorization", form.formatted(KEY)).send();

    assertThat(response.statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bearer %s", "BEARER %s", "Token %s", "Basic %s", "%s", "Bearer%s"})
  void otherSchemesAreNotLookedAt(String form) {
    HttpResponse<String> response =
        http.get(ME).header("Authorization", form.formatted(KEY)).send();

    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    assertThat(json(response).get("code").asText()).isEqualTo("not_authenticated");
  }

  @Test
  void theBodyMayCarryIt() {
    assertOpens(
        http.patch(recording).json("{\"viewed\":true,\"personal_api_key\":\"" + KEY + "\"}"));
    assertOpens(http.patch(recording).form("viewed=true&personal_api_key=" + KEY));
    assertOpens(
        http.patch(recording)
            .body(
                "multipart/form-data; boundary=b",
                ("--b\r\nContent-Disposition: form-data; name=\"personal_api_key\"\r\n\r\n"
                        + KEY
                        + "\r\n--b\r\nContent-Disposition: form-data; name=\"viewed\"\r\n\r\n"
                        + "true\r\n--b--\r\n")
                    .getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aDeletionMayCarryItInItsBody() {
    HttpResponse<String> response =
        http.delete(recording).json("{\"personal_api_key\":\"" + KEY + "\"}").send();

    assertThat(response.statusCode()).isEqualTo(204);
  }

  @Test
  void theFirstOneFoundCountsAndSaysWhereItWas() {
    String body = "{\"viewed\":true,\"personal_api_key\":\"%s\"}";
    String query = recording + "?personal_api_key=";

    assertInvalid(
        http.patch(query + KEY).key("phx_wrong").json(body.formatted(KEY)), "Authorization header");
    assertInvalid(http.patch(query + KEY).json(body.formatted("phx_wrong")), "body");
    assertInvalid(http.patch(query + "phx_wrong").json("{\"viewed\":true}"), "query string");
    assertOpens(http.patch(query + "phx_wrong").key(KEY).json(body.formatted("phx_wrong")));
  }

  @Test
  void aKeyThatIsNoTextIsNone() {
    HttpResponse<String> response =
        http.patch(recording).json("{\"viewed\":true,\"personal_api_key\":7}").send();

    assertThat(response.statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(ints = {260_000, 390_000})
  void aKeyWithALegacyHashOpensAndIsKeptAnewFromThenOn(int rounds) throws Exception {
    String key = sql.key(EMAIL, "[\"*\"]");
    String hash = Tokens.hash(key);
    String legacy = legacyHash(key, rounds);
    sql.run("UPDATE personal_api_key SET secure_value = ? WHERE secure_value = ?", legacy, hash);

    assertThat(http.get(ME).key(key).send().statusCode()).isEqualTo(200);

    assertThat(sql.column("SELECT 1 FROM personal_api_key WHERE secure_value = ?", hash))
        .hasSize(1);
    assertThat(sql.column("SELECT 1 FROM personal_api_key WHERE secure_value = ?", legacy))
        .isEmpty();
    assertThat(http.get(ME).key(key).send().statusCode()).isEqualTo(200);
    assertThat(http.get(ME).key(key + "x").send().statusCode()).isEqualTo(401);
  }

  @Test
  void theDatabaseHoldsNoKey() {
    assertThat(
            sql.column("SELECT COUNT(*) FROM personal_api_key WHERE secure_value = ?", KEY).get(0))
        .isEqualTo(0L);
    for (String column : new String[] {"secure_value", "mask_value", "label", "id"}) {
      assertThat(sql.column("SELECT " + column + " FROM personal_api_key"))
          .as(column)
          .noneMatch(value -> value != null && value.toString().contains(KEY.substring(4, 30)));
    }
  }

  private static String legacyHash(String key, int rounds) throws GeneralSecurityException {
    PBEKeySpec spec =
        new PBEKeySpec(
            key.toCharArray(),
            "posthog_personal_api_key".getBytes(StandardCharsets.UTF_8),
            rounds,
            256);
    byte[] derived =
        SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    return "pbkdf2_sha256$%d$posthog_personal_api_key$%s"
        .formatted(rounds, Base64.getEncoder().encodeToString(derived));
  }

  private static void assertOpens(ContractHttp.Call call) {
    HttpResponse<String> response = call.send();
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
  }

  private static void assertInvalid(ContractHttp.Call call, String place) {
    HttpResponse<String> response = call.send();
    assertThat(response.statusCode()).as(response.body()).isEqualTo(401);
    assertThat(json(response).get("code").asText()).isEqualTo("authentication_failed");
    assertThat(json(response).get("detail").asText())
        .isEqualTo("Personal API key found in request " + place + " is invalid.");
  }
}
