package dev.zoetrope.server.persons;

import java.util.Comparator;

/**
 * An event's word that a distinct id is another one's as well.
 *
 * @param by the other distinct id
 */
record Claim(Moment at, String by) implements Comparable<Claim> {
  private static final Comparator<Claim> ORDER =
      Comparator.comparing(Claim::at).thenComparing(Claim::by);

  @Override
  public int compareTo(Claim other) {
    return ORDER.compare(this, other);
  }
}
