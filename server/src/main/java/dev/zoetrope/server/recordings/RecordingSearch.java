package dev.zoetrope.server.recordings;

import dev.zoetrope.server.recordings.query.SqlCondition;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  long count(long projectId, SqlCondition where) {
    return query(
            "SELECT COUNT(*)" + RecordingRows.FROM + " AND " + where.sql(),
            projectId,
            where.arguments(),
            deadline(),
            row -> row.getLong(1))
        .get(0);
  }

  /** When a question that is asked now has to be answered. */
  Deadline deadline() {
    return Deadline.in(settings.queryTimeout());
  }

  /**
   * The ids of one page in order, so that sorting moves no more than ids; the project in ORDER BY
   * makes H2 see that an index has the order already.
   */
  List<String> ids(
      long projectId, SqlCondition where, String order, long limit, long offset, Deadline end) {
    List<Object> arguments = new ArrayList<>(where.arguments());
    arguments.add(limit);
    arguments.add(offset);
    return query(
        "SELECT r.session_id"
            + RecordingRows.FROM
            + " AND "
            + where.sql()
            + " ORDER BY r.project_id, "
            + order
            + " LIMIT ? OFFSET ?",
        projectId,
        arguments,
        end,
        row -> row.getString(1));
  }

  /** The recordings of these ids in their order. */
  List<Recording> inOrder(long projectId, List<String> ids) {
    return ids.isEmpty()
        ? List.of()
        : inOrder(ids, all(projectId, SqlCondition.oneOf("r.session_id", ids)));
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
        deadline(),
        RecordingRows::read);
  }

  /** Every distinct id that a recording of the project has. */
  List<String> distinctIds(long projectId) {
    return query(
        "SELECT DISTINCT r.distinct_id FROM recording r WHERE r.project_id = ?",
        projectId,
        List.of(),
        deadline(),
        row -> row.getString(1));
  }

  /** Every row that is not read as null, before the deadline. */
  <T> List<T> query(
      String sql, long projectId, List<Object> arguments, Deadline end, Row<T> reader) {
    return jdbc.prepareStatement(
        sql,
        statement -> {
          statement.setQueryTimeout(end.seconds());
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
                end.check();
              }
            }
            return found;
          } catch (SQLException e) {
            if (CANCELLED.equals(e.getSQLState())) {
              throw Deadline.passed();
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
}
