package dev.zoetrope.server.sessions;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts the values of many properties in bounded memory: when they are too much, those of the
 * property with the longest and most are given up.
 */
final class ValueCounts {
  /** A text and its place in the map, without the letters. */
  private static final int OVERHEAD = 96;

  private final List<SessionProperty> properties;
  private final long mostBytes;
  private final Map<SessionProperty, Map<String, Integer>> counts = new HashMap<>();
  private final long[] bytes;
  private long total;

  ValueCounts(List<SessionProperty> properties, long mostBytes) {
    this.properties = properties;
    this.mostBytes = mostBytes;
    this.bytes = new long[properties.size()];
    properties.forEach(property -> counts.put(property, new HashMap<>()));
  }

  /**
   * Adds a session.
   *
   * @param values by property, null for none
   */
  void add(String[] values) {
    for (int i = 0; i < values.length; i++) {
      Map<String, Integer> known = counts.get(properties.get(i));
      if (known != null && values[i] != null && known.merge(values[i], 1, Integer::sum) == 1) {
        long size = OVERHEAD + 2L * values[i].length();
        bytes[i] += size;
        total += size;
      }
    }
    while (total > mostBytes) {
      giveUpLargest();
    }
  }

  private void giveUpLargest() {
    int largest = 0;
    for (int i = 1; i < bytes.length; i++) {
      largest = bytes[i] > bytes[largest] ? i : largest;
    }
    counts.remove(properties.get(largest));
    total -= bytes[largest];
    bytes[largest] = 0;
  }

  /** In how many sessions each value of a property is; none for one that was given up. */
  Map<SessionProperty, Map<String, Integer>> counts() {
    return counts;
  }
}
