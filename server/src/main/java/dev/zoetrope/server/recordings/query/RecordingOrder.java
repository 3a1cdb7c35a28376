package dev.zoetrope.server.recordings.query;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What the list can be sorted by; seconds sort by the exact milliseconds (B-213). */
public enum RecordingOrder {
  DURATION("r.duration_s"),
  RECORDING_DURATION("r.duration_s"),
  INACTIVE_SECONDS("r.inactive_ms"),
  ACTIVE_SECONDS("r.active_ms"),
  START_TIME("r.start_ms"),
  CONSOLE_ERROR_COUNT("r.console_error_count"),
  CLICK_COUNT("r.click_count"),
  KEYPRESS_COUNT("r.keypress_count"),
  MOUSE_ACTIVITY_COUNT("r.mouse_activity_count"),
  ACTIVITY_SCORE("r.activity_score");

  static final List<String> NAMES = Arrays.stream(values()).map(RecordingOrder::json).toList();

  private final String column;

  RecordingOrder(String column) {
    this.column = column;
  }

  String json() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * A condition that every recording meets, on the column to sort by: with it H2 reads the index of
   * the order instead of one of another condition, and has no need to sort.
   */
  public SqlCondition everything() {
    return this == ACTIVITY_SCORE
        ? SqlCondition.all(List.of())
        : SqlCondition.of(column + " >= ?", Integer.MIN_VALUE);
  }

  /** The ORDER BY list; total, so that pages neither repeat nor miss a recording. */
  public String sql(boolean ascending) {
    String direction = ascending ? " ASC" : " DESC";
    return column
        + direction
        + (this == ACTIVITY_SCORE ? " NULLS LAST" : "")
        + ", r.session_id"
        + direction;
  }
}
