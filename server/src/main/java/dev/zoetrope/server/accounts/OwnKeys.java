package dev.zoetrope.server.accounts;

import dev.zoetrope.api.model.PersonalApiKey;
import dev.zoetrope.api.model.PersonalApiKeyCreate;
import dev.zoetrope.api.model.PersonalApiKeyPatch;
import dev.zoetrope.server.accounts.Rows.KeyRow;
import dev.zoetrope.server.accounts.Rows.ProjectRow;
import dev.zoetrope.server.crypto.Tokens;
import dev.zoetrope.server.web.ApiException;
import dev.zoetrope.server.web.ErrorCode;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A user's management of the own keys (contract reference 9.9). */
@Singleton
class OwnKeys {
  private static final int MOST = 10;

  private final AccountRepository accounts;
  private final ApiKeys keys;
  private final Clock clock;

  OwnKeys(AccountRepository accounts, ApiKeys keys, Clock clock) {
    this.accounts = accounts;
    this.keys = keys;
    this.clock = clock;
  }

  List<PersonalApiKey> list(long userId) {
    return accounts.keysOf(userId).stream().map(row -> model(row, null)).toList();
  }

  PersonalApiKey get(long userId, String id) {
    return model(row(userId, id), null);
  }

  @Transactional
  PersonalApiKey create(long userId, PersonalApiKeyCreate wanted) {
    accounts.lockUser(userId);
    if (accounts.keysOf(userId).size() >= MOST) {
      throw ApiException.of(
          ErrorCode.INVALID_INPUT,
          "You can only have 10 personal API keys."
              + " Remove an existing key before creating a new one.");
    }
    List<Long> teams = orEmpty(wanted.getScopedTeams());
    List<String> organizations = orEmpty(wanted.getScopedOrganizations());
    check(userId, wanted.getScopes(), teams, organizations);
    String value = Tokens.random("phx_");
    KeyRow row =
        new KeyRow(
            Tokens.random(""),
            userId,
            wanted.getLabel(),
            Tokens.hash(value),
            KeyMask.of(value),
            Rows.json(wanted.getScopes()),
            Rows.json(teams),
            Rows.json(organizations),
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            null);
    accounts.insertKey(row);
    return model(row, value);
  }

  @Transactional
  PersonalApiKey change(long userId, String id, PersonalApiKeyPatch change) {
    accounts.lockUser(userId);
    KeyRow before = row(userId, id);
    List<String> scopes = change.has("scopes") ? change.getScopes() : before.scopeList();
    List<Long> teams = change.has("scoped_teams") ? change.getScopedTeams() : before.teamList();
    List<String> organizations =
        change.has("scoped_organizations")
            ? change.getScopedOrganizations()
            : before.organizationList();
    check(userId, scopes == null ? List.of() : scopes, teams, organizations);
    KeyRow after =
        new KeyRow(
            before.id(),
            userId,
            change.has("label") ? change.getLabel() : before.label(),
            before.secureValue(),
            before.maskValue(),
            scopes == null ? null : Rows.json(scopes),
            Rows.json(teams),
            Rows.json(organizations),
            before.createdAt(),
            before.lastUsedAt());
    accounts.changeKey(after);
    keys.forget();
    return model(after, null);
  }

  @Transactional
  PersonalApiKey roll(long userId, String id) {
    accounts.lockUser(userId);
    KeyRow before = row(userId, id);
    String value = Tokens.random("phx_");
    KeyRow after = before.withSecureValue(Tokens.hash(value), KeyMask.of(value));
    accounts.changeSecret(after);
    keys.forget();
    return model(after, value);
  }

  @Transactional
  void delete(long userId, String id) {
    accounts.lockUser(userId);
    accounts.deleteKey(row(userId, id).id(), userId);
    keys.forget();
  }

  private KeyRow row(long userId, String id) {
    return accounts.keysOf(userId).stream()
        .filter(row -> row.id().equals(id))
        .findFirst()
        .orElseThrow(() -> ApiException.of(ErrorCode.NOT_FOUND));
  }

  private void check(
      long userId, List<String> scopes, List<Long> teams, List<String> organizations) {
    KeyScopes.check(scopes);
    Set<Long> own =
        accounts.projectsOf(userId).stream().map(ProjectRow::id).collect(Collectors.toSet());
    if (!own.containsAll(teams)) {
      throw ApiException.of(
          ErrorCode.INVALID_INPUT,
          "You must be a member of all teams that you are scoping the key to.",
          "scoped_teams");
    }
    Set<String> member = new HashSet<>();
    accounts.membershipsOf(userId).forEach(m -> member.add(m.organizationId().toString()));
    if (!member.containsAll(organizations)) {
      throw ApiException.of(
          ErrorCode.INVALID_INPUT,
          "You must be a member of all organizations that you are scoping the key to.",
          "scoped_organizations");
    }
  }

  private static <T> List<T> orEmpty(List<T> list) {
    return list == null ? List.of() : list;
  }

  private static PersonalApiKey model(KeyRow row, String value) {
    return new PersonalApiKey()
        .id(row.id())
        .label(row.label())
        .value(value)
        .maskValue(row.maskValue())
        .createdAt(row.createdAt())
        .lastUsedAt(row.lastUsedAt())
        .userId(row.userId())
        .scopes(row.scopeList())
        .scopedTeams(row.teamList())
        .scopedOrganizations(row.organizationList());
  }
}
