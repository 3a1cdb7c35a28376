package dev.zoetrope.server.sharing;

import dev.zoetrope.server.accounts.Passwords;
import dev.zoetrope.server.crypto.Tokens;
import dev.zoetrope.server.web.ApiException;
import dev.zoetrope.server.web.ErrorCode;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** The passwords of shares (contract reference 5.4, B-304). */
@Singleton
class SharePasswords {
  private static final int SHORTEST = 8;
  private static final int RANDOM_LENGTH = 22;

  private final ShareRepository shares;
  private final Passwords passwords;
  private final Clock clock;

  SharePasswords(ShareRepository shares, Passwords passwords, Clock clock) {
    this.shares = shares;
    this.passwords = passwords;
    this.clock = clock;
  }

  /**
   * A password as it is shown once.
   *
   * @param text the password itself
   */
  record Created(long id, String text, String note, Instant createdAt) {}

  @Transactional
  List<SharePassword> of(Share share) {
    return shares.passwords(share.projectId(), share.sessionId());
  }

  /** Adds the password, a random one when none is given. */
  @Transactional
  Created create(Share share, Optional<String> given, String note, String createdByEmail) {
    String text = given.orElseGet(() -> Tokens.random("").substring(0, RANDOM_LENGTH));
    if (text.codePointCount(0, text.length()) < SHORTEST) {
      throw ApiException.of(
          ErrorCode.INVALID_INPUT, "Password must be at least 8 characters long.", "raw_password");
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    long id = shares.insertPassword(share, passwords.hash(text), note, createdByEmail, now);
    return new Created(id, text, note, now);
  }

  /** Removes the password; false when the share has none of this number. */
  @Transactional
  boolean delete(Share share, long id) {
    return shares.deletePassword(share.projectId(), share.sessionId(), id);
  }

  /** The password that this text is; asked outside of transactions, because it takes long. */
  Optional<SharePassword> matching(List<SharePassword> known, String text) {
    return known.stream().filter(password -> passwords.matches(text, password.hash())).findFirst();
  }
}
