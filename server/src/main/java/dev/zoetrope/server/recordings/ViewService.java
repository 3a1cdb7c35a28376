package dev.zoetrope.server.recordings;

import dev.zoetrope.server.accounts.Caller;
import dev.zoetrope.server.accounts.Users;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who has viewed which recording; per user (B-221, B-222). */
@Singleton
class ViewService {
  private final RecordingService recordings;
  private final ViewRepository views;
  private final Users users;
  private final Clock clock;

  ViewService(RecordingService recordings, ViewRepository views, Users users, Clock clock) {
    this.recordings = recordings;
    this.views = views;
    this.users = users;
    this.clock = clock;
  }

  /** Who has viewed the recording; nobody, when there is none. */
  @Transactional
  Views views(long projectId, String sessionId, Caller caller) {
    return recordings
        .find(projectId, sessionId)
        .map(recording -> views(projectId, List.of(recording), caller).get(sessionId))
        .orElse(Views.NONE);
  }

  /** Who has viewed these, per session id. */
  @Transactional
  Map<String, Views> views(long projectId, List<Recording> of, Caller caller) {
    List<String> ids = of.stream().map(Recording::sessionId).toList();
    Map<String, List<Long>> viewers = ids.isEmpty() ? Map.of() : views.of(projectId, ids);
    Map<Long, Optional<String>> addresses = new HashMap<>();
    Map<String, Views> result = new HashMap<>();
    for (String id : ids) {
      List<Long> who = viewers.getOrDefault(id, List.of());
      result.put(
          id,
          new Views(
              who.contains(caller.userId()),
              who.stream()
                  .filter(user -> !user.equals(caller.userId()))
                  .map(user -> addresses.computeIfAbsent(user, this::address))
                  .flatMap(Optional::stream)
                  .toList()));
    }
    return result;
  }

  private Optional<String> address(long userId) {
    return users.basic(userId).map(Users.Basic::email);
  }

  /** Sets or takes off the caller's mark on those of the sessions that have a recording. */
  @Transactional
  int mark(long projectId, Collection<String> sessionIds, Caller caller, boolean viewed) {
    Set<String> existing = recordings.locked(projectId, sessionIds);
    if (viewed) {
      existing.forEach(id -> views.add(projectId, id, caller.userId(), clock.instant()));
    } else if (!existing.isEmpty()) {
      views.remove(projectId, existing, caller.userId());
    }
    return existing.size();
  }
}
