package dev.zoetrope.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoetrope.server.testing.ServerIT;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What many do at the same time (B-052, B-057). */
abstract class RevocationIT extends ServerIT {
  private static final String KEYS = "/api/personal_api_keys/";
  private static final String ME = "/api/users/@me/";

  @Test
  void aKeyIsRefusedFromTheAnswerOfItsDeletionOnHoweverManyUseIt() {
    String cookie = cookie();
    for (int round = 0; round < 8; round++) {
      JsonNode key =
          json(
              http.post(KEYS)
                  .header("Cookie", cookie)
                  .json("{\"label\":\"busy\",\"scopes\":[\"user:read\"]}")
                  .send());
      String value = key.get("value").asText();
      AtomicBoolean deleted = new AtomicBoolean();
      AtomicBoolean stop = new AtomicBoolean();
      List<CompletableFuture<Integer>> users = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        users.add(CompletableFuture.supplyAsync(() -> acceptedAfter(value, deleted, stop)));
      }

      http.delete(KEYS + key.get("id").asText() + "/").header("Cookie", cookie).send();
      deleted.set(true);
      for (int i = 0; i < 10; i++) {
        assertThat(http.get(ME).key(value).send().statusCode()).isEqualTo(401);
      }
      stop.set(true);

      assertThat(users.stream().mapToInt(CompletableFuture::join).sum()).isZero();
    }
  }

  @Test
  void tenKeysAreTheMostHoweverManyAreMadeAtOnce() throws Exception {
    String cookie = cookie();
    json(http.get(KEYS).header("Cookie", cookie).send())
        .forEach(
            key -> {
              if (!key.get("label").asText().equals("First key")) {
                http.delete(KEYS + key.get("id").asText() + "/").header("Cookie", cookie).send();
              }
            });
    List<HttpResponse<String>> answers =
        atOnce(
            16,
            () ->
                http.post(KEYS)
                    .header("Cookie", cookie)
                    .json("{\"label\":\"one of many\",\"scopes\":[\"user:read\"]}")
                    .send());

    assertThat(answers).filteredOn(answer -> answer.statusCode() == 201).hasSize(9);
    assertThat(answers)
        .filteredOn(answer -> answer.statusCode() != 201)
        .allSatisfy(
            answer ->
                assertThat(json(answer).get("detail").asText())
                    .isEqualTo(
                        "You can only have 10 personal API keys. Remove an existing key before"
                            + " creating a new one."));
    assertThat(json(http.get(KEYS).header("Cookie", cookie).send())).hasSize(10);
  }

  @Test
  void organizationsOfOneNameMayBeMadeAtOnce() throws Exception {
    List<HttpResponse<String>> answers =
        atOnce(
            12,
            () ->
                http.post("/api/organizations/").key(KEY).json("{\"name\":\"Same name\"}").send());

    assertThat(answers).allSatisfy(a -> assertThat(a.statusCode()).isEqualTo(201));
    assertThat(answers.stream().map(a -> json(a).get("slug").asText()).distinct()).hasSize(12);
  }

  @Test
  void guessesAtTheSameTimeAreCountedOneByOne() throws Exception {
    List<HttpResponse<String>> answers =
        atOnce(30, () -> login("guessed-at-once@example.com", "guess"));

    assertThat(answers).filteredOn(answer -> answer.statusCode() == 400).hasSize(5);
    assertThat(answers).filteredOn(answer -> answer.statusCode() == 429).hasSize(25);
  }

  private int acceptedAfter(String value, AtomicBoolean deleted, AtomicBoolean stop) {
    int accepted = 0;
    while (!stop.get()) {
      boolean late = deleted.get();
      int status = http.get(ME).key(value).send().statusCode();
      accepted += late && status == 200 ? 1 : 0;
    }
    return accepted;
  }

  private static <T> List<T> atOnce(int count, Callable<T> task) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(count);
    CountDownLatch gate = new CountDownLatch(1);
    try {
      List<java.util.concurrent.Future<T>> running = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        running.add(
            threads.submit(
                () -> {
                  gate.await();
                  return task.call();
                }));
      }
      gate.countDown();
      List<T> results = new ArrayList<>();
      for (java.util.concurrent.Future<T> one : running) {
        results.add(one.get());
      }
      return results;
    } finally {
      threads.shutdown();
    }
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
