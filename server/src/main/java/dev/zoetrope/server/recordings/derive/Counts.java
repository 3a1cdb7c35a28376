package dev.zoetrope.server.recordings.derive;

/** What is counted in a recording (B-181). */
public record Counts(
    long clicks,
    long keypresses,
    long mouseActivity,
    long consoleLogs,
    long consoleWarnings,
    long consoleErrors,
    long events,
    long items,
    long bytes) {
  Counts plus(Counts other) {
    return new Counts(
        clicks + other.clicks,
        keypresses + other.keypresses,
        mouseActivity + other.mouseActivity,
        consoleLogs + other.consoleLogs,
        consoleWarnings + other.consoleWarnings,
        consoleErrors + other.consoleErrors,
        events + other.events,
        items + other.items,
        bytes + other.bytes);
  }

  long[] toArray() {
    return new long[] {
      clicks,
      keypresses,
      mouseActivity,
      consoleLogs,
      consoleWarnings,
      consoleErrors,
      events,
      items,
      bytes
    };
  }

  static Counts ofArray(long[] a) {
    return new Counts(a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8]);
  }
}
