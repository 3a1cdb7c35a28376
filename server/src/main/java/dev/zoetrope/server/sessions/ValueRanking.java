package dev.zoetrope.server.sessions;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The values of one property, most frequent first, one after the other in few bytes (B-334). */
final class ValueRanking {
  private final byte[] texts;

  /** Where each text ends. */
  private final int[] ends;

  private ValueRanking(byte[] texts, int[] ends) {
    this.texts = texts;
    this.ends = ends;
  }

  static ValueRanking of(SessionProperty.Type type, Map<String, Integer> sessionsByValue) {
    List<byte[]> ranked =
        sessionsByValue.entrySet().stream()
            .map(entry -> new Ranked(entry.getKey(), entry.getValue()))
            .sorted(Ranked.order(type))
            .map(value -> value.text().getBytes(StandardCharsets.UTF_8))
            .toList();
    byte[] texts = new byte[ranked.stream().mapToInt(text -> text.length).sum()];
    int[] ends = new int[ranked.size()];
    int end = 0;
    for (int i = 0; i < ends.length; i++) {
      byte[] text = ranked.get(i);
      System.arraycopy(text, 0, texts, end, text.length);
      end += text.length;
      ends[i] = end;
    }
    return new ValueRanking(texts, ends);
  }

  /** The most frequent values with this text in them, whatever its case. */
  List<String> top(String search, int most) {
    String folded = search.toLowerCase(Locale.ROOT);
    List<String> found = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < ends.length && found.size() < most; i++) {
      String text = new String(texts, start, ends[i] - start, StandardCharsets.UTF_8);
      start = ends[i];
      if (folded.isEmpty() || text.toLowerCase(Locale.ROOT).contains(folded)) {
        found.add(text);
      }
    }
    return found;
  }

  /** What it takes in memory. */
  long bytes() {
    return texts.length + (long) Integer.BYTES * ends.length;
  }
}
