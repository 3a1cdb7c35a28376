package dev.zoetrope.server.accounts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.zoetrope.server.accounts.Rows.KeyRow;
import dev.zoetrope.server.accounts.Rows.MembershipRow;
import dev.zoetrope.server.crypto.Tokens;
import dev.zoetrope.server.web.WriteProtection;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.support.TransactionSynchronization;
import jakarta.inject.Singleton;
import java.sql.Connection;
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
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Personal API keys: who presents one, and what it may do (contract reference 2.2, 2.3; B-052).
 * What a valid key opens is kept for five seconds, the longest time that a change made by another
 * server on the same database goes unnoticed; a change made by this one counts at once.
 */
@Singleton
class ApiKeys {
  private static final Logger LOG = LoggerFactory.getLogger(ApiKeys.class);
  private static final Duration LAST_USED_STEP = Duration.ofHours(1);
  private static final Duration KEPT = Duration.ofSeconds(5);

  private final AccountRepository accounts;
  private final LegacyKeyHashes legacy;
  private final TransactionOperations<Connection> transactions;
  private final WriteProtection protection;
  private final Clock clock;
  private final Cache<String, Known> known =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(KEPT).build();
  private final AtomicLong changes = new AtomicLong();
  private final ConcurrentMap<String, Instant> lastUsed = new ConcurrentHashMap<>();

  ApiKeys(
      AccountRepository accounts,
      LegacyKeyHashes legacy,
      TransactionOperations<Connection> transactions,
      WriteProtection protection,
      Clock clock) {
    this.accounts = accounts;
    this.legacy = legacy;
    this.transactions = transactions;
    this.protection = protection;
    this.clock = clock;
  }

  /** An access, and how many changes had happened before it was read: after the next it is void. */
  private record Known(Access access, long changes) {}

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
    Access access = kept(Tokens.hash(key));
    return access != null && !isUseDue(access.caller().keyId(), clock.instant());
  }

  /** The access of a valid key of an active user. */
  Optional<Access> authenticate(String key) {
    String hash = Tokens.hash(key);
    Access kept = kept(hash);
    Optional<Access> access = kept == null ? load(key, hash) : Optional.of(kept);
    access.ifPresent(a -> noteUse(a.caller().keyId()));
    return access;
  }

  private Access kept(String hash) {
    Known entry = known.getIfPresent(hash);
    return entry != null && entry.changes() == changes.get() ? entry.access() : null;
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

  /**
   * Makes a change of keys or memberships count. Inside a transaction that is when it commits:
   * before, the old state would only be read again.
   */
  void forget() {
    transactions
        .findTransactionStatus()
        .ifPresentOrElse(
            status ->
                status.registerSynchronization(
                    new TransactionSynchronization() {
                      @Override
                      public void afterCommit() {
                        changes.incrementAndGet();
                      }
                    }),
            changes::incrementAndGet);
  }

  private Optional<Access> load(String key, String hash) {
    // Counted first: what is read while somebody changes it is void as soon as it is kept.
    long before = changes.get();
    Optional<Access> access =
        accounts
            .keyByHash(hash)
            .or(() -> legacy.find(key, hash))
            .flatMap(
                row ->
                    accounts
                        .userById(row.userId())
                        .filter(Rows.UserRow::active)
                        .map(user -> access(row, user)));
    access.ifPresent(a -> known.put(hash, new Known(a, before)));
    return access;
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

  private boolean isUseDue(String keyId, Instant now) {
    Instant before = lastUsed.get(keyId);
    return before == null || !now.isBefore(before.plus(LAST_USED_STEP));
  }

  /** {@code last_used_at} is exact to the hour, so that reading does not mean writing. */
  private void noteUse(String keyId) {
    Instant now = clock.instant();
    if (!isUseDue(keyId, now)) {
      return;
    }
    if (protection.reason().isPresent()) {
      // Reading goes on when nothing can be written.
      return;
    }
    lastUsed.put(keyId, now);
    try {
      accounts.touchKey(keyId, now, now.minus(LAST_USED_STEP));
    } catch (RuntimeException e) {
      // A database that takes no writes at the moment is no reason to refuse a reader.
      LOG.warn("last_used_at of a key was not noted: {}", e.toString());
    }
  }
}
