package dev.zoetrope.server.sessions;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The values of one property, most frequent first (B-334). */
final class ValueRanking {
  private final List<Ranked> ranked;

  private ValueRanking(List<Ranked> ranked) {
    this.ranked = ranked;
  }

  /**
   * @param folded what a search looks at
   */
  private record Ranked(String text, String folded, int sessions) {
    /** Sortable: without the letter at the end, before which a fraction may stand. */
    private String time() {
      return text.substring(0, text.length() - 1);
    }
  }

  /**
   * Ranks by frequency, then by the value: the latest time, the lowest number, the first text of
   * the alphabet.
   */
  static ValueRanking of(SessionProperty.Type type, Map<String, Integer> sessionsByValue) {
    Comparator<Ranked> byValue =
        switch (type) {
          case DATE_TIME -> Comparator.comparing(Ranked::time).reversed();
          case NUMERIC, DURATION -> Comparator.comparingDouble(r -> Double.parseDouble(r.text));
          case STRING, BOOLEAN -> Comparator.comparing(Ranked::text);
        };
    return new ValueRanking(
        sessionsByValue.entrySet().stream()
            .map(
                entry ->
                    new Ranked(
                        entry.getKey(), entry.getKey().toLowerCase(Locale.ROOT), entry.getValue()))
            .sorted(Comparator.comparingInt(Ranked::sessions).reversed().thenComparing(byValue))
            .toList());
  }

  /** The most frequent values with this text in them, whatever its case. */
  List<String> top(String search, int most) {
    String folded = search.toLowerCase(Locale.ROOT);
    return ranked.stream()
        .filter(value -> value.folded.contains(folded))
        .limit(most)
        .map(Ranked::text)
        .toList();
  }
}
