package dev.zoetrope.server.accounts;

import dev.zoetrope.server.accounts.Rows.UserRow;
import dev.zoetrope.server.web.ApiException;
import dev.zoetrope.server.web.ErrorCode;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;

/** Logging in and out with e-mail and password. */
@Singleton
class Login {
  private final AccountRepository accounts;
  private final Passwords passwords;
  private final Sessions sessions;
  private final LoginThrottle throttle;

  Login(
      AccountRepository accounts, Passwords passwords, Sessions sessions, LoginThrottle throttle) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.sessions = sessions;
    this.throttle = throttle;
  }

  /** Starts a session and returns the cookie's value; 400 for wrong ones, 429 for too many. */
  String login(String email, String password, String address) {
    String normalized = email.strip().toLowerCase(Locale.ROOT);
    throttle.attempt(normalized, address);
    Optional<UserRow> user =
        accounts
            .userByEmail(normalized)
            .filter(UserRow::active)
            .filter(row -> !row.passwordHash().isEmpty());
    if (user.isEmpty()) {
      passwords.matchNobody(password);
    }
    if (user.isEmpty() || !passwords.matches(password, user.get().passwordHash())) {
      throw ApiException.of(ErrorCode.INVALID_CREDENTIALS);
    }
    throttle.succeeded(normalized, address);
    return sessions.start(user.get().id());
  }

  void logout(String cookie) {
    sessions.end(cookie);
  }
}
