package dev.zoetrope.server.recordings;

import dev.zoetrope.server.accounts.Caller;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Deletes recordings for good: tombstone, data and log entry in one transaction (design 3.4,
 * B-230).
 */
@Singleton
class RecordingDeletion {
  private final RecordingService service;
  private final RecordingRepository recordings;
  private final List<RecordingPurge> purges;
  private final ActivityLog log;
  private final Clock clock;

  RecordingDeletion(
      RecordingService service,
      RecordingRepository recordings,
      List<RecordingPurge> purges,
      ActivityLog log,
      Clock clock) {
    this.service = service;
    this.recordings = recordings;
    this.purges = purges;
    this.log = log;
    this.clock = clock;
  }

  /** Deletes one recording; false when there is none. */
  @Transactional
  boolean delete(long projectId, String sessionId, Caller by) {
    Instant now = clock.instant();
    boolean found = !bury(projectId, Set.of(sessionId), by, now).isEmpty();
    if (found) {
      log.deleted(projectId, by, sessionId, now);
    }
    return found;
  }

  /** Deletes the recordings among these ids and says how many there were. */
  @Transactional
  int deleteAll(long projectId, Collection<String> sessionIds, Caller by) {
    Instant now = clock.instant();
    Set<String> buried = bury(projectId, sessionIds, by, now);
    if (!buried.isEmpty()) {
      log.bulkDeleted(projectId, by, buried, now);
    }
    return buried.size();
  }

  private Set<String> bury(long projectId, Collection<String> sessionIds, Caller by, Instant now) {
    Set<String> found = service.locked(projectId, sessionIds);
    if (!found.isEmpty()) {
      found.forEach(id -> recordings.bury(projectId, id, by.userId(), by.email(), now));
      purges.forEach(purge -> purge.purge(projectId, found));
      recordings.remove(projectId, found);
    }
    return found;
  }
}
