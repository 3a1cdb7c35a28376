package dev.zoetrope.server.accounts;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/** The SQL that only a first start needs. */
@Singleton
class BootstrapRepository extends AccountSql {
  private static final long FIRST = 1;

  BootstrapRepository(JdbcOperations jdbc) {
    super(jdbc);
  }

  /**
   * One server at a time goes on behind this, until its transaction ends. An embedded database has
   * one server at all.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  void lock() {
    jdbc.execute(
        connection -> {
          if (connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
            advisoryLock(connection.prepareStatement("SELECT pg_advisory_xact_lock(7303014)"));
          }
          return null;
        });
  }

  private static void advisoryLock(PreparedStatement statement) throws SQLException {
    try (statement) {
      statement.execute();
    }
  }

  @Transactional
  boolean hasUsers() {
    return one("SELECT 1 FROM app_user LIMIT 1", r -> true).isPresent();
  }

  /**
   * Inserts the project with the number 1. The numbers that the database gives begin behind it:
   * they are not given back when a first start fails.
   */
  @Transactional
  long insertFirstProject(UUID organizationId, String token, String name, Instant now) {
    update(
        "INSERT INTO project (id, uuid, organization_id, token, name, timezone, created_at)"
            + " VALUES (?, ?, ?, ?, ?, 'UTC', ?)",
        FIRST,
        UUID.randomUUID(),
        organizationId,
        token,
        name,
        now);
    return FIRST;
  }
}
