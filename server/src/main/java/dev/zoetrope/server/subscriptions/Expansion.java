package dev.zoetrope.server.subscriptions;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.Weekday;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRule.Part;
import org.dmfs.rfc5545.recur.RecurrenceRule.WeekdayNum;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;

/**
 * Turns one period of a recurrence into its occurrences, by the RFC 5545 library. It never sees the
 * interval: its sums overflow, and it steps through every period in between.
 */
final class Expansion {
  private final Recurrence rule;
  private final LocalTime time;

  Expansion(Recurrence rule) {
    this.rule = rule;
    this.time = LocalTime.ofInstant(rule.start(), ZoneOffset.UTC);
  }

  /**
   * The occurrences of a period that has at least one.
   *
   * @param from the first day of the period
   * @param to the first day after the period
   * @param weekdays the days of the week that count in this period
   */
  List<Instant> of(LocalDate from, LocalDate to, Set<DayOfWeek> weekdays) {
    RecurrenceRule single = new RecurrenceRule(rule.frequency().rule());
    single.setWeekStart(Weekday.MO);
    single.setUntil(at(to.minusDays(1)));
    try {
      if (weekdays.isEmpty()) {
        sameDayAsStart(single);
      } else {
        single.setByDayPart(weekdays.stream().sorted().map(Expansion::weekday).toList());
        if (rule.position() != null) {
          single.setByPart(Part.BYSETPOS, rule.position());
        }
      }
    } catch (InvalidRecurrenceRuleException e) {
      throw new IllegalStateException("not a rule: " + rule, e);
    }
    List<Instant> occurrences = new ArrayList<>();
    RecurrenceRuleIterator days = single.iterator(at(from));
    while (days.hasNext()) {
      occurrences.add(Instant.ofEpochMilli(days.nextMillis()));
    }
    return occurrences;
  }

  private void sameDayAsStart(RecurrenceRule single) throws InvalidRecurrenceRuleException {
    LocalDate start = Recurrence.day(rule.start());
    switch (rule.frequency()) {
      case DAILY -> {}
      case WEEKLY -> single.setByDayPart(List.of(weekday(start.getDayOfWeek())));
      case MONTHLY -> single.setByPart(Part.BYMONTHDAY, start.getDayOfMonth());
      case YEARLY -> {
        // The library counts months from 0 unless it reads them as text.
        single.setByPart(Part.BYMONTH, start.getMonthValue() - 1);
        single.setByPart(Part.BYMONTHDAY, start.getDayOfMonth());
      }
    }
  }

  private DateTime at(LocalDate day) {
    return new DateTime(DateTime.UTC, day.atTime(time).toInstant(ZoneOffset.UTC).toEpochMilli());
  }

  private static WeekdayNum weekday(DayOfWeek day) {
    return new WeekdayNum(0, Weekday.valueOf(day.name().substring(0, 2)));
  }
}
