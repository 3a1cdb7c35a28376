package dev.zoetrope.server.persons;

import java.util.Comparator;

/**
 * The first event that tells of a person, and the distinct id it told of: this is what makes a
 * person the same one whatever arrived first (B-153).
 */
record FirstSeen(Moment at, String distinctId) implements Comparable<FirstSeen> {
  private static final Comparator<FirstSeen> ORDER =
      Comparator.comparing(FirstSeen::at).thenComparing(FirstSeen::distinctId);

  FirstSeen or(FirstSeen other) {
    return compareTo(other) <= 0 ? this : other;
  }

  @Override
  public int compareTo(FirstSeen other) {
    return ORDER.compare(this, other);
  }
}
