package dev.zoetrope.server.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.zoetrope.server.testing.OldDatabase;
import dev.zoetrope.server.testing.ServerIT;
import dev.zoetrope.server.testing.TestSql;
import io.micronaut.data.exceptions.DataAccessException;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Sessions of events that a version stored which knew no sessions. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class OldEventsIT extends ServerIT {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final int SESSIONS = 300;

  @Inject TestSql sql;
  @Inject SessionBackfill backfill;

  /** Fills the database before the server starts. */
  static Map<String, String> filled(Map<String, String> database) {
    Random random = new Random(7);
    List<String> statements = new ArrayList<>();
    for (int i = 0; i < SESSIONS; i++) {
      for (int n = random.nextInt(6); n >= 0; n--) {
        statements.add(event(i % 17 == 0 ? 2 : 1, session(i), random));
      }
    }
    // In two projects, in none, and of no session that counts.
    statements.add(event(2, session(1), random));
    statements.add(event(1, "no-session", random));
    statements.add(event(1, session(1), random).replace("'" + session(1) + "'", "NULL"));
    OldDatabase.write(database, "70", statements);
    return database;
  }

  private static String event(int project, String session, Random random) {
    return "INSERT INTO event (project_id, uuid, event, distinct_id, session_id, occurred_at,"
        + " properties) VALUES (%d, CAST('%s' AS UUID), '%s', 'ada', '%s', TIMESTAMP WITH TIME ZONE"
            .formatted(
                project, new UUID(random.nextLong(), random.nextLong()), name(random), session)
        + " '%s', '{\"utm_source\":\"s%d\",\"$current_url\":\"https://a.example/%d\"}')"
            .formatted(
                NOON.plusMillis(random.nextInt(600_000)).toString().replace("Z", "+00"),
                random.nextInt(5),
                random.nextInt(9));
  }

  private static String name(Random random) {
    return List.of("$pageview", "$autocapture", "$screen", "bought").get(random.nextInt(4));
  }

  private static String session(int number) {
    return "01a2066f-49a3-7000-8ede-%012d".formatted(number);
  }

  /** Right after the start, while the old ones are still being looked at. */
  @Test
  @Order(1)
  void areMadeWhileOthersArrive() throws Exception {
    clock.set(NOON.plusSeconds(3_600));
    Random random = new Random(8);
    for (int round = 0; round < 60; round++) {
      capture(random);
    }
    awaitEnd();

    compare();
    assertThat(sql.column("SELECT COUNT(*) FROM session WHERE session_id = 'no-session'"))
        .containsExactly(0L);
    assertThat(sql.column("SELECT COUNT(*) FROM session")).containsExactly(SESSIONS + 1L);
    assertThat(
            sql.column(
                "SELECT e.session_id FROM event e WHERE e.session_id IS NOT NULL AND NOT EXISTS"
                    + " (SELECT 1 FROM event_value v WHERE v.session_id = e.session_id"
                    + " AND v.project_id = e.project_id)"))
        .isEmpty();
  }

  @Test
  @Order(2)
  void areMadeOnFromWhereItStoppedAndOnceMoreWithoutHarm() throws Exception {
    sql.run("DELETE FROM session WHERE session_id > ?", session(30));
    sql.run(
        "INSERT INTO session_backfill (done_to, last_id) SELECT ?, MAX(session_id) FROM event",
        session(40));

    assertThat(backfill.step()).isTrue();

    String done = (String) sql.column("SELECT done_to FROM session_backfill").get(0);
    assertThat(done).isEqualTo(session(60));
    assertThat(sql.column("SELECT MAX(session_id) FROM session")).containsExactly(done);
    assertThat(sql.column("SELECT COUNT(*) FROM session WHERE session_id > ?", session(30)))
        .containsExactly(20L);

    sql.run("UPDATE session_backfill SET done_to = ''");
    while (backfill.step()) {
      capture(new Random());
    }
    compare();
    assertThat(backfill.step()).isFalse();
  }

  /** Made anew again and again while their events arrive: nothing is lost, nothing counts twice. */
  @Test
  @Order(3)
  void areExactWhateverArrivesAtTheSameTime() throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    AtomicInteger rounds = new AtomicInteger();
    CompletableFuture<Void> making =
        CompletableFuture.runAsync(
            () -> {
              while (!stop.get()) {
                sql.run("DELETE FROM session_backfill");
                sql.run("INSERT INTO session_backfill (done_to, last_id) VALUES ('', 'z')");
                while (step()) {
                  rounds.incrementAndGet();
                }
              }
            });
    Random random = new Random(9);
    for (int i = 0; i < 300; i++) {
      capture(random);
    }
    stop.set(true);
    making.get(60, TimeUnit.SECONDS);

    assertThat(rounds.get()).isGreaterThan(30);
    compare();
  }

  /** Whoever is in the way of somebody else tries once more, as the server does. */
  private boolean step() {
    try {
      return backfill.step();
    } catch (DataAccessException e) {
      return true;
    }
  }

  private void awaitEnd() throws InterruptedException {
    for (String table : List.of("session_backfill", "event_value_backfill")) {
      for (int i = 0; !sql.column("SELECT 1 FROM " + table).isEmpty(); i++) {
        assertThat(i).isLessThan(6_000);
        Thread.sleep(10);
      }
    }
  }

  private void compare() throws Exception {
    Map<String, List<NaiveSession.Event>> events = StoredEvents.of(sql, 1);
    assertThat(events).hasSizeGreaterThan(SESSIONS / 2);
    events.remove("no-session");
    for (Map.Entry<String, List<NaiveSession.Event>> session : events.entrySet()) {
      for (Map.Entry<String, Object> column :
          new NaiveSession(session.getValue()).columns().entrySet()) {
        assertThat(StoredEvents.session(sql, 1, session.getKey(), column.getKey()))
            .as("%s of %s", column.getKey(), session.getKey())
            .isEqualTo(column.getValue());
      }
    }
  }

  private void capture(Random random) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("api_key", PROJECT_TOKEN);
    ArrayNode batch = body.putArray("batch");
    for (int i = 0; i < 5; i++) {
      ObjectNode event = batch.addObject();
      event.put("event", name(random)).put("uuid", UUID.randomUUID().toString());
      event.put("timestamp", NOON.plusMillis(random.nextInt(600_000)).toString());
      event
          .putObject("properties")
          .put("distinct_id", "ada")
          .put("$session_id", session(1 + 17 * random.nextInt(SESSIONS / 17) + random.nextInt(16)))
          .put("utm_source", "new");
    }
    assertThat(http.post("/batch/").json(body.toString()).send().statusCode()).isEqualTo(200);
  }
}
