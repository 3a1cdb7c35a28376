package dev.zoetrope.server.database;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs SQL with positional parameters inside the caller's transaction. Times travel as {@link
 * Instant}, exact from the year 1 to the year 9999, and ids as {@code Long[]} for {@code = ANY(?)}.
 */
@Singleton
public class Queries {
  private final JdbcOperations jdbc;

  Queries(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  /** Reads one row. */
  @FunctionalInterface
  public interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Every row, in order. */
  public <T> List<T> all(String sql, Reader<T> reader, Object... parameters) {
    return jdbc.prepareStatement(
        sql,
        statement -> {
          bind(statement, parameters);
          List<T> found = new ArrayList<>();
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              found.add(reader.read(rows));
            }
          }
          return found;
        });
  }

  /** The first row, if there is one. */
  public <T> Optional<T> first(String sql, Reader<T> reader, Object... parameters) {
    return all(sql, reader, parameters).stream().findFirst();
  }

  /** Changes rows and returns how many. */
  public int update(String sql, Object... parameters) {
    return jdbc.prepareStatement(
        sql,
        statement -> {
          bind(statement, parameters);
          return statement.executeUpdate();
        });
  }

  /** Inserts a row and returns its generated {@code id}. */
  public long insert(String sql, Object... parameters) {
    return jdbc.execute(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(sql, new String[] {"id"})) {
            bind(statement, parameters);
            statement.executeUpdate();
            try (ResultSet keys = statement.getGeneratedKeys()) {
              keys.next();
              return keys.getLong(1);
            }
          }
        });
  }

  /** The time in a column; null for NULL. */
  public static Instant time(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  private static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      Object value = parameters[i];
      if (value instanceof Instant time) {
        statement.setObject(i + 1, time.atOffset(ZoneOffset.UTC));
      } else if (value instanceof Long[] ids) {
        statement.setArray(i + 1, statement.getConnection().createArrayOf("bigint", ids));
      } else {
        statement.setObject(i + 1, value);
      }
    }
  }
}
