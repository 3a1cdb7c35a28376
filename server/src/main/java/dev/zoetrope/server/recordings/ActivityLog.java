package dev.zoetrope.server.recordings;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.zoetrope.server.accounts.Caller;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;

/** Keeps who did what to recordings (B-230, B-231). Runs inside the caller's transaction. */
@Singleton
class ActivityLog {
  private static final String SCOPE = "Replay";

  private final JdbcOperations jdbc;

  ActivityLog(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  void deleted(long projectId, Caller caller, String sessionId, Instant now) {
    ObjectNode detail = JsonNodeFactory.instance.objectNode().put("name", sessionId);
    write(projectId, caller, sessionId, "deleted", detail, now);
  }

  void bulkDeleted(long projectId, Caller caller, Collection<String> sessionIds, Instant now) {
    ObjectNode detail =
        JsonNodeFactory.instance
            .objectNode()
            .put("name", sessionIds.size() + " session recordings");
    ArrayNode ids = detail.putArray("session_recording_ids");
    sessionIds.forEach(ids::add);
    write(projectId, caller, null, "bulk_deleted", detail, now);
  }

  private void write(
      long projectId,
      Caller caller,
      String itemId,
      String activity,
      ObjectNode detail,
      Instant now) {
    jdbc.prepareStatement(
        "INSERT INTO activity_log (project_id, user_id, user_email, scope, item_id, activity,"
            + " detail, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        statement -> {
          statement.setLong(1, projectId);
          statement.setObject(2, caller.userId());
          statement.setString(3, caller.email());
          statement.setString(4, SCOPE);
          statement.setString(5, itemId);
          statement.setString(6, activity);
          statement.setString(7, detail.toString());
          statement.setTimestamp(8, Timestamp.from(now));
          return statement.executeUpdate();
        });
  }
}
