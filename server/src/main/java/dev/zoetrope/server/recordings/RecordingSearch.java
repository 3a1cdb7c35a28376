package dev.zoetrope.server.recordings;

import dev.zoetrope.server.recordings.query.SqlCondition;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Questions about recordings that callers put together. A statement that takes longer than the
 * settings allow is given up with 429 (B-216). Runs inside the caller's transaction.
 */
@Singleton
class RecordingSearch {
  private static final Logger LOG = LoggerFactory.getLogger(RecordingSearch.class);
  private static final String CANCELLED = "57014";
  private static final int FETCH = 1000;

  /** No condition. */
  static final SqlCondition ANY_ROW = SqlCondition.all(List.of());

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

  /**
   * How many recordings there are.
   *
   * @param exact whether the count is all of them; if not there are at least as many
   */
  record Count(long found, boolean exact) {}

  /**
   * Counts among the latest recordings of some dates, at least so many of them, so that counting
   * takes no longer when there are millions.
   */
  Count count(long projectId, SqlCondition dates, SqlCondition where, int most) {
    Deadline end = deadline();
    List<Object> arguments = new ArrayList<>(dates.arguments());
    arguments.add(most);
    List<Long> limit =
        query(
            "SELECT r.start_ms"
                + RecordingRows.FROM
                + " AND "
                + dates.sql()
                + " ORDER BY r.project_id, r.start_ms DESC, r.session_id DESC LIMIT 1 OFFSET ?",
            projectId,
            arguments,
            end,
            row -> row.getLong(1));
    SqlCondition among =
        limit.isEmpty()
            ? where
            : SqlCondition.all(List.of(SqlCondition.of("r.start_ms >= ?", limit.get(0)), where));
    long found =
        query(
                "SELECT COUNT(*)" + RecordingRows.FROM + " AND " + among.sql(),
                projectId,
                among.arguments(),
                end,
                row -> row.getLong(1))
            .get(0);
    return new Count(found, limit.isEmpty());
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
    return begins(projectId, where, order, limit, offset, end).stream().map(Begin::id).toList();
  }

  /** The same with the times they began. */
  List<Begin> begins(
      long projectId, SqlCondition where, String order, long limit, long offset, Deadline end) {
    List<Object> arguments = new ArrayList<>(where.arguments());
    arguments.add(limit);
    arguments.add(offset);
    return query(
        "SELECT r.session_id, r.start_ms"
            + RecordingRows.FROM
            + " AND "
            + where.sql()
            + " ORDER BY r.project_id, "
            + order
            + " LIMIT ? OFFSET ?",
        projectId,
        arguments,
        end,
        row -> new Begin(row.getString(1), row.getLong(2)));
  }

  /** A recording and when it began. */
  record Begin(String id, long startMs) {
    static final Comparator<Begin> LATEST_FIRST =
        Comparator.comparingLong(Begin::startMs).thenComparing(Begin::id).reversed();

    /** The recordings behind it when the latest come first. */
    SqlCondition andEarlier() {
      return SqlCondition.of(
          "r.start_ms <= ? AND (r.start_ms < ? OR r.session_id < ?)", startMs, startMs, id);
    }
  }

  /** Those of a few recordings that meet a condition on {@code r}, in order. */
  List<Begin> beginsAmong(
      long projectId, List<String> ids, SqlCondition where, String order, Deadline end) {
    return among(
        "r.session_id, r.start_ms",
        "recording r",
        projectId,
        ids,
        ANY_ROW,
        new SqlCondition(where.sql() + " ORDER BY " + order, where.arguments()),
        end,
        row -> new Begin(row.getString(1), row.getLong(2)));
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

  /** Every row that is not read as null, before the deadline; the project is the first argument. */
  <T> List<T> query(
      String sql, long projectId, List<Object> arguments, Deadline end, Row<T> reader) {
    List<Object> all = new ArrayList<>();
    all.add(projectId);
    all.addAll(arguments);
    return run(sql, all, end, reader);
  }

  /**
   * Rows of a few sessions. The sessions are the outer table of a join, so that both databases look
   * each of them up and read nothing else; a list of values H2 may compare with every row.
   *
   * @param columns what to select
   * @param table with its alias, one letter
   * @param join conditions on the row that an index can use
   * @param rest conditions on the row, and what comes after WHERE
   */
  <T> List<T> among(
      String columns,
      String table,
      long projectId,
      List<String> sessions,
      SqlCondition join,
      SqlCondition rest,
      Deadline end,
      Row<T> reader) {
    return among(columns, table, "session_id", projectId, sessions, join, rest, end, reader);
  }

  /** The same with another column than the session's id. */
  <T> List<T> among(
      String columns,
      String table,
      String key,
      long projectId,
      List<String> values,
      SqlCondition join,
      SqlCondition rest,
      Deadline end,
      Row<T> reader) {
    if (values.isEmpty()) {
      return List.of();
    }
    char alias = table.charAt(table.length() - 1);
    List<Object> arguments = new ArrayList<>();
    arguments.add(values.toArray(String[]::new));
    arguments.add(projectId);
    arguments.addAll(join.arguments());
    arguments.addAll(rest.arguments());
    return run(
        "SELECT "
            + columns
            + " FROM UNNEST(CAST(? AS VARCHAR ARRAY)) s(id) LEFT JOIN "
            + table
            + " ON $.# = s.id AND $.project_id = ? AND ".replace('$', alias).replace("#", key)
            + join.sql()
            + " WHERE $.session_id IS NOT NULL AND ".replace('$', alias)
            + rest.sql(),
        arguments,
        end,
        reader);
  }

  private <T> List<T> run(String sql, List<Object> arguments, Deadline end, Row<T> reader) {
    // The text only: what a caller sent is among the arguments.
    LOG.trace(sql);
    return jdbc.prepareStatement(
        sql,
        statement -> {
          statement.setQueryTimeout(end.seconds());
          try {
            statement.setFetchSize(FETCH);
            bind(statement, arguments);
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
    List<Object> all = new ArrayList<>();
    all.add(projectId);
    all.addAll(arguments);
    bind(statement, all);
  }

  private static void bind(PreparedStatement statement, List<Object> arguments)
      throws SQLException {
    int position = 1;
    for (Object argument : arguments) {
      if (argument instanceof String[] texts) {
        statement.setArray(position++, statement.getConnection().createArrayOf("varchar", texts));
      } else {
        statement.setObject(position++, argument);
      }
    }
  }
}
