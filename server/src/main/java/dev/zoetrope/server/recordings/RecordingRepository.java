package dev.zoetrope.server.recordings;

import dev.zoetrope.server.recordings.query.SqlCondition;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** The SQL of recordings and their tombstones. Runs inside the caller's transaction. */
@Singleton
class RecordingRepository {
  private final JdbcOperations jdbc;

  RecordingRepository(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Recording> find(long projectId, String sessionId) {
    return jdbc.prepareStatement(
        RecordingRows.SELECT + " AND r.session_id = ?",
        statement -> {
          statement.setLong(1, projectId);
          statement.setString(2, sessionId);
          try (ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(RecordingRows.read(rows)) : Optional.empty();
          }
        });
  }

  Set<String> existing(long projectId, Collection<String> sessionIds) {
    return sessionIds(
        "SELECT r.session_id" + RecordingRows.FROM + " AND ", "", projectId, sessionIds);
  }

  /** Like {@link #existing}, and nobody else can delete them before this transaction ends. */
  Set<String> lock(long projectId, Collection<String> sessionIds) {
    return sessionIds(
        "SELECT r.session_id" + RecordingRows.FROM + " AND ",
        " ORDER BY r.session_id FOR UPDATE",
        projectId,
        sessionIds);
  }

  Optional<Tombstone> tombstone(long projectId, String sessionId) {
    return jdbc.prepareStatement(
        "SELECT deleted_at, deleted_by FROM recording_tombstone"
            + " WHERE project_id = ? AND session_id = ?",
        statement -> {
          statement.setLong(1, projectId);
          statement.setString(2, sessionId);
          try (ResultSet rows = statement.executeQuery()) {
            return rows.next()
                ? Optional.of(new Tombstone(rows.getTimestamp(1).toInstant(), rows.getString(2)))
                : Optional.empty();
          }
        });
  }

  void bury(long projectId, String sessionId, Long userId, String email, Instant now) {
    jdbc.prepareStatement(
        "INSERT INTO recording_tombstone (project_id, session_id, deleted_at, deleted_by_id,"
            + " deleted_by) VALUES (?, ?, ?, ?, ?)",
        statement -> {
          statement.setLong(1, projectId);
          statement.setString(2, sessionId);
          statement.setTimestamp(3, Timestamp.from(now));
          statement.setObject(4, userId);
          statement.setString(5, email);
          return statement.executeUpdate();
        });
  }

  /** Removes what is known of these recordings, their tombstones excepted. */
  void remove(long projectId, Collection<String> sessionIds) {
    update("DELETE FROM recording_viewed", projectId, sessionIds);
    update("DELETE FROM log_entry", projectId, sessionIds);
    update("DELETE FROM recording", projectId, sessionIds);
  }

  void persist(long projectId, String sessionId) {
    update("UPDATE recording SET persisted = TRUE", projectId, Set.of(sessionId));
  }

  /** One by one: not every key here starts with the id, and H2 reads the project otherwise. */
  private void update(String statementStart, long projectId, Collection<String> sessionIds) {
    jdbc.prepareStatement(
        statementStart + " WHERE project_id = ? AND session_id = ?",
        statement -> {
          for (String sessionId : sessionIds) {
            statement.setLong(1, projectId);
            statement.setString(2, sessionId);
            statement.addBatch();
          }
          return statement.executeBatch();
        });
  }

  private Set<String> sessionIds(
      String start, String end, long projectId, Collection<String> sessionIds) {
    SqlCondition these = SqlCondition.oneOf("r.session_id", sessionIds);
    return jdbc.prepareStatement(
        start + these.sql() + end,
        statement -> {
          RecordingSearch.bind(statement, projectId, these.arguments());
          Set<String> found = new LinkedHashSet<>();
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              found.add(rows.getString(1));
            }
          }
          return found;
        });
  }
}
