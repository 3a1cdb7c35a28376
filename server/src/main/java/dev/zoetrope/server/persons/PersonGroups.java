package dev.zoetrope.server.persons;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The persons that a batch of events touches, while they grow together. */
final class PersonGroups {
  private final Map<String, Group> byDistinctId = new HashMap<>();
  private final Map<Long, Group> byRow = new HashMap<>();

  /** Persons that became one. */
  static final class Group {
    private Person person;
    private final Set<String> newIds = new HashSet<>();
    private final Set<Long> rows = new HashSet<>();
    private final Set<String> members = new HashSet<>();

    private Group(Person person) {
      this.person = person;
    }

    Person person() {
      return person;
    }

    /** Distinct ids that have no row yet. */
    Set<String> newIds() {
      return newIds;
    }

    /** Rows of persons that are not persons of their own any more. */
    List<Long> obsoleteRows() {
      return rows.stream().filter(row -> !row.equals(person.id())).sorted().toList();
    }
  }

  /** A stored person under one of its distinct ids. */
  void know(String distinctId, Person stored) {
    Group group =
        byRow.computeIfAbsent(
            stored.id(),
            row -> {
              Group known = new Group(stored);
              known.rows.add(row);
              return known;
            });
    group.members.add(distinctId);
    byDistinctId.put(distinctId, group);
  }

  void add(PersonFact fact) {
    Group group = null;
    for (String distinctId : fact.distinctIds()) {
      FirstSeen seen = new FirstSeen(fact.at(), distinctId);
      Person mentioned = new Person(null, seen, PropertyHistory.EMPTY);
      Group own = byDistinctId.get(distinctId);
      if (own == null) {
        own = new Group(mentioned);
        own.newIds.add(distinctId);
        own.members.add(distinctId);
        byDistinctId.put(distinctId, own);
      } else {
        own.person = own.person.and(mentioned);
      }
      group = group == null ? own : join(group, own);
    }
    group.person = group.person.and(new Person(null, group.person.first(), fact.history()));
  }

  Collection<Group> all() {
    return new LinkedHashSet<>(byDistinctId.values());
  }

  private Group join(Group into, Group from) {
    if (into != from) {
      into.person = into.person.and(from.person);
      into.newIds.addAll(from.newIds);
      into.rows.addAll(from.rows);
      into.members.addAll(from.members);
      from.members.forEach(distinctId -> byDistinctId.put(distinctId, into));
    }
    return into;
  }
}
