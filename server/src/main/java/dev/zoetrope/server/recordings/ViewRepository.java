package dev.zoetrope.server.recordings;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.Instant;
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

  /** Who has viewed these, per session id; a session that nobody viewed is absent. */
  Map<String, Views> of(long projectId, Collection<String> sessionIds, Long userId) {
    return jdbc.prepareStatement(
        "SELECT session_id, user_id, user_email FROM recording_viewed"
            + " WHERE project_id = ? AND session_id = ANY(?) ORDER BY viewed_at, user_id",
        statement -> {
          statement.setLong(1, projectId);
          statement.setArray(
              2,
              statement
                  .getConnection()
                  .createArrayOf("varchar", sessionIds.toArray(String[]::new)));
          Map<String, Views> views = new HashMap<>();
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              boolean own = userId != null && rows.getLong(2) == userId;
              Views one = own ? Views.OWN : new Views(false, List.of(rows.getString(3)));
              views.merge(rows.getString(1), one, Views::and);
            }
          }
          return views;
        });
  }

  void add(long projectId, String sessionId, long userId, String email, Instant now) {
    jdbc.prepareStatement(
        "MERGE INTO recording_viewed v"
            + " USING (SELECT CAST(? AS BIGINT) AS project_id, CAST(? AS VARCHAR) AS session_id,"
            + " CAST(? AS BIGINT) AS user_id) n"
            + " ON v.project_id = n.project_id AND v.session_id = n.session_id"
            + " AND v.user_id = n.user_id"
            + " WHEN NOT MATCHED THEN INSERT (project_id, session_id, user_id, user_email,"
            + " viewed_at) VALUES (n.project_id, n.session_id, n.user_id, CAST(? AS VARCHAR),"
            + " CAST(? AS TIMESTAMP WITH TIME ZONE))",
        statement -> {
          statement.setLong(1, projectId);
          statement.setString(2, sessionId);
          statement.setLong(3, userId);
          statement.setString(4, email);
          statement.setTimestamp(5, Timestamp.from(now));
          return statement.executeUpdate();
        });
  }

  void remove(long projectId, Collection<String> sessionIds, long userId) {
    jdbc.prepareStatement(
        "DELETE FROM recording_viewed WHERE project_id = ? AND session_id = ANY(?)"
            + " AND user_id = ?",
        statement -> {
          statement.setLong(1, projectId);
          statement.setArray(
              2,
              statement
                  .getConnection()
                  .createArrayOf("varchar", sessionIds.toArray(String[]::new)));
          statement.setLong(3, userId);
          return statement.executeUpdate();
        });
  }
}
