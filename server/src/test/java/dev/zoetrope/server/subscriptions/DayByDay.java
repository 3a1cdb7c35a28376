package dev.zoetrope.server.subscriptions;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds occurrences the slow way, to judge the fast one: walks through every day from the start on,
 * keeps those the rule could mean, and picks among them whenever a period is over.
 */
final class DayByDay {
  private final Recurrence rule;
  private final LocalDateTime start;
  private final LocalDate lastDay;
  private long seen;

  private DayByDay(Recurrence rule, LocalDate lastDay) {
    this.rule = rule;
    this.start = LocalDateTime.ofInstant(rule.start(), ZoneOffset.UTC);
    this.lastDay = lastDay;
  }

  /** The first occurrence after a moment and not after a day. */
  static Optional<Instant> next(Recurrence rule, Instant after, LocalDate lastDay) {
    return new DayByDay(rule, lastDay).walk(after);
  }

  private Optional<Instant> walk(Instant after) {
    List<LocalDate> candidates = new ArrayList<>();
    LocalDate day = firstDay();
    while (!day.isAfter(lastDay)) {
      if (periodsSinceStart(day) % rule.interval() == 0 && isCandidate(day)) {
        candidates.add(day);
      }
      LocalDate tomorrow = day.plusDays(1);
      if (periodsSinceStart(tomorrow) != periodsSinceStart(day)) {
        for (LocalDate picked : picked(candidates)) {
          Instant occurrence = picked.atTime(start.toLocalTime()).toInstant(ZoneOffset.UTC);
          if (occurrence.isBefore(rule.start())) {
            continue;
          }
          seen++;
          boolean over = rule.until() != null && occurrence.isAfter(rule.until());
          if (over || (rule.count() != null && seen > rule.count())) {
            return Optional.empty();
          }
          if (occurrence.isAfter(after)) {
            return Optional.of(occurrence);
          }
        }
        candidates.clear();
      }
      day = tomorrow;
    }
    return Optional.empty();
  }

  private LocalDate firstDay() {
    LocalDate day = start.toLocalDate();
    return switch (rule.frequency()) {
      case DAILY, WEEKLY -> day;
      case MONTHLY -> LocalDate.of(day.getYear(), day.getMonth(), 1);
      case YEARLY -> LocalDate.of(day.getYear(), 1, 1);
    };
  }

  private long periodsSinceStart(LocalDate day) {
    LocalDate from = start.toLocalDate();
    return switch (rule.frequency()) {
      case DAILY -> ChronoUnit.DAYS.between(from, day);
      case WEEKLY -> (monday(day).toEpochDay() - monday(from).toEpochDay()) / 7;
      case MONTHLY ->
          (day.getYear() - from.getYear()) * 12L + day.getMonthValue() - from.getMonthValue();
      case YEARLY -> day.getYear() - from.getYear();
    };
  }

  private static LocalDate monday(LocalDate day) {
    LocalDate monday = day;
    while (monday.getDayOfWeek() != DayOfWeek.MONDAY) {
      monday = monday.minusDays(1);
    }
    return monday;
  }

  private boolean isCandidate(LocalDate day) {
    if (!rule.weekdays().isEmpty()) {
      return rule.weekdays().contains(day.getDayOfWeek());
    }
    return switch (rule.frequency()) {
      case DAILY -> true;
      case WEEKLY -> day.getDayOfWeek() == start.getDayOfWeek();
      case MONTHLY -> day.getDayOfMonth() == start.getDayOfMonth();
      case YEARLY ->
          day.getMonth() == start.getMonth() && day.getDayOfMonth() == start.getDayOfMonth();
    };
  }

  private List<LocalDate> picked(List<LocalDate> candidates) {
    if (rule.position() == null) {
      return candidates;
    }
    int index = rule.position() > 0 ? rule.position() - 1 : candidates.size() + rule.position();
    return index >= 0 && index < candidates.size() ? List.of(candidates.get(index)) : List.of();
  }
}
