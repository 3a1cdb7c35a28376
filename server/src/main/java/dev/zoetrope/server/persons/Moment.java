package dev.zoetrope.server.persons;

import java.util.Comparator;
import java.util.UUID;

/**
 * When an event happened; equal times are told apart by the event's uuid, so that any two events
 * have an order that does not depend on their arrival.
 *
 * @param ms epoch milliseconds
 * @param event the uuid of the event
 */
record Moment(long ms, UUID event) implements Comparable<Moment> {
  private static final Comparator<Moment> ORDER =
      Comparator.comparingLong(Moment::ms).thenComparing(Moment::event);

  @Override
  public int compareTo(Moment other) {
    return ORDER.compare(this, other);
  }
}
