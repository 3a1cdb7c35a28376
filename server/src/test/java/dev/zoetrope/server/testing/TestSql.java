package dev.zoetrope.server.testing;

import dev.zoetrope.server.crypto.Tokens;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** Looks into the server's database and prepares what no request can. */
@Singleton
public class TestSql {
  private final DataSource database;

  TestSql(DataSource database) {
    this.database = DelegatingDataSource.unwrapDataSource(database);
  }

  /** Runs one statement and commits it. */
  public void run(String sql, Object... arguments) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = prepared(connection, sql, arguments)) {
      statement.execute();
      if (!connection.getAutoCommit()) {
        connection.commit();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The first column of every row. */
  public List<Object> column(String sql, Object... arguments) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = prepared(connection, sql, arguments);
        ResultSet rows = statement.executeQuery()) {
      List<Object> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getObject(1));
      }
      return values;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /**
   * Adds a member of the first organization.
   *
   * @param scopes a JSON array
   * @return a personal API key of the new user
   */
  public String member(String email, String scopes) {
    run(
        "INSERT INTO app_user (uuid, distinct_id, email, password_hash, first_name, last_name,"
            + " active, staff, current_project_id, date_joined)"
            + " VALUES (?, ?, ?, '', '', '', TRUE, FALSE, 1, CURRENT_TIMESTAMP)",
        UUID.randomUUID(),
        Tokens.random(""),
        email);
    run(
        "INSERT INTO membership (organization_id, user_id, level, joined_at)"
            + " SELECT o.id, u.id, 1, CURRENT_TIMESTAMP FROM organization o, app_user u"
            + " WHERE u.email = ? ORDER BY o.created_at LIMIT 1",
        email);
    return key(email, scopes);
  }

  /** Adds a personal API key of a user and returns it. */
  public String key(String email, String scopes) {
    String key = Tokens.random("phx_");
    run(
        "INSERT INTO personal_api_key (id, user_id, label, secure_value, scopes, scoped_teams,"
            + " scoped_organizations, created_at)"
            + " SELECT ?, u.id, 'test', ?, ?, '[]', '[]', CURRENT_TIMESTAMP FROM app_user u"
            + " WHERE u.email = ?",
        Tokens.random(""),
        Tokens.hash(key),
        scopes,
        email);
    return key;
  }

  /** Adds a project to the first organization and returns its id. */
  public long project(String name) {
    run(
        "INSERT INTO project (uuid, organization_id, token, name, timezone, created_at)"
            + " SELECT ?, o.id, ?, ?, 'UTC', CURRENT_TIMESTAMP FROM organization o"
            + " ORDER BY o.created_at LIMIT 1",
        UUID.randomUUID(),
        Tokens.random("phc_"),
        name);
    return (Long) column("SELECT id FROM project WHERE name = ?", name).get(0);
  }

  private static PreparedStatement prepared(Connection connection, String sql, Object... arguments)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < arguments.length; i++) {
      statement.setObject(i + 1, arguments[i]);
    }
    return statement;
  }
}
