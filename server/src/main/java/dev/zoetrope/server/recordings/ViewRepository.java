package dev.zoetrope.server.recordings;

import dev.zoetrope.server.recordings.query.SqlCondition;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The SQL of who has viewed what. Runs inside the caller's transaction. */
@Singleton
class ViewRepository {
  private final JdbcOperations jdbc;

  ViewRepository(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  /** The users who have viewed these, first viewer first, per session id. */
  Map<String, List<Long>> of(long projectId, Collection<String> sessionIds) {
    SqlCondition these = SqlCondition.oneOf("session_id", sessionIds);
    return jdbc.prepareStatement(
        "SELECT session_id, user_id FROM recording_viewed WHERE project_id = ? AND "
            + these.sql()
            + " ORDER BY viewed_at, user_id",
        statement -> {
          RecordingSearch.bind(statement, projectId, these.arguments());
          Map<String, List<Long>> views = new HashMap<>();
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              views
                  .computeIfAbsent(rows.getString(1), id -> new ArrayList<>())
                  .add(rows.getLong(2));
            }
          }
          return views;
        });
  }

  void add(long projectId, String sessionId, long userId, Instant now) {
    jdbc.prepareStatement(
        "MERGE INTO recording_viewed v"
            + " USING (SELECT CAST(? AS BIGINT) AS project_id, CAST(? AS VARCHAR) AS session_id,"
            + " CAST(? AS BIGINT) AS user_id) n"
            + " ON v.project_id = n.project_id AND v.session_id = n.session_id"
            + " AND v.user_id = n.user_id"
            + " WHEN NOT MATCHED THEN INSERT (project_id, session_id, user_id, viewed_at)"
            + " VALUES (n.project_id, n.session_id, n.user_id,"
            + " CAST(? AS TIMESTAMP WITH TIME ZONE))",
        statement -> {
          statement.setLong(1, projectId);
          statement.setString(2, sessionId);
          statement.setLong(3, userId);
          statement.setTimestamp(4, Timestamp.from(now));
          return statement.executeUpdate();
        });
  }

  void remove(long projectId, Collection<String> sessionIds, long userId) {
    SqlCondition these = SqlCondition.oneOf("session_id", sessionIds);
    List<Object> arguments = new ArrayList<>(these.arguments());
    arguments.add(userId);
    jdbc.prepareStatement(
        "DELETE FROM recording_viewed WHERE project_id = ? AND " + these.sql() + " AND user_id = ?",
        statement -> {
          RecordingSearch.bind(statement, projectId, arguments);
          return statement.executeUpdate();
        });
  }
}
