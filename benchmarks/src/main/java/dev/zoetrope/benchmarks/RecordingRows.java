package dev.zoetrope.benchmarks;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Writes many recordings with five events each straight into the database of a stopped server: the
 * database makes the rows itself, in the order of time, as they would arrive.
 *
 * <p>Of the sessions 5% have a {@code $rageclick}, 10% a {@code signup}, 2% a {@code purchase}, one
 * in 2000 an {@code upgrade_failed}; all have pageviews on 200 pages.
 */
final class RecordingRows {
  /** Like the SDK's: ids grow with time. */
  private static final String ID =
      "'019a0000-0000-7000-8000-' || LPAD(CAST(x AS VARCHAR), 12, '0')";

  private final Path dataDirectory;
  private final long recordings;

  RecordingRows(Path dataDirectory, long recordings) {
    this.dataDirectory = dataDirectory;
    this.recordings = recordings;
  }

  /** Opens the server's database with its settings. */
  Connection open(String more) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:h2:file:"
            + dataDirectory.toAbsolutePath().resolve("zoetrope")
            + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
            + more,
        "zoetrope",
        "");
  }

  void write() throws SQLException {
    try (Connection connection = open(";WRITE_DELAY=1000;RETENTION_TIME=0;CACHE_SIZE=524288");
        Statement sql = connection.createStatement()) {
      ValueRows values = new ValueRows(connection);
      for (long from = 0; from < recordings; from += 20_000) {
        long to = Math.min(recordings, from + 20_000) - 1;
        insert(sql, from, to);
        values.write(id(from), id(to));
      }
      sql.execute("ANALYZE SAMPLE_SIZE 100000");
      sql.execute("SHUTDOWN");
    }
  }

  private static String id(long x) {
    return "019a0000-0000-7000-8000-%012d".formatted(x);
  }

  /** Numbers that look random: a multiplication by a prime, modulo another. */
  private static void insert(Statement sql, long from, long to) throws SQLException {
    String range = " FROM (SELECT \"X\" AS x FROM SYSTEM_RANGE(%d, %d)) n".formatted(from, to);
    sql.execute(
        "INSERT INTO recording (project_id, session_id, start_ms, end_ms, duration_s, active_ms,"
            + " inactive_ms, distinct_id, snapshot_source, snapshot_library, start_url, urls,"
            + " click_count, keypress_count, mouse_activity_count, console_log_count,"
            + " console_warn_count, console_error_count, event_count, message_count, size_bytes,"
            + " activity_score, last_arrival_ms, persisted, facts)"
            + " SELECT 1, "
            + ID
            + ", "
            + start()
            + ", "
            + start()
            + " + 60000, MOD(x * 7919, 600), MOD(x * 7919, 600) * 500, MOD(x * 7919, 600) * 500,"
            + " 'user' || MOD(x * 31, 200000), 'web', 'web',"
            + " 'https://shop.example.com/page/' || MOD(x * 104729, 200),"
            + " '[\"https://shop.example.com/page/' || MOD(x * 104729, 200) || '\"]',"
            + " MOD(x * 17, 50), MOD(x * 13, 40), MOD(x * 11, 300), 3, 1, MOD(x * 19, 7), 100, 5,"
            + " 10000, MOD(x * 23, 1000) / 10.0, 0, FALSE, X'00'"
            + range);
    event(sql, range, 0, "'$pageview'");
    event(sql, range, 1, "'$pageview'");
    event(sql, range, 2, "'$autocapture'");
    event(
        sql,
        range,
        3,
        "CASE WHEN MOD(x * 15485863, 2000) = 0 THEN 'upgrade_failed'"
            + " WHEN MOD(x * 15485863, 100) < 5 THEN '$rageclick'"
            + " WHEN MOD(x * 15485863, 100) < 15 THEN 'signup'"
            + " WHEN MOD(x * 15485863, 100) < 17 THEN 'purchase' ELSE '$pageleave' END");
    event(
        sql,
        range,
        4,
        "CASE WHEN MOD(x * 32452843, 2) = 0 THEN 'product viewed' ELSE '$autocapture' END");
    sql.execute(
        "INSERT INTO log_entry (project_id, session_id, item_uuid, position, timestamp_ms, level,"
            + " message) SELECT 1, "
            + ID
            + ", RANDOM_UUID(), 0, 0,"
            + " CASE WHEN MOD(x * 19, 7) = 0 THEN 'info' ELSE 'error' END,"
            + " 'Request failed with status ' || MOD(x * 37, 600)"
            + range);
    sql.execute(
        ("INSERT INTO person (id, project_id, uuid, first_seen_ms, first_event, first_distinct_id,"
                + " properties, history) SELECT 1000000 + x, 1, RANDOM_UUID(), 0, RANDOM_UUID(),"
                + " 'user' || x, '{\"email\":\"user' || x || '@example.com\",\"plan\":\"'"
                + " || CASE MOD(x, 3) WHEN 0 THEN 'free' WHEN 1 THEN 'pro' ELSE 'team' END"
                + " || '\"}', '{}'"
                + range)
            + " WHERE x < 200000");
    sql.execute(
        "INSERT INTO person_distinct_id (project_id, distinct_id, person_id, first_seen_ms,"
            + " first_event, history) SELECT 1, 'user' || x, 1000000 + x, 0, RANDOM_UUID(), '{}'"
            + range
            + " WHERE x < 200000");
    // The server makes what persons are found by after its start.
    sql.execute(
        "INSERT INTO person_unread (person_id) SELECT 1000000 + x" + range + " WHERE x < 200000");
  }

  /** From August 2026 on, in the order of arrival but for some minutes, eight seconds apart. */
  private static String start() {
    return "1785542400000 + x * 7776 + MOD(x * 7919, 600000)";
  }

  private static void event(Statement sql, String range, int place, String name)
      throws SQLException {
    sql.execute(
        "INSERT INTO event (project_id, uuid, event, distinct_id, session_id, occurred_at,"
            + " properties) SELECT 1, RANDOM_UUID(), "
            + name
            + ", 'user' || MOD(x * 31, 200000), "
            + ID
            + ", DATEADD('SECOND', ("
            + start()
            + ") / 1000 + "
            + place * 10
            + ", TIMESTAMP WITH TIME ZONE '1970-01-01 00:00:00Z'),"
            + " '{\"$current_url\":\"https://shop.example.com/page/' || MOD(x * 104729 + "
            + place
            + ", 200) || '?ref=mail\",\"$browser\":\"' || CASE MOD(x, 10) WHEN 0 THEN 'Firefox'"
            + " WHEN 1 THEN 'Safari' ELSE 'Chrome' END || '\",\"$os\":\"' || CASE MOD(x, 3) WHEN 0"
            + " THEN 'Windows' ELSE 'Mac OS X' END || '\",\"$device_type\":\"Desktop\","
            + "\"plan\":\"' || CASE MOD(x * 41, 4) WHEN 0 THEN 'pro' WHEN 1 THEN 'team' ELSE 'free'"
            + " END || '\",\"amount\":' || MOD(x * 43, 500) || ',"
            + "\"$lib\":\"web\",\"$lib_version\":\"1.449.2\",\"$screen_height\":1080,"
            + "\"$screen_width\":1920,\"$viewport_height\":961,\"$viewport_width\":1707,"
            + "\"$referrer\":\"$direct\",\"$referring_domain\":\"$direct\",\"token\":\"phc_bench\","
            + "\"$session_id\":\"s' || x || '\",\"$window_id\":\"w' || x || '\","
            + "\"$timezone\":\"Europe/Berlin\",\"$raw_user_agent\":\"Mozilla/5.0 (Windows NT 10.0; "
            + "Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36\"}'"
            + range);
  }
}
