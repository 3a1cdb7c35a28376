package dev.zoetrope.server.recordings;

import dev.zoetrope.server.recordings.query.ConsoleFilter;
import dev.zoetrope.server.recordings.query.SqlCondition;
import dev.zoetrope.server.web.ApiException;
import dev.zoetrope.server.web.ErrorCode;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Questions about recordings that callers put together. A statement that takes longer than the
 * settings allow is given up with 429 (B-216). Runs inside the caller's transaction.
 */
@Singleton
class RecordingSearch {
  private static final String CANCELLED = "57014";
  private static final int FETCH = 1000;

  private final JdbcOperations jdbc;
  private final RecordingsSettings settings;

  RecordingSearch(JdbcOperations jdbc, RecordingsSettings settings) {
    this.jdbc = jdbc;
    this.settings = settings;
  }

  /** What to read of each row. */
  private interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  long count(long projectId, SqlCondition where) {
    return query(
            "SELECT COUNT(*)" + RecordingRows.FROM + " AND " + where.sql(),
            projectId,
            where.arguments(),
            row -> row.getLong(1))
        .get(0);
  }

  /**
   * One page in order. The ids are looked for first, so that sorting moves no more than ids; the
   * project in ORDER BY makes H2 see that an index has the order already.
   */
  List<Recording> page(long projectId, SqlCondition where, String order, int limit, int offset) {
    List<Object> arguments = new ArrayList<>(where.arguments());
    arguments.add((long) limit);
    arguments.add((long) offset);
    List<String> ids =
        query(
            "SELECT r.session_id"
                + RecordingRows.FROM
                + " AND "
                + where.sql()
                + " ORDER BY r.project_id, "
                + order
                + " LIMIT ? OFFSET ?",
            projectId,
            arguments,
            row -> row.getString(1));
    return inOrder(ids, all(projectId, SqlCondition.oneOf("r.session_id", ids)));
  }

  /** The recordings in the order of the ids. */
  static List<Recording> inOrder(List<String> ids, List<Recording> recordings) {
    Map<String, Recording> byId = new HashMap<>();
    recordings.forEach(recording -> byId.put(recording.sessionId(), recording));
    return ids.stream().distinct().map(byId::get).filter(Objects::nonNull).toList();
  }

  /** The recordings that a condition with a list of ids describes. */
  List<Recording> all(long projectId, SqlCondition where) {
    return query(
        RecordingRows.SELECT + " AND " + where.sql(),
        projectId,
        where.arguments(),
        RecordingRows::read);
  }

  /** Every distinct id that a recording of the project has. */
  List<String> distinctIds(long projectId) {
    return query(
        "SELECT DISTINCT r.distinct_id FROM recording r WHERE r.project_id = ?",
        projectId,
        List.of(),
        row -> row.getString(1));
  }

  /** The sessions with a console message that meets the filter's regular expressions. */
  Set<String> sessionsWithConsole(long projectId, SqlCondition plain, ConsoleFilter filter) {
    Set<String> sessions = new LinkedHashSet<>();
    query(
        "SELECT l.session_id, l.level, l.message FROM log_entry l WHERE l.project_id = ? AND "
            + plain.sql(),
        projectId,
        plain.arguments(),
        row -> {
          if (filter.meets(row.getString(2), row.getString(3))) {
            sessions.add(row.getString(1));
          }
          return null;
        });
    return sessions;
  }

  private <T> List<T> query(String sql, long projectId, List<Object> arguments, Row<T> reader) {
    return jdbc.prepareStatement(
        sql,
        statement -> {
          long end = System.nanoTime() + settings.queryTimeout().toNanos();
          statement.setQueryTimeout(
              Math.toIntExact(Math.max(1, settings.queryTimeout().toSeconds())));
          try {
            statement.setFetchSize(FETCH);
            bind(statement, projectId, arguments);
            List<T> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
              while (rows.next()) {
                T value = reader.read(rows);
                if (value != null) {
                  found.add(value);
                }
                if (System.nanoTime() > end) {
                  throw timeout();
                }
              }
            }
            return found;
          } catch (SQLException e) {
            if (CANCELLED.equals(e.getSQLState())) {
              throw timeout();
            }
            throw e;
          } finally {
            // H2 keeps the timeout with the connection, which goes back to the pool.
            statement.setQueryTimeout(0);
          }
        });
  }

  /** Sets the project, then the arguments. */
  static void bind(PreparedStatement statement, long projectId, List<Object> arguments)
      throws SQLException {
    statement.setLong(1, projectId);
    int position = 2;
    for (Object argument : arguments) {
      if (argument instanceof String[] texts) {
        statement.setArray(position++, statement.getConnection().createArrayOf("varchar", texts));
      } else {
        statement.setObject(position++, argument);
      }
    }
  }

  private static ApiException timeout() {
    return ApiException.of(ErrorCode.THROTTLED, "Query timeout exceeded. Try again later.");
  }
}
