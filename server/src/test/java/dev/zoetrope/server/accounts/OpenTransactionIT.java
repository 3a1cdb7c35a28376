package dev.zoetrope.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoetrope.server.crypto.Tokens;
import dev.zoetrope.server.testing.ServerIT;
import dev.zoetrope.server.testing.TestSql;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What requests see while a change of keys is made but not committed: held open here for as long as
 * it takes, where it otherwise lasts a fraction of a millisecond (B-052).
 */
abstract class OpenTransactionIT extends ServerIT {
  private static final String KEYS = "/api/personal_api_keys/";
  private static final String ME = "/api/users/@me/";

  @Inject TestSql sql;
  @Inject ApiKeys keys;
  @Inject AccountRepository accounts;
  @Inject TransactionOperations<Connection> transactions;

  private String cookie;
  private long userId;

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
    userId = accounts.userByEmail(EMAIL).orElseThrow().id();
  }

  @Test
  void aKeyThatWasReadAgainJustBeforeItsDeletionCommittedIsRefusedAfterIt() {
    String value = sql.key(EMAIL, "[\"user:read\"]");
    String id = accounts.keyByHash(Tokens.hash(value)).orElseThrow().id();
    assertThat(status(value)).isEqualTo(200);

    transactions.executeWrite(
        transaction -> {
          accounts.deleteKey(id, userId);
          keys.forget();
          assertThat(CompletableFuture.supplyAsync(() -> status(value)).join()).isEqualTo(200);
          return null;
        });

    assertThat(status(value)).isEqualTo(401);
  }

  @Test
  void aDeletionThatIsTakenBackLeavesTheKeyAsItWas() {
    String value = sql.key(EMAIL, "[\"user:read\"]");
    String id = accounts.keyByHash(Tokens.hash(value)).orElseThrow().id();
    assertThat(status(value)).isEqualTo(200);

    transactions.executeWrite(
        transaction -> {
          accounts.deleteKey(id, userId);
          keys.forget();
          transaction.setRollbackOnly();
          return null;
        });

    assertThat(status(value)).isEqualTo(200);
  }

  @Test
  void theTenthKeyThatIsNotCommittedYetCounts() {
    sql.run("DELETE FROM personal_api_key WHERE label <> 'First key'");
    for (int i = 0; i < 8; i++) {
      sql.key(EMAIL, "[\"user:read\"]");
    }
    CompletableFuture<HttpResponse<String>> eleventh =
        transactions.executeWrite(
            transaction -> {
              accounts.lockUser(userId);
              insertTenth();
              CompletableFuture<HttpResponse<String>> request =
                  CompletableFuture.supplyAsync(this::create);
              awaitWaitingOr(request);
              return request;
            });

    assertThat(eleventh.join().statusCode()).isEqualTo(400);
    JsonNode mine = json(http.get(KEYS).header("Cookie", cookie).send());
    assertThat(mine).hasSize(10);
  }

  private void insertTenth() {
    accounts.insertKey(
        new Rows.KeyRow(
            Tokens.random(""),
            userId,
            "tenth",
            Tokens.hash(Tokens.random("")),
            null,
            "[]",
            "[]",
            "[]",
            clock.instant(),
            null));
  }

  private HttpResponse<String> create() {
    return http.post(KEYS)
        .header("Cookie", cookie)
        .json("{\"label\":\"eleventh\",\"scopes\":[\"user:read\"]}")
        .send();
  }

  /** Until a thread of the server waits for the user's row, or the answer is there. */
  private static void awaitWaitingOr(CompletableFuture<?> request) {
    Thread self = Thread.currentThread();
    long limit = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (System.nanoTime() < limit && !request.isDone()) {
      boolean waiting =
          Thread.getAllStackTraces().entrySet().stream()
              .filter(thread -> thread.getKey() != self)
              .flatMap(thread -> Arrays.stream(thread.getValue()))
              .anyMatch(frame -> frame.getMethodName().equals("lockUser"));
      if (waiting) {
        return;
      }
      Thread.onSpinWait();
    }
    assertThat(request).as("neither waits nor has an answer").isDone();
  }

  private int status(String key) {
    return http.get(ME).key(key).send().statusCode();
  }
}
