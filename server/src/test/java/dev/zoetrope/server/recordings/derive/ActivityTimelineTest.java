package dev.zoetrope.server.recordings.derive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ActivityTimelineTest {
  record Event(long time, boolean active) {}

  @Property(tries = 5_000)
  void anyPartitionInAnyOrderGivesWhatTheWholeGives(
      @ForAll("events") List<Event> events, @ForAll long seed) {
    Random random = new Random(seed);
    List<Event> shuffled = new ArrayList<>(events);
    Collections.shuffle(shuffled, random);
    ActivityTimeline merged = ActivityTimeline.EMPTY;
    for (int from = 0; from < shuffled.size(); ) {
      int to = Math.min(shuffled.size(), from + 1 + random.nextInt(5));
      ActivityTimeline part = timeline(shuffled.subList(from, to));
      merged = random.nextBoolean() ? merged.merge(part) : part.merge(merged);
      from = to;
    }

    assertThat(merged.activeMilliseconds()).isEqualTo(walk(events));
  }

  @Test
  void anInactiveEventExtendsActivityByAtMostOnePause() {
    ActivityTimeline timeline =
        ActivityTimeline.of(new long[] {1_000, 2_000}, new long[] {6_900, 7_001});

    assertThat(timeline.activeMilliseconds()).isEqualTo(5_900);
  }

  @Test
  void aSingleActiveEventCountsOneMillisecond() {
    assertThat(ActivityTimeline.of(new long[] {5}, new long[0]).activeMilliseconds()).isOne();
  }

  @Provide
  Arbitrary<List<Event>> events() {
    // Dense around the limit of five seconds, where the rules decide.
    Arbitrary<Long> times = Arbitraries.longs().between(1, 40_000).map(t -> t / 50 * 50 + 1);
    return Combinators.combine(times, Arbitraries.of(true, false, false))
        .as(Event::new)
        .list()
        .ofMaxSize(40);
  }

  private static ActivityTimeline timeline(List<Event> events) {
    return ActivityTimeline.of(
        events.stream().filter(Event::active).mapToLong(Event::time).toArray(),
        events.stream().filter(e -> !e.active()).mapToLong(Event::time).toArray());
  }

  /** The rule as it is written down: sort, walk, sum the active segments. */
  private static long walk(List<Event> events) {
    List<Event> sorted =
        events.stream()
            .sorted(Comparator.comparingLong(Event::time).thenComparing(e -> !e.active()))
            .toList();
    long sum = 0;
    long start = 0;
    long end = 0;
    long lastActive = 0;
    boolean open = false;
    boolean active = false;
    for (Event event : sorted) {
      boolean begins =
          !open || (event.active() && !active) || (active && event.time() - lastActive > 5_000);
      if (begins) {
        if (open && active) {
          sum += Math.max(1, end - start);
        }
        open = true;
        active = event.active();
        start = event.time();
      }
      end = event.time();
      if (event.active()) {
        lastActive = event.time();
      }
    }
    return open && active ? sum + Math.max(1, end - start) : sum;
  }
}
