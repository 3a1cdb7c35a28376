package dev.zoetrope.server.recordings;

import dev.zoetrope.server.recordings.filter.Filter;
import dev.zoetrope.server.recordings.filter.SessionEvent;
import dev.zoetrope.server.recordings.query.RecordingQuery;
import dev.zoetrope.server.web.ApiException;
import dev.zoetrope.server.web.ErrorCode;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Finds the events of one session that filters ask for (B-233). */
@Singleton
class MatchingEventSearch {
  private final EventFacts events;
  private final RecordingSearch search;

  MatchingEventSearch(EventFacts events, RecordingSearch search) {
    this.events = events;
    this.search = search;
  }

  /** The uuids of the events, earliest first. */
  @Transactional
  List<UUID> of(long projectId, RecordingQuery query) {
    List<String> sessions = query.sessionIds().orElse(List.of());
    if (sessions.size() != 1) {
      throw ApiException.of(ErrorCode.INVALID_INPUT, "Must specify exactly one session_id");
    }
    List<Filter.Happened> wanted = wanted(query.filter(), true).distinct().toList();
    if (wanted.isEmpty()) {
      throw ApiException.of(
          ErrorCode.INVALID_INPUT,
          "Must specify at least one event or action filter, or event properties filter");
    }
    return events.in(projectId, sessions.get(0), wanted, search.deadline()).stream()
        .map(SessionEvent::uuid)
        .toList();
  }

  /** The events that must have happened, not those that must not. */
  private static Stream<Filter.Happened> wanted(Filter filter, boolean affirmed) {
    if (filter instanceof Filter.Not not) {
      return wanted(not.part(), !affirmed);
    }
    if (filter instanceof Filter.Group group) {
      return group.parts().stream().flatMap(part -> wanted(part, affirmed));
    }
    return affirmed && filter instanceof Filter.Happened happened
        ? Stream.of(happened)
        : Stream.empty();
  }
}
