package dev.zoetrope.server.persons;

/**
 * A stored or new person.
 *
 * @param id null until stored
 */
record Person(Long id, FirstSeen first, PropertyHistory history) {
  /** Both as one; the row of the one that was seen earlier is kept (B-153). */
  Person and(Person other) {
    Person kept = keepsRowOver(other) ? this : other;
    return new Person(kept.id, first.or(other.first), history.and(other.history));
  }

  private boolean keepsRowOver(Person other) {
    return other.id == null || (id != null && first.compareTo(other.first) <= 0);
  }
}
