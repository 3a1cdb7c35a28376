package dev.zoetrope.benchmarks;

import dev.zoetrope.server.recordings.filter.EventMarks;
import dev.zoetrope.server.recordings.filter.EventProperties;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.Set;

/**
 * Writes what recordings are found by their events' values, for events that are in the database of
 * a stopped server, with the rules of the server.
 */
final class ValueRows {
  private final Connection connection;
  private final Set<Long> texts = new HashSet<>();

  ValueRows(Connection connection) {
    this.connection = connection;
  }

  private record Row(long mark, long hour, String session) {}

  /** The values of the events of some sessions, in the order of their ids. */
  void write(String first, String last) throws SQLException {
    Set<Row> rows = new HashSet<>();
    try (PreparedStatement events =
            connection.prepareStatement(
                "SELECT session_id, occurred_at, properties FROM event"
                    + " WHERE session_id BETWEEN ? AND ?");
        PreparedStatement value =
            connection.prepareStatement(
                "INSERT INTO event_value (project_id, mark, event_hour, session_id)"
                    + " VALUES (1, ?, ?, ?)");
        PreparedStatement text =
            connection.prepareStatement(
                "INSERT INTO event_value_text (project_id, name_mark, text_mark, mark, content)"
                    + " VALUES (1, ?, ?, ?, ?)")) {
      events.setString(1, first);
      events.setString(2, last);
      try (ResultSet event = events.executeQuery()) {
        while (event.next()) {
          long hour = event.getObject(2, OffsetDateTime.class).toEpochSecond() / 3600;
          for (EventMarks.Value one : EventProperties.of(event.getString(3))) {
            rows.add(new Row(one.mark(), hour, event.getString(1)));
            if (one.text().isPresent() && texts.add(one.name() * 31 + one.textMark())) {
              text.setLong(1, one.name());
              text.setLong(2, one.textMark());
              text.setLong(3, one.mark());
              text.setString(4, one.text().get());
              text.addBatch();
            }
          }
        }
      }
      for (Row row : rows) {
        value.setLong(1, row.mark);
        value.setLong(2, row.hour);
        value.setString(3, row.session);
        value.addBatch();
      }
      value.executeBatch();
      text.executeBatch();
    }
  }
}
