package dev.zoetrope.server.assistant.filters;

import dev.zoetrope.server.assistant.filters.Token.Kind;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;

/**
 * A part of a day: {@code between 2pm and 4pm}, {@code after 15:30}.
 *
 * @param from null when it begins with the day
 * @param to null when it ends with the day
 */
record Hours(LocalTime from, LocalTime to, int next) {
  private record Clock(LocalTime time, int next) {}

  /** The part of a day named at this place, or null. */
  static Hours read(Days days, int i) {
    boolean range = days.word(i, "between", "from");
    Clock first = clock(days, range ? i + 1 : i);
    if (first != null) {
      Token joint = days.at(first.next);
      boolean joins =
          days.word(first.next, "to", "and", "until", "till", "through")
              || (joint != null && joint.is(Kind.DASH));
      Clock second = joins ? clock(days, first.next + 1) : null;
      if (second != null) {
        return new Hours(first.time, second.time, second.next);
      }
      return days.word(i, "from") ? new Hours(first.time, null, first.next) : null;
    }
    boolean after = days.word(i, "after", "since");
    if (!after && !days.word(i, "before", "until", "till", "by")) {
      return null;
    }
    Clock limit = clock(days, i + 1);
    return limit == null
        ? null
        : after ? new Hours(limit.time, null, limit.next) : new Hours(null, limit.time, limit.next);
  }

  private static Clock clock(Days days, int i) {
    Token token = days.at(i);
    if (token == null) {
      return null;
    }
    if (token.is("noon") || token.is("midnight")) {
      return new Clock(token.is("noon") ? LocalTime.NOON : LocalTime.MIDNIGHT, i + 1);
    }
    boolean colon = token.is(Kind.TIME);
    boolean half = days.word(i + 1, "am", "pm");
    boolean hour =
        token.is(Kind.NUMBER) && token.text().length() <= 2 && (half || days.word(i + 1, "oclock"));
    if (!colon && !hour) {
      return null;
    }
    try {
      String text = token.text().length() < 5 && colon ? "0" + token.text() : token.text();
      LocalTime time = colon ? LocalTime.parse(text) : LocalTime.of(Integer.parseInt(text), 0);
      if (days.word(i + 1, "pm") && time.getHour() < 12) {
        time = time.plusHours(12);
      } else if (days.word(i + 1, "am") && time.getHour() == 12) {
        time = time.minusHours(12);
      }
      return new Clock(time, half || hour ? i + 2 : i + 1);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** This part of that day, in UTC. */
  Period on(LocalDate day, LocalDate today) {
    String start = from == null ? day.toString() : day.atTime(from) + ":00Z";
    String end =
        to == null ? (day.equals(today) ? Period.OPEN : day.toString()) : day.atTime(to) + ":00Z";
    return new Period(start, end);
  }
}
