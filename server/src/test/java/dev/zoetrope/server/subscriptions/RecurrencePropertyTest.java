package dev.zoetrope.server.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterProperty;

class RecurrencePropertyTest {
  private static final Instant NOW = Instant.parse("2025-06-10T12:15:00Z");
  private static final LocalDate HORIZON = LocalDate.of(2060, 12, 31);
  private static final AtomicInteger FOUND = new AtomicInteger();

  @Property(tries = 10_000, shrinking = ShrinkingMode.BOUNDED)
  void theFastWayFindsWhatWalkingDayByDayFinds(
      @ForAll("rules") Recurrence rule, @ForAll("moments") Instant after) {
    Optional<Instant> fast = rule.next(after);
    Optional<Instant> slow = DayByDay.next(rule, after, HORIZON);

    if (slow.isPresent()) {
      FOUND.incrementAndGet();
      assertThat(fast).isEqualTo(slow);
    } else {
      // The walk ends at its horizon, the other goes on.
      assertThat(fast.filter(next -> !Recurrence.day(next).isAfter(HORIZON))).isEmpty();
    }
  }

  /** A generator of rules that never come true would prove nothing. */
  @AfterProperty
  void mostRulesComeTrue() {
    assertThat(FOUND).hasValueGreaterThan(4_000);
  }

  @Provide
  Arbitrary<Instant> moments() {
    return Arbitraries.longs().between(-365L * 86_400, 365L * 86_400).map(NOW::plusSeconds);
  }

  @Provide
  Arbitrary<Recurrence> rules() {
    Arbitrary<Integer> intervals =
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(3, Arbitraries.just(1)),
            net.jqwik.api.Tuple.of(3, Arbitraries.integers().between(2, 5)),
            net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(6, 60)));
    Arbitrary<Instant> starts =
        Arbitraries.longs()
            .between(-6L * 365 * 86_400, 400L * 86_400)
            .map(NOW::plusSeconds)
            .map(RecurrencePropertyTest::oftenLateInTheMonth);
    Arbitrary<Set<DayOfWeek>> weekdays =
        Arbitraries.of(DayOfWeek.class).set().ofMinSize(0).ofMaxSize(7);
    Arbitrary<Integer> positions =
        Arbitraries.oneOf(
                Arbitraries.integers().between(-5, 5), Arbitraries.integers().between(-366, 366))
            .filter(position -> position != 0)
            .injectNull(0.5);
    Arbitrary<Integer> counts =
        Arbitraries.oneOf(
                Arbitraries.integers().between(1, 20), Arbitraries.integers().between(1, 2_500))
            .injectNull(0.5);
    Arbitrary<Long> lengths = Arbitraries.longs().between(0, 3_000L * 86_400).injectNull(0.7);
    return Combinators.combine(
            Arbitraries.of(Frequency.class),
            intervals,
            starts,
            lengths,
            counts,
            weekdays,
            positions)
        .as(
            (frequency, interval, start, length, count, days, position) ->
                new Recurrence(
                    frequency,
                    interval,
                    start,
                    length == null ? null : start.plusSeconds(length),
                    count,
                    days,
                    position));
  }

  /** Every fourth start moves to the end of its month, where months differ. */
  private static Instant oftenLateInTheMonth(Instant start) {
    LocalDate day = Recurrence.day(start);
    return start.getEpochSecond() % 4 == 0
        ? start.plus(day.lengthOfMonth() - (long) day.getDayOfMonth(), ChronoUnit.DAYS)
        : start;
  }
}
