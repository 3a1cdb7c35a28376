package dev.zoetrope.server.sharing;

import dev.zoetrope.server.accounts.SharingTokenAuthenticator;
import dev.zoetrope.server.crypto.Tokens;
import dev.zoetrope.server.recordings.RecordingPurge;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Collection;
import java.util.Optional;

/** What tokens open: nothing unless sharing is enabled (B-305). */
@Singleton
class ShareAccess implements SharingTokenAuthenticator, RecordingPurge {
  private final ShareRepository shares;
  private final ShareTokens tokens;
  private final Clock clock;

  ShareAccess(ShareRepository shares, ShareTokens tokens, Clock clock) {
    this.shares = shares;
    this.tokens = tokens;
    this.clock = clock;
  }

  /** An access token suffices when no password is asked for; a share token always does. */
  @Override
  @Transactional
  public Optional<SharedRecording> authenticate(String token) {
    Optional<Share> share =
        token.indexOf('.') < 0
            ? byAccessToken(token).filter(found -> !found.passwordRequired())
            : byShareToken(token);
    return share.map(found -> new SharedRecording(found.projectId(), found.sessionId()));
  }

  /** The enabled share behind an access token, whether it asks for a password or not. */
  @Transactional
  Optional<Share> byAccessToken(String token) {
    return shares.findByToken(Tokens.hash(token), clock.instant()).filter(Share::enabled);
  }

  /** The enabled share that somebody opened with a password that still is one. */
  @Transactional
  Optional<Share> byShareToken(String token) {
    return tokens
        .read(token, clock.instant())
        .flatMap(
            claims ->
                shares
                    .find(claims.project(), claims.session())
                    .filter(Share::enabled)
                    .filter(share -> share.generation() == claims.generation())
                    .filter(share -> hasPassword(share, claims.password())));
  }

  @Override
  @Transactional
  public void purge(long projectId, Collection<String> sessionIds) {
    shares.remove(projectId, sessionIds);
  }

  private boolean hasPassword(Share share, long id) {
    return shares.passwords(share.projectId(), share.sessionId()).stream()
        .anyMatch(password -> password.id() == id);
  }
}
