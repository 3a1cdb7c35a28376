package dev.zoetrope.server.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.zoetrope.server.recordings.query.RecordingQueryParser;
import dev.zoetrope.server.testing.ServerIT;
import dev.zoetrope.server.testing.TestSql;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/**
 * Recordings are found by the values that their events have (B-249): 6000 recordings, a minute
 * apart, each with an event up to ten hours before it began. Events come from an earlier version,
 * which wrote no values, or through the capture endpoint.
 */
abstract class EventValuesIT extends ServerIT {
  private static final int RECORDINGS = 6000;
  private static final long FIRST_MS = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

  @Inject TestSql sql;
  @Inject RecordingList list;
  @Inject EventValueBackfill backfill;
  private long project;

  @BeforeAll
  void record() {
    project = sql.project("values");
    sql.run(
        "INSERT INTO recording (project_id, session_id, start_ms, end_ms, duration_s, active_ms,"
            + " inactive_ms, distinct_id, snapshot_source, snapshot_library, start_url, urls,"
            + " click_count, keypress_count, mouse_activity_count, console_log_count,"
            + " console_warn_count, console_error_count, event_count, message_count, size_bytes,"
            + " activity_score, last_arrival_ms, persisted, facts)"
            + " SELECT CAST(? AS BIGINT), 'r' || (10000 + n.x), CAST(? AS BIGINT) + n.x * 60000,"
            + " 0, MOD(n.x * 7, 100), 0, 0, 'u', 'web', '', NULL, '[]', 0, 0, 0, 0, 0, 0, 1, 1, 1,"
            + " NULL, 0, FALSE, CAST(? AS BYTEA) FROM generate_series(0, 5999) n(x)",
        project,
        FIRST_MS,
        new byte[0]);
    sql.run(
        "INSERT INTO event (project_id, uuid, event, distinct_id, session_id, occurred_at,"
            + " properties) SELECT r.project_id, CAST('00000000-0000-0000-0001-00000001'"
            + " || (1000 + n.x) AS UUID), 'seen', 'u', r.session_id,"
            + " TIMESTAMP WITH TIME ZONE '2026-01-01 00:00:00Z'"
            + " + CAST(n.x * 60 - MOD(n.x, 600) * 60 AS INTEGER) * INTERVAL '1' SECOND,"
            + " '{\"digit\":' || MOD(n.x, 10) || ',\"$current_url\":\"https://a.example/page/'"
            + " || MOD(n.x, 40) || '?q\",\"number\":\"n' || n.x || '\",\"tags\":[\"all\",\"t'"
            + " || MOD(n.x, 30) || '\"]'"
            + " || CASE MOD(n.x, 900) WHEN 7 THEN ',\"coupon\":' || n.x ELSE '' END || '}'"
            + " FROM generate_series(0, 5999) n(x) JOIN recording r ON r.project_id = "
            + project
            + " AND r.session_id = 'r' || (10000 + n.x)");
    FilterWorld.readValues(sql, backfill);
  }

  /** Which of the recordings each of them finds, and that none is looked for one by one. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          digit        | exact     | 3               | 10  | 3
          digit        | exact     | "3.0"           | 10  | 3
          $current_url | icontains | "/page/7?"      | 40  | 7
          $current_url | regex     | "page/1[3]\\\\?" | 40  | 13
          digit        | lt        | 1               | 10  | 0
          digit        | gte       | "9"             | 10  | 9
          tags         | exact     | "t4"            | 30  | 4
          coupon       | is_set    | null            | 900 | 7
          coupon       | gt        | 0               | 900 | 7
          """)
  void areFoundByTheirValues(
      String key, String operator, String value, int modulus, int remainder) {
    String filter = leaf(key, operator, value);
    IntPredicate which = n -> n % modulus == remainder;

    assertThat(statementsOf(() -> found(filter, 50, 0)))
        .anyMatch(statement -> statement.contains("FROM event_value v"))
        .noneMatch(
            statement ->
                statement.contains("recording r")
                    && statement.contains("OFFSET ?")
                    && !statement.contains("r.start_ms >= ? ORDER"));
    assertThat(found(filter, 50, 0)).isEqualTo(expected(which, 50, 0));
    assertThat(found(filter, 100, 120)).isEqualTo(expected(which, 100, 120));
    assertThat(found(filter, 1000, 0)).isEqualTo(expected(which, 1000, 0));
  }

  @Test
  void severalValuesAreReadSideBySide() {
    String three = leaf("digit", "in", "[3,8,\"5\"]");
    IntPredicate which = n -> n % 10 == 3 || n % 10 == 8 || n % 10 == 5;

    assertThat(found(three, 100, 0)).isEqualTo(expected(which, 100, 0));
    assertThat(found(three, 1000, 0)).isEqualTo(expected(which, 1000, 0));
    assertThat(found(three, 1000, 900)).isEqualTo(expected(which, 1000, 900));
  }

  @Test
  void oneOfSeveralFiltersIsEnough() {
    String either =
        "{\"type\":\"OR\",\"values\":["
            + leaf("digit", "exact", "3")
            + ","
            + leaf("coupon", "is_set", "null")
            + "]}";

    assertThat(found(either, 300, 0)).isEqualTo(expected(n -> n % 10 == 3 || n % 900 == 7, 300, 0));
  }

  @Test
  void aValueOfOneIsFoundInAnyOrder() {
    String one = leaf("number", "exact", "\"n4321\"");

    assertThat(found(one, 10, 0)).containsExactly("r14321");
    assertThat(found(one, 10, 0, "\"order_direction\":\"ASC\"")).containsExactly("r14321");
    assertThat(found(leaf("number", "exact", "\"n9999\""), 10, 0)).isEmpty();
  }

  @Test
  void onlyTheDatesThatAreAskedForAreFound() {
    String from = "\"date_from\":\"2026-01-02T00:00:00Z\",\"date_to\":\"2026-01-02T11:59:59Z\"";

    assertThat(found(leaf("digit", "in", "[3,4]"), 1000, 0, from))
        .isEqualTo(expected(n -> n >= 1440 && n < 2160 && (n % 10 == 3 || n % 10 == 4), 1000, 0));
  }

  /** Of 6000 different values no list is kept; what passes is found among all that have one. */
  @Test
  void manyDifferentValuesAreNotListed() {
    assertThat(found(leaf("number", "icontains", "\"N599\""), 1000, 0))
        .isEqualTo(expected(n -> ("n" + n).contains("n599"), 1000, 0));
    assertThat(
            (Long)
                sql.column(
                        "SELECT MAX(texts) FROM (SELECT COUNT(*) AS texts FROM event_value_text"
                            + " WHERE project_id = ? GROUP BY name_mark) each_one",
                        project)
                    .get(0))
        .isEqualTo(EventValueIndex.MOST_TEXTS + 1L);
  }

  @Test
  void nothingIsMissedWhileOlderEventsAreStillBeingRead() {
    sql.run("INSERT INTO event_value_backfill (project_id) VALUES (?)", project);
    try {
      assertThat(statementsOf(() -> found(leaf("digit", "exact", "3"), 100, 0)))
          .noneMatch(statement -> statement.contains("FROM event_value v"));
      assertThat(found(leaf("digit", "exact", "3"), 100, 0))
          .isEqualTo(expected(n -> n % 10 == 3, 100, 0));
    } finally {
      FilterWorld.readValues(sql, backfill);
    }
  }

  /** Whatever comes through the front door is found at once, and written once an hour. */
  @Test
  void capturedEventsAreFound() {
    String session = "019a8d2e-7c1f-7000-8000-00000000c0de";
    StoredRecording.of(session).start("2026-03-01T10:00:00Z").in(sql);
    capture(session, "2026-03-01T10:00:05Z", "\"plan\":\"team\",\"$browser\":\"Opera\"");
    capture(session, "2026-03-01T10:20:00Z", "\"plan\":\"team\",\"$browser\":\"Opera\"");
    capture(session, "2026-03-01T11:00:00Z", "\"plan\":\"pro\",\"note\":\"a\\u0000b\"");

    for (String filter :
        List.of(
            leaf("plan", "exact", "\"team\""),
            leaf("plan", "icontains", "\"PRO\""),
            leaf("$browser", "exact", "\"Opera\""),
            leaf("note", "is_set", "null"),
            leaf("note", "icontains", "\"b\""))) {
      assertThat(found(1, filter, 10, 0, "\"order\":\"start_time\"")).containsExactly(session);
    }
    assertThat(
            sql.column(
                "SELECT COUNT(*) FROM event_value WHERE session_id = ? GROUP BY mark"
                    + " HAVING COUNT(*) > 2",
                session))
        .isEmpty();
    assertThat(
            sql.column(
                "SELECT DISTINCT event_hour FROM event_value WHERE session_id = ?"
                    + " ORDER BY event_hour",
                session))
        .hasSize(2);
  }

  private void capture(String session, String at, String properties) {
    clock.set(Instant.parse("2026-03-01T12:00:00Z"));
    String body =
        "{\"api_key\":\""
            + PROJECT_TOKEN
            + "\",\"batch\":[{\"event\":\"seen\",\"timestamp\":\""
            + at
            + "\",\"properties\":{\"distinct_id\":\"ada\",\"$session_id\":\""
            + session
            + "\","
            + properties
            + "}}]}";
    assertThat(http.post("/batch/").json(body).send().statusCode()).isEqualTo(200);
  }

  private static String leaf(String key, String operator, String value) {
    return "{\"type\":\"event\",\"key\":\"%s\",\"operator\":\"%s\"%s}"
        .formatted(key, operator, value.equals("null") ? "" : ",\"value\":" + value);
  }

  private List<String> statementsOf(Runnable work) {
    Logger logger = (Logger) LoggerFactory.getLogger(RecordingSearch.class);
    ListAppender<ILoggingEvent> heard = new ListAppender<>();
    heard.start();
    logger.addAppender(heard);
    logger.setLevel(Level.TRACE);
    try {
      work.run();
    } finally {
      logger.setLevel(null);
      logger.detachAppender(heard);
    }
    return heard.list.stream().map(ILoggingEvent::getMessage).toList();
  }

  private List<String> found(String filter, int limit, int offset) {
    return found(filter, limit, offset, "\"order\":\"start_time\"");
  }

  private List<String> found(String filter, int limit, int offset, String more) {
    return found(project, filter, limit, offset, more);
  }

  private List<String> found(long where, String filter, int limit, int offset, String more) {
    Map<String, String> parameters = new HashMap<>();
    parameters.put("limit", String.valueOf(limit));
    parameters.put("offset", String.valueOf(offset));
    parameters.put(
        "filters",
        "{" + more + ",\"filter_group\":{\"type\":\"AND\",\"values\":[" + filter + "]}}");
    return list
        .find(where, RecordingQueryParser.parse(parameters, FilterWorld.NOW), 1)
        .recordings()
        .stream()
        .map(Recording::sessionId)
        .toList();
  }

  private static List<String> expected(IntPredicate which, int limit, int offset) {
    return IntStream.range(0, RECORDINGS)
        .map(n -> RECORDINGS - 1 - n)
        .filter(which)
        .skip(offset)
        .limit(limit)
        .mapToObj(n -> "r" + (10000 + n))
        .toList();
  }
}
