package dev.zoetrope.server.accounts;

import dev.zoetrope.server.accounts.Rows.SessionRow;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;

/** The SQL of logged-in browsers. */
@Singleton
class SessionRepository extends AccountSql {
  SessionRepository(JdbcOperations jdbc) {
    super(jdbc);
  }

  @Transactional
  void insert(SessionRow row, Instant now) {
    update(
        "INSERT INTO login_session (token_hash, user_id, created_at, expires_at) VALUES (?, ?, ?, ?)",
        row.tokenHash(),
        row.userId(),
        now,
        row.expiresAt());
  }

  @Transactional
  Optional<SessionRow> find(String tokenHash) {
    return one(
        "SELECT token_hash, user_id, expires_at FROM login_session WHERE token_hash = ?",
        r -> new SessionRow(r.getString(1), r.getLong(2), time(r, 3)),
        tokenHash);
  }

  @Transactional
  void delete(String tokenHash) {
    update("DELETE FROM login_session WHERE token_hash = ?", tokenHash);
  }

  @Transactional
  void deleteExpiredBefore(Instant now) {
    update("DELETE FROM login_session WHERE expires_at < ?", now);
  }
}
