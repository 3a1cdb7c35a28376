package dev.zoetrope.server.persons;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.zoetrope.server.persons.IdentityRepository.Stored;
import dev.zoetrope.server.persons.PersonGroups.Group;
import dev.zoetrope.server.persons.PersonRepository.Shown;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Who distinct ids stand for and what is known of them (B-150 to B-156). */
@Singleton
public class PersonService {
  private static final int ATTEMPTS = 20;

  private final PersonRepository persons;
  private final IdentityRepository identities;
  private final PersonIndex index;
  private final Clock clock;

  PersonService(
      PersonRepository persons, IdentityRepository identities, PersonIndex index, Clock clock) {
    this.persons = persons;
    this.identities = identities;
    this.index = index;
    this.clock = clock;
  }

  /**
   * Takes in what new events tell: {@code $identify}, {@code $create_alias}, {@code
   * $merge_dangerously}, {@code $set}, {@code $set_once}, {@code $unset}. The result is the same in
   * every order of arrival.
   *
   * @param newEvents events that were not applied before
   */
  @Transactional
  public void apply(long projectId, List<CapturedEvent> newEvents) {
    List<PersonFact> facts =
        newEvents.stream().map(PersonFact::of).flatMap(Optional::stream).toList();
    if (facts.isEmpty()) {
      return;
    }
    PersonGroups groups = locked(projectId, PersonFact.idsOf(facts));
    facts.forEach(groups::add);
    Map<String, Long> rows = new HashMap<>();
    if (groups.isTorn()) {
      takeApart(projectId, groups, rows);
    } else {
      groups.grown().forEach(group -> store(projectId, group, groups.isKnown(group), rows));
    }
    identities.update(projectId, groups.changed(rows));
    identities.insert(projectId, groups.fresh(rows));
    groups.joins().forEach(join -> identities.join(projectId, join));
  }

  /** What is known of these distinct ids; their persons stay as they are meanwhile. */
  private PersonGroups locked(long projectId, Collection<String> distinctIds) {
    PersonGroups groups = new PersonGroups();
    Set<Long> wanted = identities.personsOf(projectId, distinctIds);
    for (int attempt = 0; !wanted.isEmpty(); attempt++) {
      Map<Long, Person> locked = persons.lock(projectId, wanted);
      List<Stored> rows = identities.named(projectId, distinctIds);
      wanted = rows.stream().map(Stored::personId).collect(Collectors.toSet());
      if (locked.keySet().containsAll(wanted)) {
        rows.forEach(row -> groups.know(row, locked.get(row.personId())));
        return groups;
      }
      // Another transaction moved one of them before its person could be locked.
      if (attempt == ATTEMPTS) {
        throw new IllegalStateException("persons that cannot be locked");
      }
    }
    return groups;
  }

  /** The person behind each distinct id; a made-up one for those nobody is known for. */
  @Transactional
  public Map<String, PersonView> forDistinctIds(long projectId, Collection<String> distinctIds) {
    Map<String, Shown> known = persons.show(projectId, distinctIds);
    Map<Long, List<String>> ids =
        persons.distinctIds(projectId, known.values().stream().map(Shown::id).toList());
    Map<String, PersonView> views = new LinkedHashMap<>();
    for (String distinctId : distinctIds) {
      Shown person = known.get(distinctId);
      views.put(
          distinctId,
          person == null ? unknown(projectId, distinctId) : view(person, ids.get(person.id())));
    }
    return views;
  }

  /** The properties of the person behind each distinct id; nothing for unknown persons. */
  @Transactional
  public Map<String, JsonNode> propertiesOf(long projectId, Collection<String> distinctIds) {
    Map<String, JsonNode> properties = new LinkedHashMap<>();
    persons
        .show(projectId, distinctIds)
        .forEach((distinctId, person) -> properties.put(distinctId, person.properties()));
    return properties;
  }

  /**
   * The distinct ids of all persons who can have a property of one of these values, and maybe of
   * others: who has it is to be checked.
   *
   * @return empty when there are more than so many, or when it cannot be told
   */
  @Transactional
  public Optional<Set<String>> distinctIdsWith(
      long projectId, String key, Collection<JsonNode> values, int most) {
    return index.distinctIds(projectId, key, values, most);
  }

  /** All distinct ids of the person with this uuid; empty when there is none. */
  @Transactional
  public List<String> distinctIdsOf(long projectId, UUID person) {
    return persons.distinctIdsOf(projectId, person);
  }

  /** The properties of the persons that were seen last, each an object. */
  @Transactional
  public List<JsonNode> latestProperties(long projectId, int limit) {
    return persons.latestProperties(projectId, limit);
  }

  /** The uuid of a distinct id that no person is known for (B-155). */
  public static UUID derivedUuid(long projectId, String distinctId) {
    return PersonIds.of(projectId, distinctId);
  }

  /** Sets properties of the person behind a distinct id as of now; other properties stay. */
  @Transactional
  public void mergeProperties(long projectId, String distinctId, JsonNode properties) {
    ObjectNode set = JsonNodeFactory.instance.objectNode();
    set.set("$set", properties);
    apply(
        projectId,
        List.of(
            new CapturedEvent(UUID.randomUUID(), "$set", distinctId, null, clock.instant(), set)));
  }

  /** Something arrived late: who is whom is found out anew for all distinct ids involved. */
  private void takeApart(long projectId, PersonGroups groups, Map<String, Long> rows) {
    List<Stored> whole = identities.of(projectId, groups.rows());
    List<Join> joins =
        identities.joins(
            projectId, whole.stream().map(row -> row.identity().distinctId()).toList());
    persons.park(projectId, groups.rows());
    groups.taken(whole, joins).forEach(group -> store(projectId, group, false, rows));
  }

  /**
   * @param known whether the row says all of it already
   * @param rows takes the row of each distinct id that was looked at
   */
  private void store(long projectId, Group group, boolean known, Map<String, Long> rows) {
    Person person = group.person();
    long id = person.id() == null ? persons.insert(projectId, person) : person.id();
    group.obsoleteRows().forEach(row -> persons.absorb(projectId, row, id));
    if (person.id() != null && !known) {
      persons.update(projectId, person);
    }
    group.members().forEach(distinctId -> rows.put(distinctId, id));
  }

  private static PersonView view(Shown person, List<String> distinctIds) {
    return new PersonView(
        person.id(),
        name(person.properties()),
        distinctIds,
        person.properties(),
        Instant.ofEpochMilli(person.firstSeenMs()),
        person.uuid());
  }

  private static PersonView unknown(long projectId, String distinctId) {
    return new PersonView(
        null,
        null,
        List.of(distinctId),
        JsonNodeFactory.instance.objectNode(),
        null,
        PersonIds.of(projectId, distinctId));
  }

  private static String name(JsonNode properties) {
    for (String property : List.of("email", "name")) {
      String text = properties.path(property).asText();
      if (!text.isBlank()) {
        return text;
      }
    }
    return null;
  }
}
