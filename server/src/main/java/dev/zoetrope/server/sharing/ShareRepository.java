package dev.zoetrope.server.sharing;

import dev.zoetrope.server.crypto.Tokens;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The SQL of shares. Runs inside the caller's transaction. */
@Singleton
class ShareRepository {
  private static final String SHARE =
      "SELECT s.project_id, s.session_id, s.generation, s.enabled, s.settings,"
          + " s.password_required, s.created_at FROM sharing s ";

  private final JdbcOperations jdbc;

  ShareRepository(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Share> find(long projectId, String sessionId) {
    return jdbc.prepareStatement(
        SHARE + "WHERE s.project_id = ? AND s.session_id = ?",
        statement -> {
          statement.setLong(1, projectId);
          statement.setString(2, sessionId);
          return share(statement);
        });
  }

  /** The share of a token, unless the token has expired. */
  Optional<Share> findByToken(String hash, Instant now) {
    return jdbc.prepareStatement(
        "SELECT t.project_id, t.session_id, t.token_hash FROM sharing_token t WHERE t.token_hash = ?"
            + " AND (t.expires_at IS NULL OR t.expires_at > ?)",
        statement -> {
          statement.setString(1, hash);
          statement.setTimestamp(2, Timestamp.from(now));
          try (ResultSet row = statement.executeQuery()) {
            return row.next() && Tokens.equal(hash, row.getString(3))
                ? find(row.getLong(1), row.getString(2))
                : Optional.empty();
          }
        });
  }

  void insert(Share share) {
    jdbc.prepareStatement(
        "INSERT INTO sharing (generation, enabled, settings, password_required, created_at,"
            + " project_id, session_id) VALUES (?, ?, ?, ?, ?, ?, ?)",
        statement -> write(statement, share));
  }

  void update(Share share) {
    jdbc.prepareStatement(
        "UPDATE sharing SET generation = ?, enabled = ?, settings = ?, password_required = ?,"
            + " created_at = ? WHERE project_id = ? AND session_id = ?",
        statement -> write(statement, share));
  }

  void insertToken(String hash, Share share) {
    jdbc.prepareStatement(
        "INSERT INTO sharing_token (token_hash, project_id, session_id) VALUES (?, ?, ?)",
        statement -> {
          statement.setString(1, hash);
          statement.setLong(2, share.projectId());
          statement.setString(3, share.sessionId());
          return statement.executeUpdate();
        });
  }

  /** Lets the current token end at this moment, and forgets those that have ended. */
  void expireTokens(Share share, Instant end, Instant now) {
    jdbc.prepareStatement(
        "DELETE FROM sharing_token WHERE project_id = ? AND session_id = ? AND expires_at <= ?",
        statement -> {
          statement.setLong(1, share.projectId());
          statement.setString(2, share.sessionId());
          statement.setTimestamp(3, Timestamp.from(now));
          return statement.executeUpdate();
        });
    jdbc.prepareStatement(
        "UPDATE sharing_token SET expires_at = ? WHERE project_id = ? AND session_id = ?"
            + " AND expires_at IS NULL",
        statement -> {
          statement.setTimestamp(1, Timestamp.from(end));
          statement.setLong(2, share.projectId());
          statement.setString(3, share.sessionId());
          return statement.executeUpdate();
        });
  }

  List<SharePassword> passwords(long projectId, String sessionId) {
    return jdbc.prepareStatement(
        "SELECT id, password_hash, note, created_by_email, created_at FROM share_password"
            + " WHERE project_id = ? AND session_id = ? ORDER BY id",
        statement -> {
          statement.setLong(1, projectId);
          statement.setString(2, sessionId);
          List<SharePassword> passwords = new ArrayList<>();
          try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
              passwords.add(
                  new SharePassword(
                      row.getLong(1),
                      row.getString(2),
                      row.getString(3),
                      row.getString(4),
                      row.getTimestamp(5).toInstant()));
            }
          }
          return passwords;
        });
  }

  long insertPassword(
      Share share, String hash, String note, String createdByEmail, Instant createdAt) {
    return jdbc.execute(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "INSERT INTO share_password (project_id, session_id, password_hash, note,"
                      + " created_by_email, created_at) VALUES (?, ?, ?, ?, ?, ?)",
                  new String[] {"id"})) {
            statement.setLong(1, share.projectId());
            statement.setString(2, share.sessionId());
            statement.setString(3, hash);
            statement.setString(4, note);
            statement.setString(5, createdByEmail);
            statement.setTimestamp(6, Timestamp.from(createdAt));
            statement.executeUpdate();
            try (ResultSet keys = statement.getGeneratedKeys()) {
              keys.next();
              return keys.getLong(1);
            }
          }
        });
  }

  boolean deletePassword(long projectId, String sessionId, long id) {
    return jdbc.prepareStatement(
        "DELETE FROM share_password WHERE project_id = ? AND session_id = ? AND id = ?",
        statement -> {
          statement.setLong(1, projectId);
          statement.setString(2, sessionId);
          statement.setLong(3, id);
          return statement.executeUpdate() == 1;
        });
  }

  void remove(long projectId, Collection<String> sessionIds) {
    for (String table : List.of("sharing_token", "share_password", "sharing")) {
      jdbc.prepareStatement(
          "DELETE FROM " + table + " WHERE project_id = ? AND session_id = ANY(?)",
          statement -> {
            statement.setLong(1, projectId);
            statement.setArray(
                2,
                statement
                    .getConnection()
                    .createArrayOf("varchar", sessionIds.toArray(String[]::new)));
            return statement.executeUpdate();
          });
    }
  }

  private static int write(PreparedStatement statement, Share share) throws SQLException {
    statement.setInt(1, share.generation());
    statement.setBoolean(2, share.enabled());
    statement.setString(3, share.settings());
    statement.setBoolean(4, share.passwordRequired());
    statement.setTimestamp(5, Timestamp.from(share.createdAt()));
    statement.setLong(6, share.projectId());
    statement.setString(7, share.sessionId());
    return statement.executeUpdate();
  }

  private static Optional<Share> share(PreparedStatement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery()) {
      return row.next()
          ? Optional.of(
              new Share(
                  row.getLong(1),
                  row.getString(2),
                  row.getInt(3),
                  row.getBoolean(4),
                  row.getString(5),
                  row.getBoolean(6),
                  row.getTimestamp(7).toInstant()))
          : Optional.empty();
    }
  }
}
