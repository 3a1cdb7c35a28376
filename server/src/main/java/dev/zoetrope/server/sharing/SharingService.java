package dev.zoetrope.server.sharing;

import dev.zoetrope.server.crypto.Tokens;
import dev.zoetrope.server.recordings.RecordingService;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Shares recordings (contract reference 5, B-300 to B-303). */
@Singleton
class SharingService {
  private static final Duration GRACE = Duration.ofMinutes(5);

  private final RecordingService recordings;
  private final ShareRepository shares;
  private final ShareTokens tokens;
  private final Clock clock;

  SharingService(
      RecordingService recordings, ShareRepository shares, ShareTokens tokens, Clock clock) {
    this.recordings = recordings;
    this.shares = shares;
    this.tokens = tokens;
    this.clock = clock;
  }

  /** How the recording is shared; 404 when there is no such recording. */
  @Transactional
  Share get(long projectId, String sessionId) {
    recordings.get(projectId, sessionId);
    return shares.find(projectId, sessionId).orElseGet(() -> Share.none(projectId, sessionId));
  }

  /** Stores the change, and the share if it was not. */
  @Transactional
  Share change(long projectId, String sessionId, ShareChange change) {
    Share before = locked(projectId, sessionId);
    Share after =
        new Share(
            projectId,
            sessionId,
            before.generation(),
            change.enabled().orElse(before.enabled()),
            change.changesSettings() ? change.settings() : before.settings(),
            change.passwordRequired().orElse(before.passwordRequired()),
            Optional.ofNullable(before.createdAt()).orElseGet(this::now));
    return store(before, after);
  }

  /** Gives the share a new token; the old one works for five more minutes. */
  @Transactional
  Share refresh(long projectId, String sessionId) {
    Instant now = now();
    Share before = locked(projectId, sessionId);
    shares.expireTokens(before, now.plus(GRACE), now);
    Share after =
        new Share(
            projectId,
            sessionId,
            before.generation() + 1,
            before.enabled(),
            before.settings(),
            before.passwordRequired(),
            now);
    return store(before, after);
  }

  /**
   * The share as nobody else can change it before this transaction ends: keeping the recording for
   * long locks its row, which also makes a deletion wait.
   */
  private Share locked(long projectId, String sessionId) {
    recordings.persist(projectId, sessionId);
    return get(projectId, sessionId);
  }

  /** As the database keeps it: what is answered now must be what is answered later. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private Share store(Share before, Share after) {
    if (before.isStored()) {
      shares.update(after);
    } else {
      shares.insert(after);
    }
    if (!before.isStored() || after.generation() != before.generation()) {
      shares.insertToken(Tokens.hash(tokens.accessToken(after)), after);
    }
    return after;
  }
}
