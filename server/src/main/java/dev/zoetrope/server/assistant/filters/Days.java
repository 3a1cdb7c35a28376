package dev.zoetrope.server.assistant.filters;

import com.github.sisyphsu.dateparser.DateParserUtils;
import dev.zoetrope.server.assistant.filters.Token.Kind;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.List;

/**
 * Reads days, months, weeks and years at a place of a message; what they are relative to is today.
 */
final class Days {
  /** A date that could be read both ways. */
  static final class Ambiguous extends RuntimeException {
    private static final long serialVersionUID = 1L;
    final transient Token token;

    Ambiguous(Token token) {
      super(null, null, false, false);
      this.token = token;
    }
  }

  private final List<Token> tokens;
  private final LocalDate today;

  Days(List<Token> tokens, LocalDate today) {
    this.tokens = tokens;
    this.today = today;
  }

  Token at(int i) {
    return i >= 0 && i < tokens.size() ? tokens.get(i) : null;
  }

  boolean word(int i, String... words) {
    Token token = at(i);
    if (token == null) {
      return false;
    }
    for (String word : words) {
      if (token.is(word)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The days named at this place, or null.
   *
   * @param led whether a preposition of time stands before
   */
  Span read(int i, boolean led) {
    Token token = at(i);
    if (token == null) {
      return null;
    }
    if (token.is(Kind.DATE)) {
      LocalDate day = numeric(token);
      return day == null ? null : Span.day(day, true, i + 1);
    }
    Span span = relative(i);
    span = span == null ? weekday(i, led) : span;
    span = span == null ? dayOfMonth(i, led) : span;
    return span == null ? monthOrYear(i, led) : span;
  }

  private Span relative(int i) {
    if (word(i, "today", "tonight")) {
      return Span.day(today, false, i + 1);
    }
    if (word(i, "ytd") || (word(i, "year") && word(i + 1, "to") && word(i + 2, "date"))) {
      return new Span(today.withDayOfYear(1), today, false, word(i, "ytd") ? i + 1 : i + 3);
    }
    if (word(i, "yesterday")) {
      return Span.day(today.minusDays(1), false, i + 1);
    }
    int j = word(i, "the") ? i + 1 : i;
    if (word(j, "day") && word(j + 1, "before") && word(j + 2, "yesterday")) {
      return Span.day(today.minusDays(2), false, j + 3);
    }
    if (word(j, "weekend")
        || (word(j, "last", "past", "this", "previous") && word(j + 1, "weekend"))) {
      LocalDate saturday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.SATURDAY));
      return new Span(saturday, saturday.plusDays(1), false, word(j, "weekend") ? j + 1 : j + 2);
    }
    if (word(j, "this", "current") && CalendarWords.unit(at(j + 1)) != null) {
      return current(CalendarWords.unit(at(j + 1)), j + 2);
    }
    Integer number = CalendarWords.number(at(i));
    int k = word(i, "a") && word(i + 1, "couple") ? i + 1 : i;
    number = k > i ? Integer.valueOf(2) : number;
    int unit = word(k + 1, "of") ? k + 2 : k + 1;
    if (number != null && CalendarWords.unit(at(unit)) != null && word(unit + 1, "ago")) {
      LocalDate day = back(number, CalendarWords.unit(at(unit)));
      return day == null ? null : Span.day(day, false, unit + 2);
    }
    return null;
  }

  /** {@code the month} where only this one can be meant, or null. */
  Span current(int i) {
    int j = word(i, "the") ? i + 1 : i;
    String unit = CalendarWords.unit(at(j));
    return unit == null ? null : current(unit, j + 1);
  }

  private Span current(String unit, int next) {
    LocalDate first =
        switch (unit) {
          case "week" -> today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
          case "month" -> today.withDayOfMonth(1);
          case "quarter" ->
              today.withDayOfMonth(1).withMonth((today.getMonthValue() - 1) / 3 * 3 + 1);
          case "year" -> today.withDayOfYear(1);
          case "day" -> today;
          default -> null;
        };
    return first == null ? null : new Span(first, today, false, next);
  }

  LocalDate back(int number, String unit) {
    return switch (unit) {
      case "day" -> today.minusDays(number);
      case "week" -> today.minusWeeks(number);
      case "month" -> today.minusMonths(number);
      case "year" -> today.minusYears(number);
      default -> null;
    };
  }

  /** The latest such day before today; today's own name with a preposition is today. */
  private Span weekday(int i, boolean led) {
    int j = word(i, "last", "past", "previous", "this") ? i + 1 : i;
    DayOfWeek weekday = CalendarWords.weekday(at(j));
    if (weekday == null || (j == i && !led && CalendarWords.weak(at(j)))) {
      return null;
    }
    LocalDate day =
        today.with(
            word(i, "last", "past", "previous")
                ? TemporalAdjusters.previous(weekday)
                : TemporalAdjusters.previousOrSame(weekday));
    return Span.day(day, false, j + 1);
  }

  private Span dayOfMonth(int i, boolean led) {
    int j = word(i, "the") ? i + 1 : i;
    Integer day = dayNumber(at(j));
    if (day != null) {
      int month = word(j + 1, "of") ? j + 2 : j + 1;
      month = at(j + 1) != null && at(j + 1).is(Kind.DASH) && at(j + 1).glued() ? j + 2 : month;
      if (CalendarWords.month(at(month)) != null) {
        return date(CalendarWords.month(at(month)), day, month + 1);
      }
      if (j > i && at(j).is(Kind.ORDINAL) && led) {
        LocalDate date = inThisMonth(day);
        return date == null ? null : Span.day(date, true, j + 1);
      }
      return null;
    }
    Month month = CalendarWords.month(at(i));
    if (month == null) {
      return null;
    }
    int behind = at(i + 1) != null && at(i + 1).is(Kind.STOP) && at(i + 1).glued() ? i + 2 : i + 1;
    int number = word(behind, "the") ? behind + 1 : behind;
    day = dayNumber(at(number));
    return day == null || CalendarWords.unit(at(number + 1)) != null
        ? null
        : date(month, day, number + 1);
  }

  private Span date(Month month, int day, int next) {
    int end = at(next) != null && at(next).is(Kind.COMMA) ? next + 1 : next;
    end = at(end) != null && at(end).is(Kind.DASH) ? end + 1 : end;
    Integer year = year(at(end));
    String text = day + " " + month.name() + " " + (year == null ? today.getYear() : year);
    LocalDate date = parsed(text);
    if (date == null) {
      return null;
    }
    if (year == null && date.isAfter(today)) {
      date = date.minusYears(1);
    }
    return Span.day(date, true, year == null ? next : end + 1);
  }

  private Span monthOrYear(int i, boolean led) {
    Token token = at(i);
    boolean named = word(i, "last", "this", "previous");
    Month month = CalendarWords.month(named ? at(i + 1) : token);
    int next = named ? i + 2 : i + 1;
    if (month != null) {
      Integer year = year(at(next));
      if (!led && !named && year == null && CalendarWords.weak(at(next - 1))) {
        return null;
      }
      YearMonth whole = YearMonth.of(year == null ? today.getYear() : year, month);
      if (year == null && whole.atDay(1).isAfter(today)) {
        whole = whole.minusYears(1);
      }
      return new Span(whole.atDay(1), whole.atEndOfMonth(), false, year == null ? next : next + 1);
    }
    if (token.word().matches("q[1-4]")) {
      Integer year = year(at(i + 1));
      LocalDate first =
          LocalDate.of(year == null ? today.getYear() : year, token.word().charAt(1) * 3 - 146, 1);
      first = year == null && first.isAfter(today) ? first.minusYears(1) : first;
      return new Span(first, first.plusMonths(3).minusDays(1), false, year == null ? i + 1 : i + 2);
    }
    Integer year = led ? year(token) : null;
    return year == null
        ? null
        : new Span(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31), false, i + 1);
  }

  private LocalDate inThisMonth(int day) {
    try {
      LocalDate date = today.withDayOfMonth(day);
      return date.isAfter(today) ? date.minusMonths(1) : date;
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** A day of a month, which a number with a unit behind it is not. */
  Integer dayNumber(Token token) {
    if (token == null
        || !(token.is(Kind.NUMBER) || token.is(Kind.ORDINAL))
        || token.text().length() > 2) {
      return null;
    }
    int day = Integer.parseInt(token.text());
    return day >= 1 && day <= 31 ? day : null;
  }

  private static Integer year(Token token) {
    return token != null && token.is(Kind.NUMBER) && token.text().matches("20\\d\\d")
        ? Integer.valueOf(token.text())
        : null;
  }

  /** A date in digits. Day and month that could be swapped are not guessed. */
  private static LocalDate numeric(Token token) {
    String[] parts = token.text().split("[/.]", -1);
    if (token.text().indexOf('/') > 0 && parts[0].length() <= 2) {
      int first = Integer.parseInt(parts[0]);
      int second = Integer.parseInt(parts[1]);
      if (first <= 12 && second <= 12 && first != second) {
        throw new Ambiguous(token);
      }
    }
    return parsed(token.text());
  }

  private static LocalDate parsed(String text) {
    try {
      LocalDate date = DateParserUtils.parseDateTime(text).toLocalDate();
      return date.getYear() >= 1000 ? date : null;
    } catch (DateTimeException | IllegalArgumentException e) {
      return null;
    }
  }
}
