package dev.zoetrope.server.recordings;

import java.sql.ResultSet;
import java.sql.SQLException;

/** How rows of the table are selected and read. */
final class RecordingRows {
  static final String FROM = " FROM recording r WHERE r.project_id = ?";

  static final String SELECT =
      "SELECT r.session_id, r.distinct_id, r.start_ms, r.end_ms, r.duration_s, r.active_ms,"
          + " r.snapshot_source, r.start_url, r.click_count, r.keypress_count,"
          + " r.mouse_activity_count, r.console_log_count, r.console_warn_count,"
          + " r.console_error_count, r.activity_score, r.last_arrival_ms, r.persisted"
          + FROM;

  private RecordingRows() {}

  static Recording read(ResultSet row) throws SQLException {
    return new Recording(
        row.getString(1),
        row.getString(2),
        row.getLong(3),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6),
        row.getString(7),
        row.getString(8),
        new Recording.Counts(
            row.getLong(9),
            row.getLong(10),
            row.getLong(11),
            row.getLong(12),
            row.getLong(13),
            row.getLong(14)),
        row.getObject(15, Double.class),
        row.getLong(16),
        row.getBoolean(17));
  }
}
