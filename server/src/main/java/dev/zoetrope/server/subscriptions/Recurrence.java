package dev.zoetrope.server.subscriptions;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A schedule as RFC 5545 has it, in UTC, with weeks that start on Monday (B-380 to B-384). Finding
 * an occurrence costs the same wherever it is: periods without one and the past are skipped by
 * arithmetic, and only the period that matters is expanded.
 *
 * @param interval every how many periods; at least 1
 * @param start no occurrence is earlier; its time of day is that of all occurrences
 * @param until no occurrence is later; null for no end
 * @param count how many occurrences there are in all, at least 1; null for no end
 * @param weekdays the days of the week to which occurrences are limited; empty for all
 * @param position which one of each period's days counts, from 1 or backwards from -1; null for
 *     all; without weekdays it means nothing
 */
record Recurrence(
    Frequency frequency,
    int interval,
    Instant start,
    Instant until,
    Integer count,
    Set<DayOfWeek> weekdays,
    Integer position) {

  Recurrence {
    if (interval < 1) {
      throw new IllegalArgumentException("an interval of " + interval);
    }
    start = start.truncatedTo(ChronoUnit.SECONDS);
    weekdays = Set.copyOf(weekdays);
    position = weekdays.isEmpty() ? null : position;
  }

  /**
   * The first occurrence strictly after a moment; empty when none is left before the year 10000.
   */
  Optional<Instant> next(Instant after) {
    Periods periods = new Periods(this);
    long first = periods.indexOf(day(after.isBefore(start) ? start : after));
    long end = Math.min(periods.last(), first + periods.cycle() + 1);
    for (long period = first; period <= end; period++) {
      List<Instant> occurrences = periods.occurrences(period);
      for (int i = 0; i < occurrences.size(); i++) {
        if (occurrences.get(i).isAfter(after)) {
          boolean left = count == null || periods.before(period) + i < count;
          return Optional.of(occurrences.get(i)).filter(next -> left && !isOver(next));
        }
      }
    }
    return Optional.empty();
  }

  private boolean isOver(Instant occurrence) {
    return until != null && occurrence.isAfter(until);
  }

  static LocalDate day(Instant moment) {
    return LocalDate.ofInstant(moment, ZoneOffset.UTC);
  }
}
