package dev.zoetrope.server.recordings;

import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.zoetrope.server.recordings.filter.EventMarks;
import dev.zoetrope.server.recordings.filter.EventProperties;
import dev.zoetrope.server.recordings.filter.EventTest;
import dev.zoetrope.server.recordings.filter.Filter;
import dev.zoetrope.server.recordings.filter.ValueTest;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the sessions that can have an event with a value that a filter asks for (B-249): what
 * {@link EventValueIndex} has written. Runs inside the caller's transaction.
 */
@Singleton
class EventValues {
  /** More values are no way to find anything. */
  private static final int MOST_MARKS = 24;

  private final RecordingSearch search;

  EventValues(RecordingSearch search) {
    this.search = search;
  }

  /** The sessions of which all that pass are some; empty when there is no telling. */
  Optional<Visits> of(FilteredSearch.Question question, Filter filter, Deadline end) {
    return marks(question.projectId(), filter, end)
        .map(marks -> new MarkVisits(search, question, marks));
  }

  /** Whether nothing that was stored is missing. */
  boolean complete(long projectId, Deadline end) {
    return search
        .query(
            "SELECT b.project_id FROM event_value_backfill b WHERE b.project_id <= ? LIMIT 1",
            projectId,
            List.of(),
            end,
            row -> 1)
        .isEmpty();
  }

  private Optional<Set<Long>> marks(long projectId, Filter filter, Deadline end) {
    if (filter instanceof Filter.Happened happened
        && happened.name().isPresent()
        && happened.tests().isEmpty()) {
      return everHappened(projectId, happened.name().get(), end)
          ? Optional.empty()
          : Optional.of(Set.of());
    }
    if (filter instanceof Filter.Happened happened) {
      return fewest(
          happened.tests().stream()
              .filter(test -> test instanceof EventTest.Property)
              .map(test -> marks(projectId, (EventTest.Property) test, end))
              .toList());
    }
    if (filter instanceof Filter.Group group && !group.parts().isEmpty()) {
      List<Optional<Set<Long>>> parts =
          group.parts().stream().map(part -> marks(projectId, part, end)).toList();
      return group.any() ? union(parts) : fewest(parts);
    }
    return Optional.empty();
  }

  private boolean everHappened(long projectId, String name, Deadline end) {
    return !search
        .query(
            "SELECT e.session_id FROM event e WHERE e.project_id = ? AND e.event = ? LIMIT 1",
            projectId,
            List.of(name),
            end,
            row -> 1)
        .isEmpty();
  }

  private static Optional<Set<Long>> fewest(List<Optional<Set<Long>>> parts) {
    return parts.stream()
        .flatMap(Optional::stream)
        .min((one, other) -> Integer.compare(one.size(), other.size()));
  }

  private static Optional<Set<Long>> union(List<Optional<Set<Long>>> parts) {
    Set<Long> all = new LinkedHashSet<>();
    for (Optional<Set<Long>> part : parts) {
      if (part.isEmpty()) {
        return Optional.empty();
      }
      all.addAll(part.get());
    }
    return all.size() > MOST_MARKS ? Optional.empty() : Optional.of(all);
  }

  private Optional<Set<Long>> marks(long projectId, EventTest.Property property, Deadline end) {
    String key = property.key();
    if (property.negative() || !EventProperties.covers(key)) {
      return Optional.empty();
    }
    if (!property.exactly().isEmpty()) {
      Set<Long> wanted = EventMarks.wanted(key, property.exactly());
      if (wanted.size() <= MOST_MARKS) {
        return Optional.of(wanted);
      }
    } else {
      Optional<Set<Long>> among = among(projectId, key, property.test(), end);
      if (among.isPresent()) {
        return among;
      }
    }
    return EventProperties.common(key) ? Optional.empty() : Optional.of(EventMarks.present(key));
  }

  /** Those of the few values that a property has ever had which pass. */
  private Optional<Set<Long>> among(long projectId, String key, ValueTest test, Deadline end) {
    List<Known> known =
        search.query(
            "SELECT t.mark, t.content FROM event_value_text t WHERE t.project_id = ?"
                + " AND t.name_mark = ? LIMIT ?",
            projectId,
            List.of(EventMarks.name(key), EventValueIndex.MOST_TEXTS + 1),
            end,
            row -> new Known(row.getLong(1), row.getString(2)));
    if (known.size() > EventValueIndex.MOST_TEXTS) {
      return Optional.empty();
    }
    Set<Long> passing = new LinkedHashSet<>();
    for (Known value : known) {
      if (value.passes(test)) {
        passing.add(value.mark());
      }
      end.check();
    }
    Set<Long> wanted = EventMarks.wantedAmong(key, passing);
    return wanted.size() > MOST_MARKS ? Optional.empty() : Optional.of(wanted);
  }

  /** A value as text, which may have been one or something else. */
  private record Known(long mark, String value) {
    boolean passes(ValueTest test) {
      return test.passes(TextNode.valueOf(value)) || asNumber().stream().anyMatch(test::passes);
    }

    private Collection<DecimalNode> asNumber() {
      try {
        return List.of(DecimalNode.valueOf(new BigDecimal(value)));
      } catch (NumberFormatException e) {
        return List.of();
      }
    }
  }
}
