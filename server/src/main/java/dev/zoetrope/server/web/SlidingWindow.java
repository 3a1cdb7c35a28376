package dev.zoetrope.server.web;

/** The moments of the latest requests, at most {@code limit} in any {@code length} milliseconds. */
final class SlidingWindow {
  private final int limit;
  private final long length;

  /** A ring of moments that grows with use: most callers never come near the limit. */
  private long[] moments = new long[8];

  private int first;
  private int count;

  SlidingWindow(int limit, long length) {
    this.limit = limit;
    this.length = length;
  }

  /** Milliseconds until one more request is allowed; 0 when it is allowed now. */
  long untilFree(long now) {
    while (count > 0 && moments[first] <= now - length) {
      first = (first + 1) % moments.length;
      count--;
    }
    return count < limit ? 0 : moments[first] + length - now;
  }

  void add(long now) {
    if (count == moments.length) {
      long[] larger = new long[moments.length * 2];
      int tail = moments.length - first;
      System.arraycopy(moments, first, larger, 0, tail);
      System.arraycopy(moments, 0, larger, tail, first);
      moments = larger;
      first = 0;
    }
    moments[(first + count++) % moments.length] = now;
  }
}
