package dev.zoetrope.server.accounts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.zoetrope.server.accounts.Rows.KeyRow;
import dev.zoetrope.server.accounts.Rows.MembershipRow;
import dev.zoetrope.server.crypto.Tokens;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Personal API keys: who presents one, and what it may do (contract reference 2.2, 2.3; B-052). */
@Singleton
class ApiKeys {
  private static final Duration LAST_USED_STEP = Duration.ofHours(1);

  private final AccountRepository accounts;
  private final LegacyKeyHashes legacy;
  private final Clock clock;
  private final Cache<String, Access> known =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofSeconds(30)).build();
  private final ConcurrentMap<String, Instant> lastUsed = new ConcurrentHashMap<>();

  ApiKeys(AccountRepository accounts, LegacyKeyHashes legacy, Clock clock) {
    this.accounts = accounts;
    this.legacy = legacy;
    this.clock = clock;
  }

  /**
   * What a valid key opens.
   *
   * @param caller its owner
   * @param unscoped a key from before scopes: may do anything
   * @param teams the projects it is limited to; empty for all
   * @param limitedTo the organizations it is limited to; empty for all
   * @param organizations the organizations its owner belongs to
   * @param currentProject what {@code @current} means for its owner; null for nothing
   */
  record Access(
      Caller caller,
      boolean unscoped,
      Set<Long> teams,
      Set<String> limitedTo,
      Set<UUID> organizations,
      Long currentProject) {}

  /** Whether answering for this key needs no database. */
  boolean isKnown(String key) {
    return known.getIfPresent(Tokens.hash(key)) != null;
  }

  /** The access of a valid key of an active user. */
  Optional<Access> authenticate(String key) {
    String hash = Tokens.hash(key);
    Access access = known.get(hash, h -> load(key, h));
    if (access != null) {
      noteUse(access.caller().keyId());
    }
    return Optional.ofNullable(access);
  }

  /** Whether the caller's key, if it is one, may touch this organization. */
  boolean admits(Caller caller, UUID organization) {
    List<String> limitedTo = row(caller).map(KeyRow::organizationList).orElseGet(List::of);
    return limitedTo.isEmpty() || limitedTo.contains(organization.toString());
  }

  /** The projects the caller's key is limited to; empty for all. */
  List<Long> limitedToProjects(Caller caller) {
    return row(caller).map(KeyRow::teamList).orElseGet(List::of);
  }

  private Optional<KeyRow> row(Caller caller) {
    return caller.keyId() == null
        ? Optional.empty()
        : accounts.keysOf(caller.userId()).stream()
            .filter(row -> row.id().equals(caller.keyId()))
            .findFirst();
  }

  /** Forgets everything known of keys, after one was changed or revoked. */
  void forget() {
    known.invalidateAll();
  }

  private Access load(String key, String hash) {
    return accounts
        .keyByHash(hash)
        .or(() -> legacy.find(key, hash))
        .flatMap(
            row ->
                accounts
                    .userById(row.userId())
                    .filter(Rows.UserRow::active)
                    .map(user -> access(row, user)))
        .orElse(null);
  }

  private Access access(KeyRow row, Rows.UserRow user) {
    List<String> scopes = row.scopeList();
    Set<UUID> organizations = new HashSet<>();
    accounts.membershipsOf(user.id()).stream()
        .map(MembershipRow::organizationId)
        .forEach(organizations::add);
    if (row.lastUsedAt() != null) {
      lastUsed.putIfAbsent(row.id(), row.lastUsedAt());
    }
    return new Access(
        new Caller(
            user.id(),
            user.email(),
            Caller.Means.PERSONAL_API_KEY,
            scopes == null ? Set.of("*") : Set.copyOf(scopes),
            row.id()),
        scopes == null,
        Set.copyOf(row.teamList()),
        Set.copyOf(row.organizationList()),
        organizations,
        user.currentProjectId());
  }

  /** {@code last_used_at} is exact to the hour, so that reading does not mean writing. */
  private void noteUse(String keyId) {
    Instant now = clock.instant();
    Instant before = lastUsed.get(keyId);
    if (before != null && now.isBefore(before.plus(LAST_USED_STEP))) {
      return;
    }
    lastUsed.put(keyId, now);
    accounts.touchKey(keyId, now);
  }
}
