package dev.zoetrope.server.sessions;

import java.util.Comparator;

/**
 * A value and how many sessions have it.
 *
 * @param text as {@link SessionRepository} reads it
 */
record Ranked(String text, int sessions) {
  /**
   * By frequency, then by the value: the latest time, the lowest number, the first text of the
   * alphabet (B-334). Different texts never compare as equal.
   */
  static Comparator<Ranked> order(SessionProperty.Type type) {
    Comparator<Ranked> byValue =
        switch (type) {
          case DATE_TIME -> Comparator.comparing(Ranked::time).reversed();
          case NUMERIC, DURATION -> Comparator.comparingDouble(r -> Double.parseDouble(r.text));
          case STRING, BOOLEAN -> Comparator.comparing(Ranked::text);
        };
    return Comparator.comparingInt(Ranked::sessions)
        .reversed()
        .thenComparing(byValue)
        .thenComparing(Ranked::text);
  }

  /** Sortable: without the letter at the end, before which a fraction may stand. */
  private String time() {
    return text.substring(0, text.length() - 1);
  }
}
