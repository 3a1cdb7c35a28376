package dev.zoetrope.server.recordings;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoetrope.api.model.MinimalPerson;
import dev.zoetrope.server.persons.PersonService;
import dev.zoetrope.server.persons.PersonView;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The people of recordings, by distinct id (B-155, B-205). */
@Singleton
class RecordingPeople {
  private final PersonService persons;
  private final RecordingSearch search;

  RecordingPeople(PersonService persons, RecordingSearch search) {
    this.persons = persons;
    this.search = search;
  }

  /** The person of each distinct id, with up to ten of its distinct ids. */
  Map<String, MinimalPerson> forDistinctIds(long projectId, Collection<String> distinctIds) {
    Map<String, MinimalPerson> people = new HashMap<>();
    persons
        .forDistinctIds(projectId, distinctIds)
        .forEach((distinctId, person) -> people.put(distinctId, answer(person)));
    return people;
  }

  /** The distinct ids that recordings of this person can have. */
  List<String> distinctIdsOf(long projectId, UUID person) {
    List<String> known = persons.distinctIdsOf(projectId, person);
    if (!known.isEmpty()) {
      return known;
    }
    // Nobody is stored under this uuid: it can only be derived from a distinct id.
    List<String> derived =
        search.distinctIds(projectId).stream()
            .filter(id -> PersonService.derivedUuid(projectId, id).equals(person))
            .toList();
    Map<String, PersonView> people = persons.forDistinctIds(projectId, derived);
    return derived.stream().filter(id -> people.get(id).uuid().equals(person)).toList();
  }

  /** Sets properties of the person of a distinct id; other properties stay. */
  void merge(long projectId, String distinctId, JsonNode properties) {
    persons.mergeProperties(projectId, distinctId, properties);
  }

  private static MinimalPerson answer(PersonView person) {
    return new MinimalPerson()
        .id(person.id())
        .name(person.name())
        .distinctIds(person.distinctIds())
        .properties(person.properties())
        .createdAt(person.createdAt())
        .uuid(person.uuid());
  }
}
