package dev.zoetrope.server.sessions;

import dev.zoetrope.server.web.TimeText;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Reads what the latest sessions of a project have; every statement is bound to the project. */
@Singleton
class SessionRepository {
  private static final String CANCELLED = "57014";
  private static final int PAGE = 500;

  private final JdbcOperations jdbc;

  SessionRepository(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Hands the values of the latest sessions to a reader, session by session, the latest first.
   *
   * @param patience after which it is given up; null for never
   * @param reader gets the values by property, null for none, in an array that is used again
   * @return false when it was given up
   */
  boolean scan(
      long projectId,
      List<SessionProperty> properties,
      int latest,
      Duration patience,
      Consumer<String[]> reader) {
    long end = patience == null ? Long.MAX_VALUE : System.nanoTime() + patience.toNanos();
    Page page = new Page(null, null, 0);
    for (int seen = 0; seen < latest; seen += PAGE) {
      Duration left = patience == null ? null : Duration.ofNanos(end - System.nanoTime());
      if (left != null && left.isNegative()) {
        return false;
      }
      page = page(projectId, properties, page, left, reader);
      if (page == null || page.rows < PAGE) {
        return page != null;
      }
    }
    return true;
  }

  /** The projects that have more sessions than so many, in order. */
  List<Long> projectsWithMoreThan(int few) {
    return jdbc.prepareStatement(
        "SELECT p.id FROM project p WHERE EXISTS (SELECT 1 FROM session s WHERE s.project_id = p.id"
            + " ORDER BY s.project_id, s.start_timestamp DESC, s.session_id DESC"
            + " LIMIT 1 OFFSET ?) ORDER BY p.id",
        statement -> {
          statement.setInt(1, few);
          try (ResultSet rows = statement.executeQuery()) {
            List<Long> projects = new ArrayList<>();
            while (rows.next()) {
              projects.add(rows.getLong(1));
            }
            return projects;
          }
        });
  }

  /** The last session of a page. */
  private record Page(OffsetDateTime start, String session, int rows) {}

  /**
   * A page at a time: H2 holds a result in memory, and PostgreSQL takes the index for few rows,
   * whatever it knows of the table.
   *
   * @return null when it took too long
   */
  private Page page(
      long projectId,
      List<SessionProperty> properties,
      Page before,
      Duration left,
      Consumer<String[]> reader) {
    String columns = String.join(", ", properties.stream().map(SessionProperty::column).toList());
    return jdbc.prepareStatement(
        "SELECT start_timestamp AS place, session_id, "
            + columns
            + " FROM session WHERE project_id = ?"
            + (before.session == null
                ? ""
                : " AND start_timestamp <= ? AND (start_timestamp, session_id) < (?, ?)")
            // The project in ORDER BY makes H2 see that an index has the order already.
            + " ORDER BY project_id, start_timestamp DESC, session_id DESC LIMIT "
            + PAGE,
        statement -> {
          // In whole seconds, because the drivers know no others.
          statement.setQueryTimeout(left == null ? 0 : (int) left.toSeconds() + 1);
          statement.setLong(1, projectId);
          if (before.session != null) {
            statement.setObject(2, before.start);
            statement.setObject(3, before.start);
            statement.setString(4, before.session);
          }
          try (ResultSet rows = statement.executeQuery()) {
            return read(rows, properties, reader);
          } catch (SQLException e) {
            if (CANCELLED.equals(e.getSQLState())) {
              return null;
            }
            throw e;
          } finally {
            // H2 keeps the timeout with the connection, which goes back to the pool.
            statement.setQueryTimeout(0);
          }
        });
  }

  private static Page read(
      ResultSet rows, List<SessionProperty> properties, Consumer<String[]> reader)
      throws SQLException {
    String[] values = new String[properties.size()];
    Page page = new Page(null, null, 0);
    while (rows.next()) {
      page = new Page(rows.getObject(1, OffsetDateTime.class), rows.getString(2), page.rows + 1);
      for (int i = 0; i < values.length; i++) {
        values[i] = text(rows, i + 3, properties.get(i).type());
      }
      reader.accept(values);
    }
    return page;
  }

  private static String text(ResultSet rows, int column, SessionProperty.Type type)
      throws SQLException {
    if (type == SessionProperty.Type.DATE_TIME) {
      return TimeText.write(rows.getObject(column, OffsetDateTime.class).toInstant());
    }
    if (!type.isNumerical()) {
      return rows.getString(column);
    }
    Object number = rows.getObject(column);
    return number instanceof Double real
        ? BigDecimal.valueOf(real).stripTrailingZeros().toPlainString()
        : number == null ? null : number.toString();
  }
}
