package dev.zoetrope.server.persons;

import dev.zoetrope.server.persons.IdentityRepository.Stored;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The persons that a batch of events touches, while they grow together. Events that arrive late can
 * take persons apart instead; then everything that is known of them is looked at once more.
 */
final class PersonGroups {
  private final Map<String, Stored> stored = new HashMap<>();
  private final Map<String, Identity> now = new LinkedHashMap<>();
  private final Map<Long, Person> rows = new HashMap<>();
  private final Set<Join> joins = new LinkedHashSet<>();
  private final Map<String, Group> byDistinctId = new HashMap<>();
  private final Map<Long, Group> byRow = new HashMap<>();

  /** Persons that became one. */
  static final class Group {
    private Person person;
    private final Set<Long> rows = new HashSet<>();
    private final Set<String> members = new HashSet<>();

    private Group(Person person) {
      this.person = person;
    }

    Person person() {
      return person;
    }

    /** The distinct ids that were looked at. */
    Set<String> members() {
      return members;
    }

    /** Rows of persons that are not persons of their own any more. */
    List<Long> obsoleteRows() {
      return rows.stream().filter(row -> !row.equals(person.id())).sorted().toList();
    }

    private void take(Person row) {
      rows.add(row.id());
      person = row.and(person);
    }
  }

  /** A distinct id as it is stored, and the person it belongs to. */
  void know(Stored row, Person person) {
    Identity identity = row.identity();
    stored.put(identity.distinctId(), row);
    now.put(identity.distinctId(), identity);
    rows.put(person.id(), person);
    Group group =
        byRow.computeIfAbsent(
            person.id(),
            id -> {
              Group known = new Group(person);
              known.rows.add(id);
              return known;
            });
    group.members.add(identity.distinctId());
    byDistinctId.put(identity.distinctId(), group);
  }

  void add(PersonFact fact) {
    for (Identity said : fact.identities()) {
      now.merge(said.distinctId(), said, Identity::and);
      Group group = byDistinctId.computeIfAbsent(said.distinctId(), id -> group(said));
      group.person = group.person.and(said.alone());
    }
    fact.join().ifPresent(joins::add);
  }

  /** Whether somebody whose distinct id was another's is so no more. */
  boolean isTorn() {
    return stored.values().stream()
        .map(Stored::identity)
        .anyMatch(
            identity -> {
              Optional<String> owner = identity.owner();
              return owner.isPresent() && !owner.equals(now.get(identity.distinctId()).owner());
            });
  }

  /** The rows of persons that were looked at. */
  Set<Long> rows() {
    return rows.keySet();
  }

  /**
   * The distinct ids that were stored and are not any more what they were.
   *
   * @param personIds whose they are now
   */
  List<Stored> changed(Map<String, Long> personIds) {
    return now(personIds)
        .filter(row -> stored.containsKey(row.identity().distinctId()))
        .filter(row -> !row.equals(stored.get(row.identity().distinctId())))
        .toList();
  }

  /** The distinct ids that were never stored. */
  List<Stored> fresh(Map<String, Long> personIds) {
    return now(personIds).filter(row -> !stored.containsKey(row.identity().distinctId())).toList();
  }

  private Stream<Stored> now(Map<String, Long> personIds) {
    return now.values().stream()
        .map(identity -> new Stored(identity, personIds.get(identity.distinctId())));
  }

  /** Whether the row of its person says all of it already. */
  boolean isKnown(Group group) {
    return group.person.equals(rows.get(group.person.id()));
  }

  /** The joins that the events told of. */
  Set<Join> joins() {
    return joins;
  }

  /** The persons that follow when nobody is taken apart. */
  Collection<Group> grown() {
    link(joins);
    return all();
  }

  /**
   * The persons that follow from everything that is known of the rows.
   *
   * @param whole every distinct id of the rows as it is stored
   * @param known every join of these distinct ids
   */
  Collection<Group> taken(Collection<Stored> whole, Collection<Join> known) {
    whole.forEach(row -> stored.put(row.identity().distinctId(), row));
    whole.forEach(row -> now.putIfAbsent(row.identity().distinctId(), row.identity()));
    byDistinctId.clear();
    now.values().forEach(identity -> byDistinctId.put(identity.distinctId(), group(identity)));
    List<Join> together = new ArrayList<>(known);
    together.addAll(joins);
    link(together);
    for (Person row : rows.values()) {
      // What the row says of the person is of all who were in it, so only its place is kept.
      Group group = byDistinctId.get(row.first().distinctId());
      Person whoever = group.person;
      group.take(new Person(row.id(), row.first(), PropertyHistory.EMPTY));
      group.person = new Person(group.person.id(), whoever.first(), whoever.history());
    }
    return all();
  }

  private Collection<Group> all() {
    return new LinkedHashSet<>(byDistinctId.values());
  }

  private void link(Collection<Join> together) {
    for (Identity identity : now.values()) {
      // An owner that was not looked at is in the same person already.
      identity
          .owner()
          .map(byDistinctId::get)
          .ifPresent(owner -> join(owner, byDistinctId.get(identity.distinctId())));
    }
    together.forEach(
        pair -> join(byDistinctId.get(pair.distinctId()), byDistinctId.get(pair.other())));
  }

  private static Group group(Identity identity) {
    Group group = new Group(identity.alone());
    group.members.add(identity.distinctId());
    return group;
  }

  private void join(Group into, Group from) {
    if (into != from) {
      into.person = into.person.and(from.person);
      into.rows.addAll(from.rows);
      into.members.addAll(from.members);
      from.members.forEach(distinctId -> byDistinctId.put(distinctId, into));
    }
  }
}
