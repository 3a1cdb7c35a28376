package dev.zoetrope.server.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;

/** A database as an earlier version left it, for the server to start on. */
public final class OldDatabase {
  private OldDatabase() {}

  /**
   * Makes the tables of a version and fills them.
   *
   * @param database properties that point the server at it
   * @param version of the last migration that the earlier version had
   * @param statements SQL that both databases take
   */
  public static void write(Map<String, String> database, String version, List<String> statements) {
    String url = database.get("zoetrope.database.url");
    String user = database.get("zoetrope.database.user");
    String password = database.get("zoetrope.database.password");
    Flyway.configure()
        .dataSource(url, user, password)
        .locations("classpath:db/common")
        .target(version)
        .load()
        .migrate();
    try (Connection connection = DriverManager.getConnection(url, user, password);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("cannot write the old database", e);
    }
  }
}
