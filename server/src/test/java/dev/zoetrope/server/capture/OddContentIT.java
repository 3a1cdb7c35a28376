package dev.zoetrope.server.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoetrope.server.testing.ServerIT;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/**
 * Whatever is in a request, it is stored or refused; never is the sender told to try again, because
 * the same would come for ever. Nor does it harm those whose requests are stored with it.
 */
abstract class OddContentIT extends ServerIT {
  private static final int REQUESTS = Integer.getInteger("zoetrope.odd.requests", 600);
  private static final long SEED = Long.getLong("zoetrope.seed", System.nanoTime());

  private static final List<String> MEMBERS =
      List.of(
          "uuid",
          "event",
          "distinct_id",
          "$distinct_id",
          "timestamp",
          "offset",
          "sent_at",
          "$set",
          "$set_once",
          "$unset");
  private static final List<String> PROPERTIES =
      List.of(
          "distinct_id",
          "$session_id",
          "$window_id",
          "$lib",
          "$snapshot_source",
          "$anon_distinct_id",
          "alias",
          "$process_person_profile",
          "$set",
          "$set_once",
          "$unset",
          "$current_url",
          "$ignore_sent_at",
          "anything");
  private static final List<String> EVENTS =
      List.of("x", "$pageview", "$identify", "$create_alias", "$set", "$snapshot", "$feature_flag");

  /** JSON texts of values. */
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "\"\"",
          "\" \"",
          "\"\\u0000\"",
          "\"a\\u0000b\"",
          "\"\\ud800\"",
          "\"\\udc00x\"",
          "\"\\ud83d\\ude00\"",
          "\"\\u200f\\u202e\"",
          "\"\\uffff\"",
          "\"" + "x".repeat(5_000) + "\"",
          "\"" + "x".repeat(199) + "\\ud83d\\ude00\"",
          "\"" + "\\ud83d\\ude00".repeat(300) + "\"",
          "\"" + "\\u0000".repeat(300) + "\"",
          "\"" + "long ".repeat(60_000) + "\"",
          "0",
          "-0",
          "-1",
          "9223372036854775807",
          "9223372036854775808",
          "-9223372036854775809",
          "1e400",
          "-1e400",
          "1e-400",
          "0." + "3".repeat(300),
          "9".repeat(900),
          "1e18",
          "253402300800000",
          "\"0000-01-01T00:00:00Z\"",
          "\"+999999999-12-31T23:59:59Z\"",
          "\"-4713-01-01T00:00:00Z\"",
          "\"9999-12-31T23:59:60Z\"",
          "\"2026-02-30T25:61:61Z\"",
          "\"294277-01-01T00:00:00Z\"",
          "\"NaN\"",
          "\"Infinity\"",
          "[]",
          "{}",
          "[null]",
          "[[[[]]]]",
          "{\"\":\"\"}",
          "{\"\\u0000\":\"\\u0000\"}",
          "{\"\\ud800\":1e999}",
          "{\"" + "k".repeat(70_000) + "\":1}",
          "{\"a\":{\"$set\":{\"b\":[1,{\"c\":\"\\u0000\"}]}},\"a\":2}",
          "[".repeat(100) + "]".repeat(100));

  /** Values of replay events. */
  private static final List<String> REPLAY =
      List.of(
          "{\"type\":4,\"timestamp\":1700000000000,\"data\":{\"href\":%s}}",
          "{\"type\":6,\"timestamp\":1700000000001,\"data\":{\"plugin\":\"rrweb/console@1\","
              + "\"payload\":{\"level\":%s,\"payload\":[%1$s,\"\\\"\\u0000\\\"\"]}}}",
          "{\"type\":5,\"timestamp\":1700000000002,\"data\":{\"tag\":%s,\"payload\":{\"href\":%1$s}}}",
          "{\"type\":3,\"timestamp\":%s,\"data\":{\"source\":2,\"type\":2}}",
          "{\"type\":%s,\"timestamp\":253402300799999,\"data\":{\"source\":%1$s}}",
          "{\"type\":3,\"timestamp\":1,\"data\":%s}",
          "%s");

  @Override
  protected Map<String, String> properties() {
    return Map.of("zoetrope.capture.max.age", "0");
  }

  @Test
  void oddContentIsStoredOrRefused() throws Exception {
    Random random = new Random(SEED);
    List<CompletableFuture<String>> failures = new ArrayList<>();
    ExecutorService senders = Executors.newFixedThreadPool(8);
    try {
      for (int i = 0; i < REQUESTS; i++) {
        boolean replay = random.nextInt(3) == 0;
        String path = replay ? "/s/" : random.nextBoolean() ? "/e/" : "/batch/";
        failures.add(failure(path, payload(random, replay), false, senders));
        failures.add(failure("/e/", plain(), true, senders));
      }
      for (int i = 0; i < failures.size(); i++) {
        assertThat(failures.get(i).get()).as("seed %d, request %d", SEED, i).isEmpty();
      }
    } finally {
      senders.shutdownNow();
    }
  }

  /** What is wrong with the answer; empty when nothing is. */
  private CompletableFuture<String> failure(
      String path, String body, boolean plain, Executor senders) {
    return CompletableFuture.supplyAsync(
        () -> {
          int status = http.post(path).json(body).send().statusCode();
          boolean right = status == 200 || (!plain && status >= 400 && status < 500);
          return right ? "" : status + " for " + body.substring(0, Math.min(2_000, body.length()));
        },
        senders);
  }

  private static String plain() {
    return "{\"api_key\":\"%s\",\"event\":\"fine\",\"distinct_id\":\"%s\"}"
        .formatted(PROJECT_TOKEN, UUID.randomUUID());
  }

  private static String payload(Random random, boolean replay) {
    List<String> items = new ArrayList<>();
    for (int n = 1 + random.nextInt(3); n > 0; n--) {
      items.add(item(random, replay));
    }
    return "[" + String.join(",", items) + "]";
  }

  private static String item(Random random, boolean replay) {
    List<String> members = new ArrayList<>();
    String name = replay ? "$snapshot" : any(random, EVENTS);
    members.add("\"event\":\"" + name + "\"");
    members.add("\"distinct_id\":\"somebody " + random.nextInt(5) + "\"");
    addOdd(members, random, MEMBERS);
    List<String> properties = new ArrayList<>();
    properties.add("\"token\":\"" + PROJECT_TOKEN + "\"");
    properties.add("\"$session_id\":\"session-" + random.nextInt(5) + "\"");
    addOdd(properties, random, PROPERTIES);
    if (replay) {
      List<String> events = new ArrayList<>();
      for (int n = 1 + random.nextInt(4); n > 0; n--) {
        events.add(any(random, REPLAY).formatted(any(random, VALUES)));
      }
      properties.add("\"$snapshot_data\":[" + String.join(",", events) + "]");
    }
    members.add("\"properties\":{" + String.join(",", properties) + "}");
    return "{" + String.join(",", members) + "}";
  }

  private static void addOdd(List<String> members, Random random, List<String> names) {
    for (int n = random.nextInt(3); n > 0; n--) {
      members.add("\"" + any(random, names) + "\":" + any(random, VALUES));
    }
  }

  private static String any(Random random, List<String> choice) {
    return choice.get(random.nextInt(choice.size()));
  }
}
