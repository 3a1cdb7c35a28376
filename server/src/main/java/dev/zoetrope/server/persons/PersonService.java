package dev.zoetrope.server.persons;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.UUID;

/** Who distinct ids stand for and what is known of them (B-150 to B-156). */
@Singleton
public class PersonService {
  private final PersonRepository persons;
  private final IdentityRepository identities;
  private final Clock clock;

  PersonService(PersonRepository persons, IdentityRepository identities, Clock clock) {
    this.persons = persons;
    this.identities = identities;
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
    PersonGroups groups = new PersonGroups();
    Map<String, Person> locked = persons.lock(projectId, PersonFact.idsOf(facts));
    identities
        .named(projectId, locked.keySet())
        .forEach(identity -> groups.know(identity, locked.get(identity.distinctId())));
    facts.forEach(groups::add);
    if (groups.isTorn()) {
      takeApart(projectId, groups);
    } else {
      List<Identity> changed = groups.changed();
      Map<String, Long> rows = new HashMap<>();
      groups.grown().forEach(group -> store(projectId, group, rows));
      changed.forEach(identity -> write(projectId, groups, identity, rows));
    }
    groups.joins().forEach(join -> identities.join(projectId, join));
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
  private void takeApart(long projectId, PersonGroups groups) {
    List<Identity> changed = groups.changed();
    List<Identity> whole = identities.of(projectId, groups.rows());
    List<Join> joins =
        identities.joins(projectId, whole.stream().map(Identity::distinctId).toList());
    persons.park(projectId, groups.rows());
    Map<String, Long> rows = new HashMap<>();
    groups.taken(whole, joins).forEach(group -> store(projectId, group, rows));
    whole.forEach(
        identity ->
            identities.move(projectId, identity.distinctId(), rows.get(identity.distinctId())));
    changed.forEach(identity -> write(projectId, groups, identity, rows));
  }

  private void write(
      long projectId, PersonGroups groups, Identity identity, Map<String, Long> rows) {
    if (groups.isStored(identity.distinctId())) {
      identities.update(projectId, identity);
    } else {
      identities.insert(projectId, identity, rows.get(identity.distinctId()));
    }
  }

  /**
   * @param rows takes the row of each distinct id that was looked at
   */
  private void store(long projectId, Group group, Map<String, Long> rows) {
    Person person = group.person();
    long id = person.id() == null ? persons.insert(projectId, person) : person.id();
    group.obsoleteRows().forEach(row -> persons.absorb(projectId, row, id));
    if (person.id() != null) {
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
