package dev.zoetrope.server.recordings.derive;

import java.util.Comparator;
import java.util.UUID;

/**
 * The first time an address appears. Ordered by event time; the item and the place in it break ties
 * so that the order of arrival never matters.
 *
 * @param url the address, at most 4,096 characters
 * @param timestamp epoch milliseconds
 * @param item the uuid of the item
 * @param position the index of the event in the item
 */
public record PageVisit(String url, long timestamp, UUID item, int position) {
  /** Earliest first. */
  public static final Comparator<PageVisit> BY_TIME =
      Comparator.comparingLong(PageVisit::timestamp)
          .thenComparing(visit -> visit.item().toString())
          .thenComparingInt(PageVisit::position);
}
