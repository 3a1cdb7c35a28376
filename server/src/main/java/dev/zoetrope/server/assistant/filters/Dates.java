package dev.zoetrope.server.assistant.filters;

import dev.zoetrope.server.assistant.filters.Token.Kind;
import java.time.LocalDate;
import java.util.Locale;

/**
 * Reads periods at a place of a message: relative ones as upstream writes them ({@code -5d}, {@code
 * -5h}), all others as calendar days (contract reference 9.6).
 */
final class Dates {
  /**
   * A period and where the message goes on behind it.
   *
   * @param from the first token of it
   */
  record Found(Period period, int from, int next) {}

  private final Days days;
  private final LocalDate today;

  Dates(Days days, LocalDate today) {
    this.days = days;
    this.today = today;
  }

  /** The period at this place, or null. */
  Found read(int i) {
    int start = i;
    int j = i;
    while (days.word(
        j, "in", "during", "within", "over", "for", "of", "from", "since", "on", "at", "the",
        "these")) {
      j++;
    }
    Found found = rolling(start, j);
    return found == null ? led(start) : found;
  }

  /** {@code last 5 days}, {@code past hour}; also {@code 30 days} alone. */
  private Found rolling(int start, int i) {
    boolean last = days.word(i, "last", "past", "previous", "prior", "trailing");
    int j = last ? i + 1 : i;
    int k = days.word(j, "a") && days.word(j + 1, "couple") ? j + 1 : j;
    Integer number = CalendarWords.number(days.at(k));
    int unitAt = number == null ? j : k + 1;
    unitAt = number != null && days.word(unitAt, "of") ? unitAt + 1 : unitAt;
    boolean full = days.word(unitAt, "full", "whole", "calendar");
    unitAt = full ? unitAt + 1 : unitAt;
    String unit = CalendarWords.unit(days.at(unitAt));
    if (unit == null || days.word(unitAt + 1, "ago")) {
      return null;
    }
    if (!last
        && (number == null
            || unit.equals("minute")
            || unit.equals("hour")
            || days.word(j, "a", "an"))) {
      return null;
    }
    if (number == null && unit.equals("day") && days.at(unitAt).is("days")) {
      return null;
    }
    return new Found(Period.since(back(number == null ? 1 : number, unit)), start, unitAt + 1);
  }

  private static String back(int number, String unit) {
    return switch (unit) {
      case "minute" -> "-" + number + "M";
      case "hour" -> "-" + number + "h";
      case "day" -> "-" + number + "d";
      case "week" -> "-" + 7 * number + "d";
      case "month" -> "-" + 30 * number + "d";
      case "quarter" -> "-" + 90 * number + "d";
      default -> "-" + 365 * number + "d";
    };
  }

  /** {@code between 2pm and 4pm yesterday}; without a day it is today. */
  private Found hours(int i) {
    Hours hours = Hours.read(days, i);
    if (hours == null) {
      return null;
    }
    int at = days.word(hours.next(), "on", "of") ? hours.next() + 1 : hours.next();
    Span day = days.read(at, at > hours.next());
    boolean one = day != null && day.first().equals(day.last());
    return found(hours.on(one ? day.first() : today, today), i, one ? day.next() : hours.next());
  }

  /** {@code from 2026-11-01T10:00 to 2026-11-01T12:00}. */
  private Found moments(int i) {
    boolean from = days.word(i, "from", "between", "since", "after");
    boolean until = days.word(i, "before", "until", "till");
    int j = from || until ? i + 1 : i;
    String first = moment(j);
    if (first == null) {
      return null;
    }
    int joint = joint(j + 1, true);
    String second = joint < 0 ? null : moment(joint);
    if (second != null) {
      return found(new Period(first, second), i, joint + 1);
    }
    if (!from && !until) {
      throw new Days.Ambiguous(days.at(j));
    }
    return found(from ? Period.since(first) : Period.until(first), i, j + 1);
  }

  private String moment(int i) {
    Token token = days.at(i);
    if (token == null
        || !token.is(Kind.DATE)
        || !token.text().toUpperCase(Locale.ROOT).contains("T")) {
      return null;
    }
    String text = token.text().toUpperCase(Locale.ROOT);
    boolean zoned = text.endsWith("Z") || text.lastIndexOf('-') > 10 || text.contains("+");
    boolean seconds = text.indexOf(':') != text.lastIndexOf(':') || zoned;
    return text + (seconds ? "" : ":00") + (zoned ? "" : "Z");
  }

  private Found led(int i) {
    Found exact = moments(i);
    exact = exact == null ? hours(i) : exact;
    if (exact != null) {
      return exact;
    }
    if (days.word(i, "between", "from", "dated")) {
      Found range = range(i, i + 1, days.word(i, "between"));
      if (range != null) {
        return range;
      }
    }
    if (days.word(i, "since", "starting", "beginning")
        || (days.word(i, "as") && days.word(i + 1, "of"))) {
      int j = days.word(i, "as") || days.word(i + 1, "from", "on", "in") ? i + 2 : i + 1;
      boolean beginning =
          days.word(j, "the") && days.word(j + 1, "beginning", "start") && days.word(j + 2, "of");
      j = beginning ? j + 3 : j;
      Span span = days.read(j, true);
      span = span == null && beginning ? days.current(j) : span;
      return span == null
          ? null
          : found(Period.since(span.first().toString()), i, onward(span.next()));
    }
    if (days.word(i, "after", "later") || (days.word(i, "newer") && days.word(i + 1, "than"))) {
      Span span = days.read(days.word(i + 1, "than") ? i + 2 : i + 1, true);
      return span == null
          ? null
          : found(Period.since(span.last().plusDays(1).toString()), i, span.next());
    }
    if (days.word(i, "before", "prior", "older", "earlier")) {
      int j = days.word(i + 1, "to", "than") ? i + 2 : i + 1;
      Integer number = CalendarWords.number(days.at(j));
      LocalDate day =
          number == null
              ? null
              : days.back(number, String.valueOf(CalendarWords.unit(days.at(j + 1))));
      if (day != null && days.word(i + 1, "than")) {
        return found(Period.until(day.toString()), i, days.word(j + 2, "ago") ? j + 3 : j + 2);
      }
      Span span = days.read(j, true);
      return span == null
          ? null
          : found(Period.until(span.first().minusDays(1).toString()), i, span.next());
    }
    if (days.word(i, "until", "till", "through", "by", "til")
        || (days.word(i, "up") && days.word(i + 1, "to", "until", "till"))) {
      Span span = days.read(days.word(i, "up") ? i + 2 : i + 1, true);
      return span == null ? null : found(Period.until(span.last().toString()), i, span.next());
    }
    Found range = range(i, i, false);
    return range == null ? single(i) : range;
  }

  private Found single(int i) {
    boolean preposition = days.word(i, "on", "in", "from", "during", "of", "for", "at", "within");
    int j = preposition ? i + 1 : i;
    Span span = days.read(j, preposition);
    if (span == null && preposition && days.word(j, "the")) {
      span = days.read(++j, true);
    }
    if (span == null) {
      return null;
    }
    Hours hours = span.first().equals(span.last()) ? Hours.read(days, span.next()) : null;
    if (hours != null) {
      return found(hours.on(span.first(), today), i, hours.next());
    }
    boolean open = days.word(i, "from") && span.dated();
    int next = span.next();
    if (onward(next) > next) {
      open = true;
      next = onward(next);
    }
    String to = open || !span.last().isBefore(today) ? Period.OPEN : span.last().toString();
    return found(new Period(span.first().toString(), to), i, next);
  }

  private int onward(int next) {
    if (days.word(next, "and") && days.word(next + 1, "onward", "onwards", "later", "after")) {
      return next + 2;
    }
    return days.word(next, "onward", "onwards") ? next + 1 : next;
  }

  /**
   * Two days with a joint between them; of the first the month may be missing, of the second too.
   */
  private Found range(int start, int i, boolean between) {
    Span first = days.read(i, true);
    if (first == null) {
      return halfNamed(start, i, between);
    }
    int joint = joint(first.next(), between);
    if (joint < 0) {
      return neighbours(first, start);
    }
    Span second = days.read(joint, true);
    Integer day = second == null ? days.dayNumber(days.at(joint)) : null;
    if (day != null && first.dated() && CalendarWords.unit(days.at(joint + 1)) == null) {
      second =
          Span.day(
              first.first().withDayOfMonth(Math.min(day, first.first().lengthOfMonth())),
              true,
              joint + 1);
    }
    if (second == null && days.word(joint, "now", "present")) {
      return found(Period.since(first.first().toString()), start, joint + 1);
    }
    if (second != null
        && !first.dated()
        && !second.dated()
        && second.last().isBefore(first.first())) {
      // From Monday to Wednesday, said on a Tuesday: the Monday of last week.
      return limits(first.first().minusWeeks(1), second.last(), start, second.next());
    }
    return second == null ? null : limits(first.first(), second.last(), start, second.next());
  }

  /** {@code yesterday or today}: days beside each other are one period. */
  private Found neighbours(Span first, int start) {
    boolean joins = days.word(first.next(), "or", "and");
    Span second = joins ? days.read(first.next() + 1, true) : null;
    if (second == null) {
      return null;
    }
    boolean rising = first.last().plusDays(1).equals(second.first());
    boolean falling = second.last().plusDays(1).equals(first.first());
    return rising
        ? limits(first.first(), second.last(), start, second.next())
        : falling ? limits(second.first(), first.last(), start, second.next()) : null;
  }

  private Found halfNamed(int start, int i, boolean between) {
    int j = days.word(i, "the") ? i + 1 : i;
    Integer day = days.dayNumber(days.at(j));
    int joint = day == null ? -1 : joint(j + 1, between);
    Span second = joint < 0 ? null : days.read(joint, true);
    if (second == null || !second.dated() || day > second.first().lengthOfMonth()) {
      return null;
    }
    return limits(second.first().withDayOfMonth(day), second.last(), start, second.next());
  }

  private Found limits(LocalDate first, LocalDate last, int start, int next) {
    if (last.isBefore(first)) {
      // From 28 December to 3 January: the year that was not said is another one.
      LocalDate earlier = first.minusYears(1);
      return last.isBefore(earlier) ? null : limits(earlier, last, start, next);
    }
    String to = last.equals(today) ? Period.OPEN : last.toString();
    return found(new Period(first.toString(), to), start, next);
  }

  private int joint(int i, boolean between) {
    Token token = days.at(i);
    if (token == null) {
      return -1;
    }
    boolean joins =
        token.is(Kind.DASH)
            || days.word(i, "to", "until", "till", "through", "til")
            || (between && days.word(i, "and"));
    return joins ? i + 1 : -1;
  }

  private static Found found(Period period, int from, int next) {
    return new Found(period, from, next);
  }
}
