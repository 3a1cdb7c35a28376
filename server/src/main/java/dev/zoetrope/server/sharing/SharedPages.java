package dev.zoetrope.server.sharing;

import dev.zoetrope.server.recordings.Recording;
import dev.zoetrope.server.recordings.RecordingService;
import dev.zoetrope.server.web.ApiException;
import dev.zoetrope.server.web.ErrorCode;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/** What people without an account see of a share (contract reference 5.5, B-305, B-306). */
@Singleton
class SharedPages {
  private final ShareAccess access;
  private final SharePasswords passwords;
  private final ShareTokens tokens;
  private final PasswordThrottle throttle;
  private final RecordingService recordings;
  private final Clock clock;

  SharedPages(
      ShareAccess access,
      SharePasswords passwords,
      ShareTokens tokens,
      PasswordThrottle throttle,
      RecordingService recordings,
      Clock clock) {
    this.access = access;
    this.passwords = passwords;
    this.tokens = tokens;
    this.throttle = throttle;
    this.recordings = recordings;
    this.clock = clock;
  }

  /**
   * What a share shows.
   *
   * @param recording empty while a password has to be entered first
   */
  record Page(Share share, Optional<Recording> recording) {}

  /** The page behind an access token; 404 of one form whatever is wrong with the token. */
  Page open(String accessToken, Optional<String> shareToken) {
    Share share = share(accessToken);
    Recording recording =
        recordings.find(share.projectId(), share.sessionId()).orElseThrow(SharedPages::nothing);
    boolean locked =
        share.passwordRequired()
            && shareToken.flatMap(access::byShareToken).filter(share::equals).isEmpty();
    return new Page(share, locked ? Optional.empty() : Optional.of(recording));
  }

  /** The share token that the password is exchanged for; empty when it is wrong. */
  Optional<String> unlock(String accessToken, String password, String address) {
    Share share = share(accessToken);
    if (!share.passwordRequired()) {
      throw ApiException.of(ErrorCode.INVALID_INPUT, "This share does not ask for a password.");
    }
    throttle.check(share, address);
    Optional<String> token =
        passwords
            .matching(passwords.of(share), password)
            .map(found -> tokens.shareToken(share, found.id(), clock.instant()));
    if (token.isEmpty()) {
      throttle.failed(share, address);
    }
    return token;
  }

  private Share share(String accessToken) {
    return access.byAccessToken(accessToken).orElseThrow(SharedPages::nothing);
  }

  private static ApiException nothing() {
    return ApiException.notFound("No resource found");
  }
}
