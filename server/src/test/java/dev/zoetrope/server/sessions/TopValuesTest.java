package dev.zoetrope.server.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoetrope.server.sessions.KeptRankings.Kept;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TopValuesTest {
  private static final SessionProperty SOURCE = property("$entry_utm_source");
  private static final SessionProperty URL = property("$entry_current_url");

  /** Counted by hash, ranked in memory, and said once more: always the same answer. */
  @Test
  void bothWaysAnswerWhatCountingOneByOneDoes() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      SessionProperty property =
          property(
              List.of("$entry_utm_source", "$pageview_count", "$start_timestamp")
                  .get(random.nextInt(3)));
      int different = 1 + random.nextInt(60);
      List<String> values = new ArrayList<>();
      for (int i = random.nextInt(3000); i > 0; i--) {
        values.add(random.nextInt(9) == 0 ? null : value(property, random.nextInt(different)));
      }
      String search =
          random.nextBoolean() ? "" : List.of("1", "B", "ä", "%", "_", "t").get(random.nextInt(6));

      TopValues looked = new TopValues(property.type(), search, 20);
      values.forEach(looked::count);
      Collections.shuffle(values, random);
      if (random.nextBoolean() || !looked.pickFromCounted()) {
        values.forEach(looked::pick);
      }
      ValueCounts counts = new ValueCounts(List.of(property), Long.MAX_VALUE);
      values.forEach(value -> counts.add(new String[] {value}));
      ValueRanking ranking = ValueRanking.of(property.type(), counts.counts().get(property));

      List<String> expected = naive(property, values, search);
      assertThat(looked.sessions()).isEqualTo(values.size());
      assertThat(looked.best()).as("seed %d, round %d", seed, round).isEqualTo(expected);
      assertThat(ranking.top(search, 20)).as("seed %d, round %d", seed, round).isEqualTo(expected);
    }
  }

  @Test
  void manyDifferentTextsAreCountedInFewBytes() {
    HashCounts counts = new HashCounts();
    for (int i = 0; i < 200_000; i++) {
      counts.add("https://shop.example/" + i % 100_000);
    }
    for (int i = 0; i < 100_000; i += 7) {
      assertThat(counts.of("https://shop.example/" + i)).isEqualTo(2);
    }
    assertThat(counts.of("never")).isZero();
  }

  @Test
  void whatIsTooMuchIsGivenUpAndTheRestIsWhole() {
    ValueCounts counts = new ValueCounts(List.of(SOURCE, URL), 100_000);
    for (int i = 0; i < 1_000; i++) {
      counts.add(new String[] {"s" + i % 3, "https://shop.example/" + "x".repeat(100) + i});
    }

    assertThat(counts.counts()).containsOnlyKeys(SOURCE);
    assertThat(counts.counts().get(SOURCE)).isEqualTo(Map.of("s0", 334, "s1", 333, "s2", 333));
  }

  @Test
  void rankingsThatNobodyAsksForGoFirst() {
    KeptRankings kept = new KeptRankings(3_000);
    kept.keep(1, new Kept(1, Map.of(SOURCE, ranking(1_000))));
    kept.keep(2, new Kept(2, Map.of(SOURCE, ranking(1_000))));
    assertThat(kept.of(1)).isNotNull();
    kept.keep(3, new Kept(3, Map.of(SOURCE, ranking(1_500))));

    assertThat(kept.of(2)).isNull();
    assertThat(kept.of(1).madeAt()).isEqualTo(1);
    assertThat(kept.bytes()).isEqualTo(2_508);

    kept.keep(1, new Kept(4, Map.of(SOURCE, ranking(200))));
    assertThat(kept.bytes()).isEqualTo(1_708);
    kept.keep(4, new Kept(5, Map.of(SOURCE, ranking(9_000))));
    assertThat(kept.of(4)).isNull();
    assertThat(kept.bytes()).isZero();
  }

  private static ValueRanking ranking(int bytes) {
    return ValueRanking.of(SessionProperty.Type.STRING, Map.of("x".repeat(bytes), 1));
  }

  private static List<String> naive(SessionProperty property, List<String> values, String search) {
    Map<String, Integer> counts = new HashMap<>();
    values.stream()
        .filter(v -> v != null)
        .forEach(v -> counts.put(v, counts.getOrDefault(v, 0) + 1));
    Set<Integer> frequencies = new java.util.TreeSet<>(Collections.reverseOrder());
    frequencies.addAll(counts.values());
    List<String> all = new ArrayList<>();
    for (int frequency : frequencies) {
      String[] same =
          counts.keySet().stream().filter(v -> counts.get(v) == frequency).toArray(String[]::new);
      switch (property.type()) {
        case NUMERIC ->
            Arrays.sort(same, (a, b) -> Integer.compare(Integer.parseInt(a), Integer.parseInt(b)));
        case DATE_TIME ->
            Arrays.sort(
                same, (a, b) -> java.time.Instant.parse(b).compareTo(java.time.Instant.parse(a)));
        default -> Arrays.sort(same);
      }
      all.addAll(List.of(same));
    }
    all.removeIf(v -> !v.toLowerCase(Locale.ROOT).contains(search.toLowerCase(Locale.ROOT)));
    return all.subList(0, Math.min(20, all.size()));
  }

  private static String value(SessionProperty property, int number) {
    return switch (property.type()) {
      case NUMERIC -> String.valueOf(number * 7);
      case DATE_TIME ->
          "2026-11-23T12:00:%02d%sZ"
              .formatted(number, number % 3 == 0 ? "" : ".50000" + number % 10);
      default -> "Ä%_bc".charAt(number % 5) + "x" + number;
    };
  }

  private static SessionProperty property(String name) {
    return SessionProperty.named(name).orElseThrow();
  }
}
