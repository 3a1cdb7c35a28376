package dev.zoetrope.server.accounts;

import dev.zoetrope.server.accounts.Rows.MembershipRow;
import dev.zoetrope.server.accounts.Rows.SessionRow;
import dev.zoetrope.server.crypto.Tokens;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Logged-in browsers: a random cookie value, of which only the hash is stored; two weeks long. */
@Singleton
class Sessions {
  static final Duration LIFE = Duration.ofDays(14);

  private final SessionRepository sessions;
  private final AccountRepository accounts;
  private final Clock clock;

  Sessions(SessionRepository sessions, AccountRepository accounts, Clock clock) {
    this.sessions = sessions;
    this.accounts = accounts;
    this.clock = clock;
  }

  /**
   * A logged-in user.
   *
   * @param caller the user
   * @param organizations the organizations of the user
   * @param currentProject what {@code @current} means; null for nothing
   */
  record Session(Caller caller, Set<UUID> organizations, Long currentProject) {}

  /** Starts a session and returns the cookie's value. */
  String start(long userId) {
    Instant now = clock.instant();
    sessions.deleteExpiredBefore(now);
    String value = Tokens.random("");
    sessions.insert(new SessionRow(Tokens.hash(value), userId, now.plus(LIFE)), now);
    return value;
  }

  void end(String cookie) {
    sessions.delete(Tokens.hash(cookie));
  }

  /** The session behind a cookie, unless it is over or its user was made inactive. */
  Optional<Session> find(String cookie) {
    return sessions
        .find(Tokens.hash(cookie))
        .filter(row -> row.expiresAt().isAfter(clock.instant()))
        .flatMap(row -> accounts.userById(row.userId()))
        .filter(Rows.UserRow::active)
        .map(
            user ->
                new Session(
                    new Caller(user.id(), user.email(), Caller.Means.SESSION, Set.of("*"), null),
                    accounts.membershipsOf(user.id()).stream()
                        .map(MembershipRow::organizationId)
                        .collect(Collectors.toUnmodifiableSet()),
                    user.currentProjectId()));
  }
}
