package dev.zoetrope.server.recordings;

/** How many candidates to look at next, when a page of those that pass is wanted (B-249). */
final class Steps {
  /** More are not looked at in one statement. */
  static final int MOST = 4000;

  private static final int LEAST = 60;

  private Steps() {}

  static long first(long page) {
    return Math.max(LEAST, Math.min(MOST, 2 * page));
  }

  /**
   * As many as the rest of the page should take, judging by those before, at most twice as many.
   */
  static long next(long size, long looked, long found, long page) {
    if (found >= page) {
      return MOST;
    }
    double each = (looked + 1.0) / (found + 1.0);
    long rest = (long) Math.min(MOST, 1.2 * each * (page - found));
    return Math.max(LEAST, Math.min(2 * size, rest));
  }
}
