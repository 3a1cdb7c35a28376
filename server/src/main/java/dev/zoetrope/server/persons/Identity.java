package dev.zoetrope.server.persons;

import java.util.Optional;

/**
 * What events say about a distinct id by itself. Combining is commutative, associative and
 * idempotent, so nothing depends on arrival (B-152).
 *
 * @param first the earliest event that tells of it
 * @param history what events with this distinct id do to the properties
 * @param claim the earliest claim, or null
 * @param identified the earliest event that makes it the id of a known user, or null
 */
record Identity(
    String distinctId, Moment first, PropertyHistory history, Claim claim, Moment identified) {
  Identity and(Identity other) {
    return new Identity(
        distinctId,
        earliest(first, other.first),
        history.and(other.history),
        earliest(claim, other.claim),
        earliest(identified, other.identified));
  }

  /**
   * The distinct id whose person it is part of: that of the earliest claim, unless it was the id of
   * a known user before that.
   */
  Optional<String> owner() {
    return claim == null || (identified != null && identified.compareTo(claim.at()) < 0)
        ? Optional.empty()
        : Optional.of(claim.by());
  }

  /** Itself as a person. */
  Person alone() {
    return new Person(null, new FirstSeen(first, distinctId), history);
  }

  private static <T extends Comparable<T>> T earliest(T one, T other) {
    if (one == null) {
      return other;
    }
    return other == null || one.compareTo(other) <= 0 ? one : other;
  }
}
