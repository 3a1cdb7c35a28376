package dev.zoetrope.server.recordings;

import dev.zoetrope.server.persons.PersonService;
import dev.zoetrope.server.recordings.filter.Filter;
import dev.zoetrope.server.recordings.query.SqlCondition;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the few recordings of the few persons that a filter asks for (B-249). */
@Singleton
class PersonSessions {
  private static final int MOST_IDS = 500;
  private static final int MOST_SESSIONS = 1000;

  private final PersonService persons;
  private final RecordingSearch search;

  PersonSessions(PersonService persons, RecordingSearch search) {
    this.persons = persons;
    this.search = search;
  }

  /** All recordings of the persons who have the fewest; empty when there are many. */
  Optional<List<String>> few(long projectId, List<Filter> conjuncts, Deadline end) {
    return conjuncts.stream()
        .filter(part -> part instanceof Filter.PersonHas)
        .map(part -> (Filter.PersonHas) part)
        .filter(part -> !part.exactly().isEmpty())
        .flatMap(
            part ->
                persons
                    .distinctIdsWith(projectId, part.key(), part.exactly(), MOST_IDS)
                    .flatMap(ids -> sessions(projectId, ids, end))
                    .stream())
        .findFirst();
  }

  private Optional<List<String>> sessions(long projectId, Set<String> distinctIds, Deadline end) {
    List<String> found =
        search.among(
            "r.session_id",
            "recording r",
            "distinct_id",
            projectId,
            List.copyOf(distinctIds),
            RecordingSearch.ANY_ROW,
            SqlCondition.of("1 = 1 LIMIT ?", MOST_SESSIONS + 1),
            end,
            row -> row.getString(1));
    return found.size() > MOST_SESSIONS ? Optional.empty() : Optional.of(found);
  }
}
