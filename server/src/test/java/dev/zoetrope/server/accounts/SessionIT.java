package dev.zoetrope.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoetrope.server.testing.ContractHttp;
import dev.zoetrope.server.testing.ServerIT;
import dev.zoetrope.server.testing.TestSql;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Logged-in browsers behind a proxy that is trusted (B-056, B-057). */
abstract class SessionIT extends ServerIT {
  private static final String ME = "/api/users/@me/";
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final AtomicInteger HOSTS = new AtomicInteger();

  @Inject TestSql sql;

  /** A network address of its own for each test: attempts are counted by them. */
  private String address;

  @Override
  protected Map<String, String> properties() {
    return Map.of("zoetrope.web.trust-forwarded", "true");
  }

  @BeforeEach
  void anotherBrowser() {
    address = "198.51.100." + HOSTS.incrementAndGet();
  }

  @Test
  void theCookieIsForThisServerAndNoScript() {
    assertThat(setCookie(login(PASSWORD).send()))
        .matches("sessionid=[0-9A-Za-z]{40,44}; .*")
        .containsIgnoringCase("; HttpOnly")
        .contains("; SameSite=Lax", "; Path=/", "; Max-Age=1209600")
        .doesNotContain("Secure", "Domain");
  }

  @Test
  void behindTlsTheCookieIsNeverSentWithoutIt() {
    assertThat(setCookie(login(PASSWORD).header("X-Forwarded-Proto", "https").send()))
        .contains("; Secure");
  }

  @Test
  void loggingOutTakesTheCookieBack() {
    String cookie = cookie();

    assertThat(setCookie(http.post("/api/logout/").header("Cookie", cookie).send()))
        .startsWith("sessionid=;")
        .contains("Max-Age=0");
    assertThat(me(cookie)).isEqualTo(401);
  }

  @Test
  void aSessionEndsAfterFourteenDays() {
    clock.set(NOON);
    String cookie = cookie();

    clock.set(NOON.plus(Duration.ofDays(14)).minusSeconds(1));
    assertThat(me(cookie)).isEqualTo(200);
    clock.set(NOON.plus(Duration.ofDays(14)));
    assertThat(me(cookie)).isEqualTo(401);
  }

  @Test
  void theSessionOfAnInactiveUserIsOverAndNoneBegins() {
    String cookie = cookie();
    sql.run("UPDATE app_user SET active = FALSE WHERE email = ?", EMAIL);
    try {
      assertThat(me(cookie)).isEqualTo(401);
      assertThat(login(PASSWORD).send().body()).contains("invalid_credentials");
    } finally {
      sql.run("UPDATE app_user SET active = TRUE WHERE email = ?", EMAIL);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sessionid=", "sessionid=x", "sessionid=a%00b", "sessionid=\u00fc"})
  void anotherCookieOpensNothing(String cookie) {
    assertThat(http.get(ME).header("Cookie", cookie).send().statusCode()).isEqualTo(401);
  }

  @Test
  void aKeyCountsBeforeTheCookieWithoutFallback() {
    assertThat(http.get(ME).header("Cookie", cookie()).key("phx_wrong").send().statusCode())
        .isEqualTo(401);
  }

  @Test
  void aSessionOpensNoProjectOfAnotherOrganization() {
    UUID organization = UUID.randomUUID();
    sql.run(
        "INSERT INTO organization (id, name, slug, created_at)"
            + " VALUES (?, 'Elsewhere', ?, CURRENT_TIMESTAMP)",
        organization,
        organization.toString());
    long project = sql.project("moved elsewhere");
    sql.run("UPDATE project SET organization_id = ? WHERE id = ?", organization, project);

    HttpResponse<String> response =
        http.get("/api/projects/" + project + "/session_recordings/")
            .header("Cookie", cookie())
            .send();

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(json(response).get("detail").asText())
        .isEqualTo("You don't have access to the project.");
  }

  /** What a browser says about the page that sent the request, and whether it may. */
  @ParameterizedTest
  @CsvSource({
    "same-origin, https://replay.example, true",
    "none, , true",
    "same-origin, https://evil.example, true",
    "cross-site, , false",
    "same-site, , false",
    "cross-site, https://replay.example, false",
    "'', , false",
    ", https://replay.example, true",
    ", http://replay.example, false",
    ", https://replay.example:8443, false",
    ", https://replay.example.evil.example, false",
    ", https://evil.example, false",
    ", 'null', false",
    ", '', false",
    ", , true",
  })
  void onlyPagesOfThisServerUseTheCookie(String site, String origin, boolean may) {
    String cookie = cookie();

    int change =
        from(site, origin, http.post("/api/organizations/"))
            .header("Cookie", cookie)
            .json("{\"name\":\"By cookie\"}")
            .send()
            .statusCode();
    int login = from(site, origin, login(PASSWORD)).send().statusCode();
    int logout =
        from(site, origin, http.post("/api/logout/")).header("Cookie", cookie).send().statusCode();

    assertThat(List.of(change, login, logout))
        .isEqualTo(may ? List.of(201, 200, 200) : List.of(403, 403, 403));
    assertThat(me(cookie)).isEqualTo(may ? 401 : 200);
  }

  @Test
  void readingAndKeysNeedNoPageOfThisServer() {
    assertThat(
            from("cross-site", null, http.get(ME)).header("Cookie", cookie()).send().statusCode())
        .isEqualTo(200);
    assertThat(
            from("cross-site", "https://evil.example", http.post("/api/organizations/"))
                .key(KEY)
                .json("{\"name\":\"By key\"}")
                .send()
                .statusCode())
        .isEqualTo(201);
  }

  @Test
  void fiveWrongPasswordsCloseTheAddressUntilTheFirstIsFifteenMinutesOld() {
    clock.set(NOON);
    for (int i = 0; i < 5; i++) {
      assertThat(login("wrong").send().statusCode()).isEqualTo(400);
      clock.advance(Duration.ofMinutes(1));
    }
    HttpResponse<String> right = login(PASSWORD).send();

    assertThat(right.statusCode()).isEqualTo(429);
    assertThat(right.headers().firstValue("Retry-After")).hasValue("600");
    assertThat(right.headers().firstValue("Set-Cookie")).isEmpty();
    assertThat(json(right).get("detail").asText())
        .isEqualTo("Request was throttled. Expected available in 600 seconds.");
    clock.set(NOON.plus(Duration.ofMinutes(15)).minusSeconds(1));
    HttpResponse<String> early = login(PASSWORD).send();
    assertThat(early.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(json(early).get("detail").asText())
        .isEqualTo("Request was throttled. Expected available in 1 second.");
    clock.set(NOON.plus(Duration.ofMinutes(15)));
    assertThat(login(PASSWORD).send().statusCode()).isEqualTo(200);
    for (int i = 0; i < 5; i++) {
      assertThat(login("wrong").send().statusCode()).as("after the right one").isEqualTo(400);
    }
    assertThat(login("wrong").send().statusCode()).isEqualTo(429);
    clock.advance(Duration.ofMinutes(16));
    assertThat(login(PASSWORD).send().statusCode()).isEqualTo(200);
  }

  @Test
  void twentyAttemptsAtOnceAreTheMostOfANetworkAddress() throws Exception {
    clock.set(NOON);
    List<Integer> answers = guessAtOnce(45);

    assertThat(answers).filteredOn(status -> status == 400).hasSize(20);
    assertThat(answers).filteredOn(status -> status == 429).hasSize(25);
    assertThat(login("anybody@example.com", "x").send().statusCode()).isEqualTo(429);
    anotherBrowser();
    assertThat(login("anybody@example.com", "x").send().statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"email\":\"a\\u0000b@example.com\",\"password\":\"x\"}",
        "{\"email\":\"\\ud800@example.com\",\"password\":\"x\"}",
        "{\"email\":\"ada@example.com\",\"password\":\"\\u0000\"}",
        "{\"email\":\"ada@example.com\",\"password\":\"\\udfff\"}",
        "{\"email\":[\"ada@example.com\"],\"password\":\"x\"}",
        "{\"email\":\"ada@example.com\",\"password\":{\"$ne\":\"\"}}",
        "{\"email\":\"ada@example.com\"}",
        "{\"email\":\"' OR 1=1 --\",\"password\":\"x\"}",
        "[]",
        "{",
        ""
      })
  void strangeLoginsAreRefusedAndSetNoCookie(String body) {
    HttpResponse<String> response = at(http.post("/api/login/")).json(body).send();

    assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
    assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
    clock.advance(Duration.ofMinutes(16));
  }

  private List<Integer> guessAtOnce(int count) throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(count);
    CountDownLatch gate = new CountDownLatch(1);
    List<CompletableFuture<Integer>> guesses = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String email = "guess%d@example.com".formatted(i);
      guesses.add(
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  gate.await();
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
                return login(email, "x").send().statusCode();
              },
              threads));
    }
    gate.countDown();
    List<Integer> answers = guesses.stream().map(CompletableFuture::join).toList();
    threads.shutdown();
    return answers;
  }

  private static ContractHttp.Call from(String site, String origin, ContractHttp.Call call) {
    call.header("X-Forwarded-Proto", "https").header("X-Forwarded-Host", "replay.example");
    if (site != null) {
      call.header("Sec-Fetch-Site", site);
    }
    return origin == null ? call : call.header("Origin", origin);
  }

  private int me(String cookie) {
    return http.get(ME).header("Cookie", cookie).send().statusCode();
  }

  private String cookie() {
    return setCookie(login(PASSWORD).send()).replaceFirst(";.*", "");
  }

  private static String setCookie(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response.headers().firstValue("Set-Cookie").orElseThrow();
  }

  private ContractHttp.Call login(String password) {
    return login(EMAIL, password);
  }

  private ContractHttp.Call login(String email, String password) {
    return at(http.post("/api/login/"))
        .json("{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password));
  }

  private ContractHttp.Call at(ContractHttp.Call call) {
    return call.header("X-Forwarded-For", address);
  }
}
