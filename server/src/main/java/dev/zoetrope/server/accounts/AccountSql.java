package dev.zoetrope.server.accounts;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Statements with positional parameters and rows read by position, for the account tables. */
abstract class AccountSql {
  final JdbcOperations jdbc;

  AccountSql(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  interface Mapper<T> {
    T map(ResultSet row) throws SQLException;
  }

  final <T> Optional<T> one(String sql, Mapper<T> mapper, Object... parameters) {
    return all(sql, mapper, parameters).stream().findFirst();
  }

  final <T> List<T> all(String sql, Mapper<T> mapper, Object... parameters) {
    return jdbc.prepareStatement(
        sql,
        statement -> {
          bind(statement, parameters);
          try (ResultSet rows = statement.executeQuery()) {
            List<T> found = new ArrayList<>();
            while (rows.next()) {
              found.add(mapper.map(rows));
            }
            return found;
          }
        });
  }

  final void update(String sql, Object... parameters) {
    jdbc.prepareStatement(
        sql,
        statement -> {
          bind(statement, parameters);
          return statement.executeUpdate();
        });
  }

  final long insertForId(String sql, Object... parameters) {
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

  private static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      Object value = parameters[i] instanceof Instant at ? Timestamp.from(at) : parameters[i];
      statement.setObject(i + 1, value);
    }
  }

  static Instant time(ResultSet row, int column) throws SQLException {
    Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
