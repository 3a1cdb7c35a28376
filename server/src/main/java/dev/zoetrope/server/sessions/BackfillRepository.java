package dev.zoetrope.server.sessions;

import dev.zoetrope.server.database.Queries;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The SQL of sessions that are made later than their events were stored. How far that is, is known
 * of all projects together.
 */
@Singleton
class BackfillRepository {
  private static final int FETCH = 200;

  private final Queries queries;
  private final JdbcOperations jdbc;

  BackfillRepository(Queries queries, JdbcOperations jdbc) {
    this.queries = queries;
    this.jdbc = jdbc;
  }

  /**
   * @param doneTo the last session that was made
   * @param lastId the last one that is to be made
   */
  record Progress(String doneTo, String lastId) {}

  /** How far it is, for this transaction alone; empty when all is done. */
  Optional<Progress> lock() {
    return queries.first(
        "SELECT done_to, last_id FROM session_backfill FOR UPDATE",
        row -> new Progress(row.getString(1), row.getString(2)));
  }

  void advance(String doneTo) {
    queries.update("UPDATE session_backfill SET done_to = ?", doneTo);
  }

  void end() {
    queries.update("DELETE FROM session_backfill");
  }

  Optional<String> next(String after, String last) {
    return queries.first(
        "SELECT session_id FROM event WHERE session_id > ? AND session_id <= ?"
            + " ORDER BY session_id LIMIT 1",
        row -> row.getString(1),
        after,
        last);
  }

  /** The projects that have events of a session, in order. */
  List<Long> projects(String sessionId) {
    return queries.all(
        "SELECT DISTINCT project_id FROM event WHERE session_id = ? ORDER BY project_id",
        row -> row.getLong(1),
        sessionId);
  }

  /** Hands what each event says about its session to a reader, one by one; answers how many. */
  int events(long projectId, String sessionId, Consumer<SessionFacts> reader) {
    return jdbc.prepareStatement(
        "SELECT uuid, event, distinct_id, occurred_at, properties FROM event"
            + " WHERE project_id = ? AND session_id = ?",
        statement -> {
          statement.setFetchSize(FETCH);
          statement.setLong(1, projectId);
          statement.setString(2, sessionId);
          int events = 0;
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              events++;
              SessionFactsReader.read(
                      rows.getObject(1, UUID.class),
                      rows.getString(2),
                      rows.getString(3),
                      sessionId,
                      Queries.time(rows, "occurred_at"),
                      rows.getString(5))
                  .ifPresent(reader);
            }
          }
          return events;
        });
  }
}
