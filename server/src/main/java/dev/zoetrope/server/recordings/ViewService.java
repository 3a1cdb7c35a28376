package dev.zoetrope.server.recordings;

import dev.zoetrope.server.accounts.Caller;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who has viewed which recording; per user (B-221, B-222). */
@Singleton
class ViewService {
  private final RecordingService recordings;
  private final ViewRepository views;
  private final Clock clock;

  ViewService(RecordingService recordings, ViewRepository views, Clock clock) {
    this.recordings = recordings;
    this.views = views;
    this.clock = clock;
  }

  /** Who has viewed the recording; nobody, when there is none. */
  @Transactional
  Views views(long projectId, String sessionId, Caller caller) {
    return recordings.find(projectId, sessionId).isEmpty()
        ? Views.NONE
        : views
            .of(projectId, Set.of(sessionId), caller.userId())
            .getOrDefault(sessionId, Views.NONE);
  }

  /** Who has viewed these; sessions that nobody viewed are absent. */
  @Transactional
  Map<String, Views> views(long projectId, List<Recording> of, Caller caller) {
    return of.isEmpty()
        ? Map.of()
        : views.of(projectId, of.stream().map(Recording::sessionId).toList(), caller.userId());
  }

  /** Sets or takes off the caller's mark on those of the sessions that have a recording. */
  @Transactional
  int mark(long projectId, Collection<String> sessionIds, Caller caller, boolean viewed) {
    Set<String> existing = recordings.existing(projectId, sessionIds);
    if (viewed) {
      existing.forEach(
          id -> views.add(projectId, id, caller.userId(), caller.email(), clock.instant()));
    } else if (!existing.isEmpty()) {
      views.remove(projectId, existing, caller.userId());
    }
    return existing.size();
  }
}
