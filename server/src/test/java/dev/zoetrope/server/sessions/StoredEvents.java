package dev.zoetrope.server.sessions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zoetrope.server.testing.TestSql;
import java.io.IOException;
import java.sql.Clob;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What the database holds of events and sessions. */
final class StoredEvents {
  private static final ObjectMapper JSON = new ObjectMapper();

  private StoredEvents() {}

  /** The events of a project by session. */
  static Map<String, List<NaiveSession.Event>> of(TestSql sql, long project)
      throws IOException, SQLException {
    Map<String, List<NaiveSession.Event>> events = new HashMap<>();
    for (Object uuid :
        sql.column(
            "SELECT uuid FROM event WHERE project_id = ? AND session_id IS NOT NULL", project)) {
      Map<String, JsonNode> properties = new HashMap<>();
      JSON.readTree(text(event(sql, project, uuid, "properties")))
          .properties()
          .forEach(member -> properties.put(member.getKey(), member.getValue()));
      events
          .computeIfAbsent(
              (String) event(sql, project, uuid, "session_id"), id -> new ArrayList<>())
          .add(
              new NaiveSession.Event(
                  (UUID) uuid,
                  (String) event(sql, project, uuid, "event"),
                  (String) event(sql, project, uuid, "distinct_id"),
                  (Instant) time(event(sql, project, uuid, "occurred_at")),
                  properties));
    }
    return events;
  }

  /** A column of a session. */
  static Object session(TestSql sql, long project, String session, String column) {
    return time(
        sql.column(
                "SELECT " + column + " FROM session WHERE project_id = ? AND session_id = ?",
                project,
                session)
            .get(0));
  }

  private static Object event(TestSql sql, long project, Object uuid, String column) {
    return sql.column(
            "SELECT " + column + " FROM event WHERE project_id = ? AND uuid = ?", project, uuid)
        .get(0);
  }

  private static Object time(Object value) {
    if (value instanceof OffsetDateTime time) {
      return time.toInstant();
    }
    return value instanceof Timestamp stamp ? stamp.toInstant() : value;
  }

  private static String text(Object value) throws SQLException {
    return value instanceof Clob clob ? clob.getSubString(1, (int) clob.length()) : (String) value;
  }
}
