package dev.zoetrope.server.recordings;

import dev.zoetrope.server.recordings.query.DatabaseText;
import dev.zoetrope.server.web.ApiException;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Recordings as every feature sees them. Ids are the free texts that SDKs send (B-201). */
@Singleton
public class RecordingService {
  private static final int LONGEST_ID = 200;

  private final RecordingRepository recordings;

  RecordingService(RecordingRepository recordings) {
    this.recordings = recordings;
  }

  /** The recording; empty when it was never seen or is deleted. */
  @Transactional
  public Optional<Recording> find(long projectId, String sessionId) {
    return possible(sessionId) ? recordings.find(projectId, sessionId) : Optional.empty();
  }

  /** The recording; 404 when it was never seen or is deleted. */
  @Transactional
  public Recording get(long projectId, String sessionId) {
    return find(projectId, sessionId).orElseThrow(RecordingService::unknown);
  }

  /** Whether somebody deleted it. */
  @Transactional
  public boolean isDeleted(long projectId, String sessionId) {
    return tombstone(projectId, sessionId).isPresent();
  }

  /** Who deleted it when; empty when nobody did. */
  @Transactional
  public Optional<Tombstone> tombstone(long projectId, String sessionId) {
    return possible(sessionId) ? recordings.tombstone(projectId, sessionId) : Optional.empty();
  }

  /** Keeps the recording for long. */
  @Transactional
  public void persist(long projectId, String sessionId) {
    if (possible(sessionId)) {
      recordings.persist(projectId, sessionId);
    }
  }

  /** The ids among these that have a recording. */
  @Transactional
  public Set<String> existing(long projectId, Collection<String> sessionIds) {
    List<String> possible = sessionIds.stream().filter(RecordingService::possible).toList();
    return possible.isEmpty() ? Set.of() : recordings.existing(projectId, possible);
  }

  /** Like {@link #existing}; until the caller's transaction ends nobody else changes these. */
  Set<String> locked(long projectId, Collection<String> sessionIds) {
    List<String> possible = sessionIds.stream().filter(RecordingService::possible).toList();
    return possible.isEmpty() ? Set.of() : recordings.lock(projectId, possible);
  }

  /** The refusal of an id that has no recording. */
  static ApiException unknown() {
    return ApiException.notFound("Recording not found");
  }

  /** Whether a recording can have this id; asking the database for others can fail. */
  static boolean possible(String sessionId) {
    return sessionId.length() <= LONGEST_ID && DatabaseText.fits(sessionId);
  }
}
