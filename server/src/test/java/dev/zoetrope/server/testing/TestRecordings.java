package dev.zoetrope.server.testing;

import jakarta.inject.Singleton;
import java.time.Instant;

/** Rows of the recording table for tests that need a recording but not its data. */
@Singleton
public class TestRecordings {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  private final TestSql sql;

  TestRecordings(TestSql sql) {
    this.sql = sql;
  }

  /** Adds a recording of one minute to the project. */
  public void add(long project, String id) {
    sql.run(
        "INSERT INTO recording (project_id, session_id, start_ms, end_ms, duration_s, active_ms,"
            + " distinct_id, snapshot_source, snapshot_library, start_url, urls, click_count,"
            + " keypress_count, mouse_activity_count, console_log_count, console_warn_count,"
            + " console_error_count, event_count, message_count, size_bytes, activity_score,"
            + " last_arrival_ms, persisted, facts) VALUES (?, ?, ?, ?, 60, 30000, 'ada', 'web', '',"
            + " 'https://example.com/', '[]', 1, 2, 3, 0, 0, 0, 1, 1, 1, 10.5, ?, FALSE, ?)",
        project,
        id,
        START.toEpochMilli(),
        START.plusSeconds(60).toEpochMilli(),
        START.toEpochMilli(),
        new byte[0]);
  }
}
