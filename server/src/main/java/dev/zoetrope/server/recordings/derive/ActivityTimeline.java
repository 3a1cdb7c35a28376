package dev.zoetrope.server.recordings.derive;

import java.util.Arrays;

/**
 * When a session was active, kept so that two halves of it, in any order and however cut, merge
 * into exactly what the whole would have given (B-180). Times are epoch milliseconds.
 *
 * <p>Active events at most {@link #PAUSE} apart form a chain, of which only the ends matter:
 * nothing that arrives later can break it. Inactive events matter only outside of chains, where
 * they extend the chain before them by at most one pause; they are kept, since an active event that
 * arrives later may make a chain in front of them.
 */
public final class ActivityTimeline {
  /** Longest pause between two active events of one segment, in milliseconds. */
  public static final long PAUSE = 5_000;

  /** No event at all. */
  public static final ActivityTimeline EMPTY = new ActivityTimeline(new long[0], new long[0]);

  /** Start and end of each chain, alternating; sorted. */
  private final long[] chains;

  /** Times of inactive events outside of chains; sorted, each once. */
  private final long[] inactive;

  private ActivityTimeline(long[] chains, long[] inactive) {
    this.chains = chains;
    this.inactive = inactive;
  }

  /** The timeline of these events, given in any order. */
  public static ActivityTimeline of(long[] activeTimes, long[] inactiveTimes) {
    long[] points = new long[activeTimes.length * 2];
    long[] sorted = activeTimes.clone();
    Arrays.sort(sorted);
    for (int i = 0; i < sorted.length; i++) {
      points[2 * i] = sorted[i];
      points[2 * i + 1] = sorted[i];
    }
    long[] rest = inactiveTimes.clone();
    Arrays.sort(rest);
    return normalized(points, rest);
  }

  /** Rebuilds a timeline from {@link #chains()} and {@link #inactive()}. */
  static ActivityTimeline restore(long[] chains, long[] inactive) {
    return new ActivityTimeline(chains, inactive);
  }

  /** The timeline of both halves together. */
  public ActivityTimeline merge(ActivityTimeline other) {
    if (chains.length == 0 && inactive.length == 0) {
      return other;
    }
    if (other.chains.length == 0 && other.inactive.length == 0) {
      return this;
    }
    long[] points = mergedByStart(chains, other.chains);
    long[] rest = new long[inactive.length + other.inactive.length];
    System.arraycopy(inactive, 0, rest, 0, inactive.length);
    System.arraycopy(other.inactive, 0, rest, inactive.length, other.inactive.length);
    Arrays.sort(rest);
    return normalized(points, rest);
  }

  /** Sum over the active segments of their length, at least one millisecond each. */
  public long activeMilliseconds() {
    long sum = 0;
    int next = 0;
    for (int i = 0; i < chains.length; i += 2) {
      long end = chains[i + 1];
      while (next < inactive.length && inactive[next] <= end) {
        next++;
      }
      long last = end;
      while (next < inactive.length && inactive[next] <= end + PAUSE) {
        last = inactive[next++];
      }
      sum += Math.max(1, last - chains[i]);
    }
    return sum;
  }

  long[] chains() {
    return chains;
  }

  long[] inactive() {
    return inactive;
  }

  /** Joins intervals at most a pause apart and drops inactive times inside of them. */
  private static ActivityTimeline normalized(long[] intervals, long[] inactiveTimes) {
    long[] joined = new long[intervals.length];
    int size = 0;
    for (int i = 0; i < intervals.length; i += 2) {
      if (size > 0 && intervals[i] - joined[size - 1] <= PAUSE) {
        joined[size - 1] = Math.max(joined[size - 1], intervals[i + 1]);
      } else {
        joined[size++] = intervals[i];
        joined[size++] = intervals[i + 1];
      }
    }
    long[] outside = new long[inactiveTimes.length];
    int kept = 0;
    int chain = 0;
    for (long time : inactiveTimes) {
      while (chain < size && joined[chain + 1] < time) {
        chain += 2;
      }
      boolean inside = chain < size && joined[chain] <= time;
      boolean repeated = kept > 0 && outside[kept - 1] == time;
      if (!inside && !repeated) {
        outside[kept++] = time;
      }
    }
    return new ActivityTimeline(Arrays.copyOf(joined, size), Arrays.copyOf(outside, kept));
  }

  private static long[] mergedByStart(long[] left, long[] right) {
    long[] all = new long[left.length + right.length];
    int l = 0;
    int r = 0;
    for (int i = 0; i < all.length; i += 2) {
      boolean takeLeft = r == right.length || (l < left.length && left[l] <= right[r]);
      long[] from = takeLeft ? left : right;
      int at = takeLeft ? l : r;
      all[i] = from[at];
      all[i + 1] = from[at + 1];
      if (takeLeft) {
        l += 2;
      } else {
        r += 2;
      }
    }
    return all;
  }
}
