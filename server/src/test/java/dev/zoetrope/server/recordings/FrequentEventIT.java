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
import org.slf4j.LoggerFactory;

/**
 * Recordings are found by an event of which there are thousands (B-249): of 6000 recordings, a
 * minute apart, every fourth has it; it happened up to ten hours before the recording began.
 */
abstract class FrequentEventIT extends ServerIT {
  private static final int RECORDINGS = 6000;
  private static final long FIRST_MS = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
  private static final String SIGNUP = "{\"type\":\"events\",\"id\":\"signup\"";

  @Inject TestSql sql;
  @Inject RecordingList list;
  @Inject EventValueBackfill values;
  private long project;
  private int kinds;

  @BeforeAll
  void record() {
    project = sql.project("frequent");
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
    event("MOD(n.x, 4) = 0", "signup", "'{\"n\":' || MOD(n.x, 3) || '}'");
    event("MOD(n.x, 8) = 0", "signup", "'{}'");
    event("MOD(n.x, 1) = 0", "$pageview", "'{}'");
    FilterWorld.readValues(sql, values);
  }

  private void event(String which, String name, String properties) {
    sql.run(
        "INSERT INTO event (project_id, uuid, event, distinct_id, session_id, occurred_at,"
            + " properties) SELECT r.project_id, CAST('00000000-0000-0000-000"
            + ++kinds
            + "-00000001' || (1000 + n.x) AS UUID), '"
            + name
            + "', 'u', r.session_id, TIMESTAMP WITH TIME ZONE '2026-01-01 00:00:00Z'"
            + " + CAST(n.x * 60 - MOD(n.x, 600) * 60 AS INTEGER) * INTERVAL '1' SECOND, "
            + properties
            + " FROM generate_series(0, 5999) n(x) JOIN recording r ON r.project_id = "
            + project
            + " AND r.session_id = 'r' || (10000 + n.x) WHERE "
            + which);
  }

  @Test
  void theLatestComeFirst() {
    assertThat(found(SIGNUP + "}", 100, 0)).isEqualTo(expected(n -> true, 100, 0));
  }

  @Test
  void pagesFollowOneAnother() {
    assertThat(found(SIGNUP + "}", 100, 1350)).isEqualTo(expected(n -> true, 100, 1350));
    assertThat(found(SIGNUP + "}", 1000, 1000)).isEqualTo(expected(n -> true, 1000, 1000));
  }

  @Test
  void otherFiltersHoldToo() {
    String both =
        SIGNUP
            + ",\"properties\":[{\"type\":\"event\",\"key\":\"n\",\"value\":1}]},"
            + "{\"type\":\"recording\",\"key\":\"duration\",\"operator\":\"lt\",\"value\":50}";

    assertThat(found(both, 100, 0))
        .isEqualTo(expected(n -> n % 3 == 1 && n * 7 % 100 < 50, 100, 0));
  }

  @Test
  void onlyTheDatesThatAreAskedForAreFound() {
    String from = "\"date_from\":\"2026-01-02T00:00:00Z\",\"date_to\":\"2026-01-02T11:59:59Z\"";

    assertThat(found(SIGNUP + "}", 1000, 0, from))
        .isEqualTo(expected(n -> n >= 1440 && n < 2160, 1000, 0));
  }

  @Test
  void theEarliestComeFirstToo() {
    List<String> ascending = found(SIGNUP + "}", 3, 0, "\"order_direction\":\"ASC\"");

    assertThat(ascending).containsExactly("r10000", "r10004", "r10008");
  }

  @Test
  void theSessionsAreReadFromTheIndexOfTheEvent() {
    Logger logger = (Logger) LoggerFactory.getLogger(RecordingSearch.class);
    ListAppender<ILoggingEvent> heard = new ListAppender<>();
    heard.start();
    logger.addAppender(heard);
    logger.setLevel(Level.TRACE);
    try {
      found(SIGNUP + "}", 100, 0);
    } finally {
      logger.setLevel(null);
      logger.detachAppender(heard);
    }
    assertThat(heard.list.stream().map(ILoggingEvent::getMessage))
        .anyMatch(statement -> statement.contains("e.occurred_at <= ?"))
        .noneMatch(statement -> statement.matches("(?s).*FROM recording r .*EXISTS.*"));
  }

  private List<String> found(String leaves, int limit, int offset) {
    return found(leaves, limit, offset, "\"order\":\"start_time\"");
  }

  private List<String> found(String leaves, int limit, int offset, String more) {
    Map<String, String> parameters = new HashMap<>();
    parameters.put("limit", String.valueOf(limit));
    parameters.put("offset", String.valueOf(offset));
    parameters.put(
        "filters",
        "{"
            + more
            + ",\"filter_group\":{\"type\":\"AND\",\"values\":["
            + leaves
            + ",{\"type\":\"events\",\"id\":\"$pageview\"}]}}");
    return list
        .find(project, RecordingQueryParser.parse(parameters, FilterWorld.NOW), 1)
        .recordings()
        .stream()
        .map(Recording::sessionId)
        .toList();
  }

  private static List<String> expected(IntPredicate which, int limit, int offset) {
    return IntStream.range(0, RECORDINGS)
        .map(n -> RECORDINGS - 1 - n)
        .filter(n -> n % 4 == 0 && which.test(n))
        .skip(offset)
        .limit(limit)
        .mapToObj(n -> "r" + (10000 + n))
        .toList();
  }
}
