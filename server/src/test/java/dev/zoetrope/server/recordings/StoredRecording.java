package dev.zoetrope.server.recordings;

import dev.zoetrope.server.testing.TestSql;
import java.time.Instant;
import java.util.UUID;

/** A row of the recording table in the making; what a test does not say has harmless values. */
final class StoredRecording {
  private final String id;
  private long project = 1;
  private long startMs = Instant.parse("2026-03-01T10:00:00Z").toEpochMilli();
  private long seconds = 60;
  private long activeMs = 30_000;
  private String distinctId = "ada";
  private String source = "web";
  private String startUrl = "https://example.com/";
  private String urls = "[]";
  private long clicks;
  private long keypresses;
  private long mouse;
  private long errors;
  private Double score;
  private long arrivalMs;

  private StoredRecording(String id) {
    this.id = id;
  }

  static StoredRecording of(String id) {
    return new StoredRecording(id);
  }

  StoredRecording project(long value) {
    project = value;
    return this;
  }

  StoredRecording start(String iso) {
    startMs = Instant.parse(iso).toEpochMilli();
    return this;
  }

  StoredRecording seconds(long value) {
    seconds = value;
    return this;
  }

  StoredRecording activeMs(long value) {
    activeMs = value;
    return this;
  }

  StoredRecording distinctId(String value) {
    distinctId = value;
    return this;
  }

  StoredRecording source(String value) {
    source = value;
    return this;
  }

  StoredRecording startUrl(String value) {
    startUrl = value;
    return this;
  }

  StoredRecording urls(String json) {
    urls = json;
    return this;
  }

  StoredRecording clicks(long value) {
    clicks = value;
    return this;
  }

  StoredRecording keypresses(long value) {
    keypresses = value;
    return this;
  }

  StoredRecording mouse(long value) {
    mouse = value;
    return this;
  }

  StoredRecording errors(long value) {
    errors = value;
    return this;
  }

  StoredRecording score(double value) {
    score = value;
    return this;
  }

  StoredRecording arrival(Instant value) {
    arrivalMs = value.toEpochMilli();
    return this;
  }

  void in(TestSql sql) {
    sql.run(
        "INSERT INTO recording (project_id, session_id, start_ms, end_ms, duration_s, active_ms, inactive_ms,"
            + " distinct_id, snapshot_source, snapshot_library, start_url, urls, click_count,"
            + " keypress_count, mouse_activity_count, console_log_count, console_warn_count,"
            + " console_error_count, event_count, message_count, size_bytes, activity_score,"
            + " last_arrival_ms, persisted, facts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, '', ?, ?, ?,"
            + " ?, ?, 0, 0, ?, 1, 1, 1, ?, ?, FALSE, ?)",
        project,
        id,
        startMs,
        startMs + seconds * 1000,
        seconds,
        activeMs,
        seconds * 1000 - activeMs,
        distinctId,
        source,
        startUrl,
        urls,
        clicks,
        keypresses,
        mouse,
        errors,
        score,
        arrivalMs,
        new byte[0]);
  }

  /** Adds a message to the console of a recording of project 1. */
  static void console(TestSql sql, String id, String level, String message) {
    sql.run(
        "INSERT INTO log_entry (project_id, session_id, item_uuid, position, timestamp_ms, level,"
            + " message) VALUES (1, ?, ?, 0, 0, ?, ?)",
        id,
        UUID.randomUUID(),
        level,
        message);
  }
}
