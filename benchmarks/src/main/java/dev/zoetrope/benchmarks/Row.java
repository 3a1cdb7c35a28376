package dev.zoetrope.benchmarks;

/**
 * One line of the table.
 *
 * @param id the promise
 * @param what the case that was measured
 * @param baseline what it is compared with, measured in the same run
 * @param measured the figure itself
 * @param ratio measured to baseline, or what is promised as a plain figure
 * @param promise the target
 * @param verdict whether the target was reached; null where nothing is promised
 */
record Row(
    String id,
    String what,
    String baseline,
    String measured,
    String ratio,
    String promise,
    Boolean verdict) {

  static final String HEAD =
      """
      | id | what | baseline of the same run | measured | ratio or figure | promise | verdict |
      |---|---|---|---|---|---|---|
      """;

  /** As a line of a Markdown table. */
  String markdown() {
    String told = verdict == null ? "-" : verdict ? "reached" : "**missed**";
    return "| %s | %s | %s | %s | %s | %s | %s |%n"
        .formatted(id, what, baseline, measured, ratio, promise, told);
  }
}
