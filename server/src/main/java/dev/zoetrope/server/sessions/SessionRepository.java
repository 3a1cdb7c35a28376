package dev.zoetrope.server.sessions;

import dev.zoetrope.server.web.TimeText;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what the latest sessions of a project have; every statement is bound to the project. */
@Singleton
class SessionRepository {
  private static final String CANCELLED = "57014";
  private static final int FETCH = 1000;

  private final JdbcOperations jdbc;

  SessionRepository(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * How often each value occurs.
   *
   * @param sessions how many sessions were looked at
   * @param byProperty in how many of them each value occurs
   */
  record Counts(int sessions, Map<SessionProperty, Map<String, Integer>> byProperty) {}

  /**
   * Counts the values of these properties among the latest sessions.
   *
   * @param seconds after which it is given up, 0 for never
   * @return empty when it was given up
   */
  Optional<Counts> count(
      long projectId, List<SessionProperty> properties, int latest, int seconds) {
    String columns = String.join(", ", properties.stream().map(SessionProperty::column).toList());
    List<Map<String, Integer>> counts = new ArrayList<>();
    properties.forEach(property -> counts.add(new HashMap<>()));
    int[] sessions = new int[1];
    boolean inTime =
        jdbc.prepareStatement(
            // The project in ORDER BY makes H2 see that an index has the order already.
            "SELECT "
                + columns
                + " FROM session WHERE project_id = ?"
                + " ORDER BY project_id, start_timestamp DESC, session_id DESC LIMIT "
                + latest,
            statement -> {
              statement.setQueryTimeout(seconds);
              statement.setFetchSize(FETCH);
              statement.setLong(1, projectId);
              try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                  sessions[0]++;
                  for (int i = 0; i < properties.size(); i++) {
                    String value = text(rows, i + 1, properties.get(i).type());
                    if (value != null) {
                      counts.get(i).merge(value, 1, Integer::sum);
                    }
                  }
                }
                return true;
              } catch (SQLException e) {
                if (CANCELLED.equals(e.getSQLState())) {
                  return false;
                }
                throw e;
              } finally {
                // H2 keeps the timeout with the connection, which goes back to the pool.
                statement.setQueryTimeout(0);
              }
            });
    if (!inTime) {
      return Optional.empty();
    }
    Map<SessionProperty, Map<String, Integer>> byProperty = new HashMap<>();
    for (int i = 0; i < properties.size(); i++) {
      byProperty.put(properties.get(i), counts.get(i));
    }
    return Optional.of(new Counts(sessions[0], byProperty));
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
