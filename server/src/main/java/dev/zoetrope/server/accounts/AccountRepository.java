package dev.zoetrope.server.accounts;

import dev.zoetrope.server.accounts.Rows.KeyRow;
import dev.zoetrope.server.accounts.Rows.MembershipRow;
import dev.zoetrope.server.accounts.Rows.OrganizationRow;
import dev.zoetrope.server.accounts.Rows.ProjectRow;
import dev.zoetrope.server.accounts.Rows.UserRow;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The SQL of the account tables. */
@Singleton
class AccountRepository extends AccountSql {
  private static final String PROJECT =
      "SELECT id, uuid, organization_id, token, name, timezone, created_at FROM project ";
  private static final String USER =
      "SELECT id, uuid, distinct_id, email, password_hash, first_name, last_name, active, staff,"
          + " current_project_id, date_joined FROM app_user ";
  private static final String KEY =
      "SELECT id, user_id, label, secure_value, mask_value, scopes, scoped_teams,"
          + " scoped_organizations, created_at, last_used_at FROM personal_api_key ";

  AccountRepository(JdbcOperations jdbc) {
    super(jdbc);
  }

  @Transactional
  Optional<ProjectRow> projectById(long id) {
    return one(PROJECT + "WHERE id = ?", AccountRepository::project, id);
  }

  @Transactional
  Optional<ProjectRow> projectByToken(String token) {
    return one(PROJECT + "WHERE token = ?", AccountRepository::project, token);
  }

  @Transactional
  List<ProjectRow> projectsOf(long userId) {
    return all(
        PROJECT
            + "WHERE organization_id IN (SELECT organization_id FROM membership WHERE user_id = ?)"
            + " ORDER BY id",
        AccountRepository::project,
        userId);
  }

  @Transactional
  long insertProject(UUID organizationId, String token, String name, String zone, Instant now) {
    return insertForId(
        "INSERT INTO project (uuid, organization_id, token, name, timezone, created_at)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        UUID.randomUUID(),
        organizationId,
        token,
        name,
        zone,
        now);
  }

  @Transactional
  List<OrganizationRow> organizationsOf(long userId) {
    return all(
        "SELECT id, name, slug, created_at FROM organization WHERE id IN"
            + " (SELECT organization_id FROM membership WHERE user_id = ?) ORDER BY created_at, id",
        r ->
            new OrganizationRow(
                r.getObject(1, UUID.class), r.getString(2), r.getString(3), time(r, 4)),
        userId);
  }

  @Transactional
  void insertOrganization(OrganizationRow row) {
    update(
        "INSERT INTO organization (id, name, slug, created_at) VALUES (?, ?, ?, ?)",
        row.id(),
        row.name(),
        row.slug(),
        row.createdAt());
  }

  @Transactional
  void insertMembership(UUID organizationId, long userId, int level, Instant now) {
    update(
        "INSERT INTO membership (organization_id, user_id, level, joined_at) VALUES (?, ?, ?, ?)",
        organizationId,
        userId,
        level,
        now);
  }

  @Transactional
  List<MembershipRow> membershipsOf(long userId) {
    return all(
        "SELECT organization_id, user_id, level FROM membership WHERE user_id = ?",
        r -> new MembershipRow(r.getObject(1, UUID.class), r.getLong(2), r.getInt(3)),
        userId);
  }

  @Transactional
  Optional<UserRow> userById(long id) {
    return one(USER + "WHERE id = ?", AccountRepository::user, id);
  }

  /** Makes everybody who changes something of the user, such as the keys, wait in turn. */
  @Transactional(Transactional.TxType.MANDATORY)
  void lockUser(long id) {
    one("SELECT id FROM app_user WHERE id = ? FOR UPDATE", r -> r.getLong(1), id);
  }

  @Transactional
  Optional<UserRow> userByEmail(String email) {
    return one(USER + "WHERE email = ?", AccountRepository::user, email);
  }

  @Transactional
  long insertUser(UserRow row) {
    return insertForId(
        "INSERT INTO app_user (uuid, distinct_id, email, password_hash, first_name, last_name,"
            + " active, staff, current_project_id, date_joined) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        row.uuid(),
        row.distinctId(),
        row.email(),
        row.passwordHash(),
        row.firstName(),
        row.lastName(),
        row.active(),
        row.staff(),
        row.currentProjectId(),
        row.dateJoined());
  }

  @Transactional
  void insertKey(KeyRow row) {
    update(
        "INSERT INTO personal_api_key (id, user_id, label, secure_value, mask_value, scopes,"
            + " scoped_teams, scoped_organizations, created_at, last_used_at)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        row.id(),
        row.userId(),
        row.label(),
        row.secureValue(),
        row.maskValue(),
        row.scopes(),
        row.scopedTeams(),
        row.scopedOrganizations(),
        row.createdAt(),
        row.lastUsedAt());
  }

  @Transactional
  Optional<KeyRow> keyByHash(String secureValue) {
    return one(KEY + "WHERE secure_value = ?", AccountRepository::key, secureValue);
  }

  @Transactional
  List<KeyRow> keysOf(long userId) {
    return all(
        KEY + "WHERE user_id = ? ORDER BY created_at DESC, id", AccountRepository::key, userId);
  }

  @Transactional
  List<KeyRow> legacyKeys() {
    return all(KEY + "WHERE secure_value LIKE 'pbkdf2%'", AccountRepository::key);
  }

  /** Changes what a key may do; never its secret, which another request may be replacing. */
  @Transactional
  void changeKey(KeyRow row) {
    update(
        "UPDATE personal_api_key SET label = ?, scopes = ?, scoped_teams = ?,"
            + " scoped_organizations = ? WHERE id = ? AND user_id = ?",
        row.label(),
        row.scopes(),
        row.scopedTeams(),
        row.scopedOrganizations(),
        row.id(),
        row.userId());
  }

  @Transactional
  void changeSecret(KeyRow row) {
    update(
        "UPDATE personal_api_key SET secure_value = ?, mask_value = ? WHERE id = ? AND user_id = ?",
        row.secureValue(),
        row.maskValue(),
        row.id(),
        row.userId());
  }

  /** Stores another hash of the same key, unless it is another key by now. */
  @Transactional
  void rehashKey(KeyRow read, String secureValue) {
    update(
        "UPDATE personal_api_key SET secure_value = ? WHERE id = ? AND secure_value = ?",
        secureValue,
        read.id(),
        read.secureValue());
  }

  @Transactional
  void touchKey(String id, Instant now, Instant unlessAfter) {
    update(
        "UPDATE personal_api_key SET last_used_at = ?"
            + " WHERE id = ? AND (last_used_at IS NULL OR last_used_at <= ?)",
        now,
        id,
        unlessAfter);
  }

  @Transactional
  void deleteKey(String id, long userId) {
    update("DELETE FROM personal_api_key WHERE id = ? AND user_id = ?", id, userId);
  }

  private static ProjectRow project(ResultSet r) throws SQLException {
    return new ProjectRow(
        r.getLong(1),
        r.getObject(2, UUID.class),
        r.getObject(3, UUID.class),
        r.getString(4),
        r.getString(5),
        r.getString(6),
        time(r, 7));
  }

  private static UserRow user(ResultSet r) throws SQLException {
    return new UserRow(
        r.getLong(1),
        r.getObject(2, UUID.class),
        r.getString(3),
        r.getString(4),
        r.getString(5),
        r.getString(6),
        r.getString(7),
        r.getBoolean(8),
        r.getBoolean(9),
        r.getObject(10) == null ? null : r.getLong(10),
        time(r, 11));
  }

  private static KeyRow key(ResultSet r) throws SQLException {
    return new KeyRow(
        r.getString(1),
        r.getLong(2),
        r.getString(3),
        r.getString(4),
        r.getString(5),
        r.getString(6),
        r.getString(7),
        r.getString(8),
        time(r, 9),
        time(r, 10));
  }
}
