package dev.zoetrope.server.recordings;

import dev.zoetrope.server.recordings.filter.EventReader;
import dev.zoetrope.server.recordings.filter.Filter;
import dev.zoetrope.server.recordings.filter.SessionEvent;
import dev.zoetrope.server.recordings.query.SqlCondition;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Tells in which sessions events happened that databases cannot find alone. */
@Singleton
class EventFacts {
  private static final String COLUMNS =
      "e.uuid, e.event, e.distinct_id, e.session_id, e.occurred_at, e.properties";

  private final RecordingSearch search;

  EventFacts(RecordingSearch search) {
    this.search = search;
  }

  /** The sessions among these in which each of them happened. */
  Map<Filter, Set<String>> of(
      long projectId, List<String> ids, Collection<Filter.Happened> wanted, Deadline end) {
    Map<Filter, Set<String>> found = new HashMap<>();
    wanted.forEach(one -> found.put(one, new HashSet<>()));
    EventReader reader = EventReader.of(wanted);
    search.among(
        COLUMNS,
        "event e",
        projectId,
        ids,
        named(wanted),
        RecordingSearch.ANY_ROW,
        end,
        row -> {
          String session = row.getString(4);
          String name = row.getString(2);
          List<Filter.Happened> open =
              wanted.stream()
                  .filter(one -> one.name().map(name::equals).orElse(true))
                  .filter(one -> !found.get(one).contains(session))
                  .toList();
          if (!open.isEmpty()) {
            SessionEvent event = event(row, reader);
            open.stream()
                .filter(one -> one.tests().stream().allMatch(test -> test.passes(event)))
                .forEach(one -> found.get(one).add(session));
          }
          return null;
        });
    return found;
  }

  /** The events of a session that are one of those wanted, earliest first. */
  List<SessionEvent> in(
      long projectId, String sessionId, Collection<Filter.Happened> wanted, Deadline end) {
    EventReader reader = EventReader.of(wanted);
    return search.among(
        COLUMNS,
        "event e",
        projectId,
        List.of(sessionId),
        named(wanted),
        new SqlCondition("1 = 1 ORDER BY e.occurred_at, e.uuid", List.of()),
        end,
        row -> {
          SessionEvent event = event(row, reader);
          return wanted.stream()
                  .filter(one -> one.name().map(event.name()::equals).orElse(true))
                  .anyMatch(one -> one.tests().stream().allMatch(test -> test.passes(event)))
              ? event
              : null;
        });
  }

  /** The name that all of them have; one condition, because an index can use just one. */
  private static SqlCondition named(Collection<Filter.Happened> wanted) {
    List<Optional<String>> names = wanted.stream().map(Filter.Happened::name).distinct().toList();
    return names.size() == 1 && names.get(0).isPresent()
        ? SqlCondition.of("e.event = ?", names.get(0).get())
        : RecordingSearch.ANY_ROW;
  }

  private static SessionEvent event(ResultSet row, EventReader reader) throws SQLException {
    return reader.read(
        row.getObject(1, UUID.class),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getObject(5, OffsetDateTime.class).toInstant(),
        row.getString(6));
  }
}
