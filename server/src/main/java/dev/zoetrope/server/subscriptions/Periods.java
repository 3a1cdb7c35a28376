package dev.zoetrope.server.subscriptions;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The days, weeks, months or years of a recurrence, numbered from 0 (the one with the start), of
 * which only every {@code interval}-th is there. The calendar repeats after 400 years, so sizes can
 * be added up without looking at each.
 */
final class Periods {
  private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);
  private static final int DAYS_OF_WEEK = DayOfWeek.values().length;
  private static final int MONTHS_OF_CALENDAR = 4800;
  private static final int YEARS_OF_CALENDAR = 400;

  private final Recurrence rule;
  private final LocalDate startDay;
  private final LocalDate origin;
  private final Expansion expansion;

  Periods(Recurrence rule) {
    this.rule = rule;
    this.startDay = Recurrence.day(rule.start());
    this.origin =
        switch (rule.frequency()) {
          case DAILY -> startDay;
          case WEEKLY -> startDay.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
          case MONTHLY -> startDay.withDayOfMonth(1);
          case YEARLY -> startDay.withDayOfYear(1);
        };
    this.expansion = new Expansion(rule);
  }

  /** The last period that begins at or before a day, which is not before the start. */
  long indexOf(LocalDate day) {
    return unit().between(origin, day) / rule.interval();
  }

  /** The last period there is: nothing happens after the year 9999. */
  long last() {
    return indexOf(LAST_DAY);
  }

  /** After how many periods the pattern of sizes repeats. */
  int cycle() {
    return switch (rule.frequency()) {
      case DAILY -> DAYS_OF_WEEK;
      case WEEKLY -> 1;
      case MONTHLY -> MONTHS_OF_CALENDAR / gcd(MONTHS_OF_CALENDAR, rule.interval());
      case YEARLY -> YEARS_OF_CALENDAR / gcd(YEARS_OF_CALENDAR, rule.interval());
    };
  }

  /** The occurrences of one period, in order. */
  List<Instant> occurrences(long period) {
    // The library takes exception at a rule that never comes true.
    if (size(period) == 0) {
      return List.of();
    }
    LocalDate first = first(period);
    return expansion.of(first, first.plusDays(length(first)), weekdays(period)).stream()
        .filter(o -> !o.isBefore(rule.start()) && !Recurrence.day(o).isAfter(LAST_DAY))
        .toList();
  }

  /** How many occurrences all periods before this one have. */
  long before(long period) {
    if (period == 0) {
      return 0;
    }
    long others = period - 1;
    long cycles = others / cycle();
    long repeated = cycles == 0 ? 0 : cycles * sizes(cycle());
    return occurrences(0).size() + repeated + sizes(others % cycle());
  }

  /** How many occurrences the periods from 1 to this one have. */
  private long sizes(long to) {
    long sum = 0;
    for (long period = 1; period <= to; period++) {
      sum += size(period);
    }
    return sum;
  }

  /** How many days of the period the rule picks, those before the start included. */
  private int size(long period) {
    LocalDate first = first(period);
    if (rule.weekdays().isEmpty()) {
      return hasDayOfStart(first) ? 1 : 0;
    }
    int days = days(first, weekdays(period));
    if (rule.position() == null) {
      return days;
    }
    return Math.abs(rule.position()) <= days ? 1 : 0;
  }

  /** Whether a month has the start's day, or a year its 29 February. */
  private boolean hasDayOfStart(LocalDate first) {
    LocalDate month =
        switch (rule.frequency()) {
          case DAILY, WEEKLY -> startDay;
          case MONTHLY -> first;
          case YEARLY -> first.withMonth(startDay.getMonthValue());
        };
    return startDay.getDayOfMonth() <= month.lengthOfMonth();
  }

  private int days(LocalDate first, Set<DayOfWeek> weekdays) {
    int length = length(first);
    int days = length / DAYS_OF_WEEK * weekdays.size();
    for (int i = 0; i < length % DAYS_OF_WEEK; i++) {
      days += weekdays.contains(first.getDayOfWeek().plus(i)) ? 1 : 0;
    }
    return days;
  }

  private int length(LocalDate first) {
    return switch (rule.frequency()) {
      case DAILY -> 1;
      case WEEKLY -> DAYS_OF_WEEK;
      case MONTHLY -> first.lengthOfMonth();
      case YEARLY -> first.lengthOfYear();
    };
  }

  /** Upstream's first week begins with the start, so positions count from there (B-384). */
  private Set<DayOfWeek> weekdays(long period) {
    if (period > 0 || rule.frequency() != Frequency.WEEKLY) {
      return rule.weekdays();
    }
    Set<DayOfWeek> rest = EnumSet.range(startDay.getDayOfWeek(), DayOfWeek.SUNDAY);
    rest.retainAll(rule.weekdays());
    return rest;
  }

  private LocalDate first(long period) {
    return origin.plus(period * rule.interval(), unit());
  }

  private ChronoUnit unit() {
    return switch (rule.frequency()) {
      case DAILY -> ChronoUnit.DAYS;
      case WEEKLY -> ChronoUnit.WEEKS;
      case MONTHLY -> ChronoUnit.MONTHS;
      case YEARLY -> ChronoUnit.YEARS;
    };
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
