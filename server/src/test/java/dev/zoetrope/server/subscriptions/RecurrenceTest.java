package dev.zoetrope.server.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecurrenceTest {
  private static final Instant SOON = Instant.parse("2025-06-10T12:15:00Z");
  private static final String WEEK = "mo tu we th fr sa su";

  /** The vectors of contract reference 8.5: now is 12:00, so occurrences count after 12:15. */
  @ParameterizedTest
  @CsvSource({
    "weekly,  2022-01-01T00:00:00Z, 1, '', , , , 2025-06-14T00:00:00Z",
    "weekly,  2025-06-10T12:15:00Z, 1, '', , , , 2025-06-17T12:15:00Z",
    "weekly,  2025-06-10T12:16:00Z, 1, '', , , , 2025-06-10T12:16:00Z",
    "daily,   2022-01-01T09:00:00Z, 1, '', , , , 2025-06-11T09:00:00Z",
    "daily,   2022-01-01T12:10:00Z, 1, '', , , , 2025-06-11T12:10:00Z",
    "daily,   2025-07-01T09:00:00Z, 1, '', , , , 2025-07-01T09:00:00Z",
    "daily,   2025-06-01T09:00:00Z, 3, '', , , , 2025-06-13T09:00:00Z",
    "weekly,  2025-06-02T09:00:00Z, 2, '', , , , 2025-06-16T09:00:00Z",
    "weekly,  2025-06-02T09:00:00Z, 1, we, , , , 2025-06-11T09:00:00Z",
    "weekly,  2025-06-02T09:00:00Z, 1, mo fr, , , , 2025-06-13T09:00:00Z",
    "weekly,  2025-06-02T09:00:00Z, 1, mo we fr, 1, , , 2025-06-16T09:00:00Z",
    "weekly,  2025-06-02T09:00:00Z, 2, tu, , , , 2025-06-17T09:00:00Z",
    "monthly, 2025-01-31T09:00:00Z, 1, '', , , , 2025-07-31T09:00:00Z",
    "monthly, 2025-01-15T09:00:00Z, 1, '', , , , 2025-06-15T09:00:00Z",
    "monthly, 2025-01-01T09:00:00Z, 1, mo, 1, , , 2025-07-07T09:00:00Z",
    "monthly, 2025-01-01T09:00:00Z, 1, fr, -1, , , 2025-06-27T09:00:00Z",
    "monthly, 2025-01-01T09:00:00Z, 1, mo tu we th fr sa su, 3, , , 2025-07-03T09:00:00Z",
    "monthly, 2025-01-01T09:00:00Z, 1, '', 3, , , 2025-07-01T09:00:00Z",
    "monthly, 2025-01-01T09:00:00Z, 1, mo, , , , 2025-06-16T09:00:00Z",
    "monthly, 2025-01-01T09:00:00Z, 2, we fr, -1, , , 2025-07-30T09:00:00Z",
    "monthly, 2025-01-01T09:00:00Z, 1, mo, 5, , , 2025-06-30T09:00:00Z",
    "monthly, 2025-01-01T09:00:00Z, 1, mo, 10, , , ",
    "yearly,  2024-02-29T09:00:00Z, 1, '', , , , 2028-02-29T09:00:00Z",
    "yearly,  2025-01-01T09:00:00Z, 1, mo, 1, , , 2026-01-05T09:00:00Z",
    "daily,   2025-06-01T09:00:00Z, 1, '', , 5, , ",
    "daily,   2025-06-01T09:00:00Z, 1, '', , 11, , 2025-06-11T09:00:00Z",
    "daily,   2025-06-01T09:00:00Z, 1, '', , , 2025-06-10T00:00:00Z, ",
    "daily,   2025-06-01T09:00:00Z, 1, '', , , 2025-06-11T09:00:00Z, 2025-06-11T09:00:00Z",
    "daily,   2025-06-01T09:00:00Z, 1, '', , , 2025-06-11T08:59:00Z, ",
    "daily,   2025-06-01T09:00:00Z, 1, '', , 0, , ",
    "daily,   2025-06-01T09:00:00Z, 1, '', , -1, , ",
  })
  void theVectorsOfTheReference(
      String frequency,
      Instant start,
      int interval,
      String days,
      Integer position,
      Integer count,
      Instant until,
      Instant expected) {
    Recurrence rule = rule(frequency, start, interval, days, position, count, until);

    assertThat(rule.next(SOON)).isEqualTo(Optional.ofNullable(expected));
  }

  /** Counted with another implementation of RFC 5545 than the one in use. */
  @ParameterizedTest
  @CsvSource({
    "yearly,  0001-01-01T00:00:00Z, 1, '', , 2147483647, 2026-01-01T00:00:00Z",
    "daily,   0001-01-01T00:00:00Z, 1, '', , 2147483647, 2025-06-11T00:00:00Z",
    "daily,   0001-01-01T00:00:00Z, 1, '', , 739412, ",
    "daily,   0001-01-01T00:00:00Z, 1, '', , 739413, 2025-06-11T00:00:00Z",
    "monthly, 0001-01-31T00:00:00Z, 1, '', , 2147483647, 2025-07-31T00:00:00Z",
    "monthly, 0001-01-31T00:00:00Z, 1, mo tu we th fr sa su, 31, , 2025-07-31T00:00:00Z",
    "yearly,  2025-01-01T00:00:00Z, 1, mo tu we th fr sa su, 366, , 2028-12-31T00:00:00Z",
    "yearly,  2025-01-01T00:00:00Z, 1, mo, 366, , ",
    "yearly,  2025-01-01T00:00:00Z, 1, mo, -366, , ",
    "daily,   2025-06-04T00:00:00Z, 1, mo, 2, , ",
    "daily,   2025-06-04T00:00:00Z, 7, mo, , , ",
    "daily,   2025-01-01T00:00:00Z, 2147483647, '', , , ",
    "weekly,  2025-01-01T00:00:00Z, 2147483647, mo, , , ",
    "monthly, 2025-01-01T00:00:00Z, 2147483647, mo, , , ",
    "yearly,  2025-01-01T00:00:00Z, 2147483647, mo, , , 2025-06-16T00:00:00Z",
    "yearly,  2000-02-29T00:00:00Z, 100, '', , , 2400-02-29T00:00:00Z",
    "yearly,  1900-03-01T00:00:00Z, 2147483647, su, 53, , ",
    "yearly,  9999-12-31T00:00:00Z, 1, fr, , , 9999-12-31T00:00:00Z",
    "weekly,  9999-12-31T13:00:00Z, 1, '', , , 9999-12-31T13:00:00Z",
  })
  void farAndHostileRulesAreExact(
      String frequency,
      Instant start,
      int interval,
      String days,
      Integer position,
      Integer count,
      Instant expected) {
    Recurrence rule = rule(frequency, start, interval, days, position, count, null);

    assertThat(rule.next(SOON)).isEqualTo(Optional.ofNullable(expected));
  }

  /** In processor time, which other work on the machine does not lengthen. */
  @Test
  void noRuleTakesLong() {
    List<Recurrence> rules = hostileRules();
    rules.forEach(rule -> rule.next(SOON));

    for (Recurrence rule : rules) {
      long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      rule.next(SOON);
      long nanoseconds = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begin;

      assertThat(Duration.ofNanos(nanoseconds)).as("%s", rule).isLessThan(Duration.ofMillis(50));
    }
  }

  private static List<Recurrence> hostileRules() {
    List<Recurrence> rules = new ArrayList<>();
    for (Frequency frequency : Frequency.values()) {
      for (int interval : new int[] {1, 7, 13, 4799, Integer.MAX_VALUE}) {
        for (String start : List.of("0001-01-31T00:00:00Z", "9999-12-31T23:59:59Z")) {
          for (Integer position : new Integer[] {null, 5, 366, -366}) {
            for (String days : List.of("", "mo", WEEK)) {
              rules.add(
                  rule(
                      frequency.code(),
                      Instant.parse(start),
                      interval,
                      days,
                      position,
                      999_999_999,
                      null));
            }
          }
        }
      }
    }
    return rules;
  }

  @Test
  void theFirstWeekBeginsWithTheStart() {
    Recurrence rule =
        rule("weekly", Instant.parse("2025-06-11T09:00:00Z"), 1, "mo we fr", 1, null, null);

    assertThat(rule.next(SOON)).contains(Instant.parse("2025-06-11T09:00:00Z"));
    assertThat(rule.next(Instant.parse("2025-06-11T09:00:00Z")))
        .contains(Instant.parse("2025-06-16T09:00:00Z"));
  }

  @Test
  void theFractionOfASecondIsDropped() {
    Recurrence rule =
        rule("daily", Instant.parse("2025-06-01T09:00:00.999999Z"), 1, "", null, null, null);

    assertThat(rule.next(SOON)).contains(Instant.parse("2025-06-11T09:00:00Z"));
  }

  @Test
  void afterTheLastYearNothingComes() {
    Recurrence rule = rule("daily", Instant.parse("2025-06-01T09:00:00Z"), 1, "", null, null, null);

    assertThat(rule.next(Instant.parse("9999-12-31T10:00:00Z"))).isEmpty();
  }

  static Recurrence rule(
      String frequency,
      Instant start,
      int interval,
      String days,
      Integer position,
      Integer count,
      Instant until) {
    return new Recurrence(
        Frequency.of(frequency), interval, start, until, count, weekdays(days), position);
  }

  private static Set<DayOfWeek> weekdays(String names) {
    return Arrays.stream(DayOfWeek.values())
        .filter(day -> names.contains(day.name().substring(0, 2).toLowerCase(Locale.ROOT)))
        .collect(Collectors.toSet());
  }
}
