package dev.zoetrope.server.assistant.filters;

import java.time.DayOfWeek;
import java.time.Month;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Names of months, weekdays and units of time. */
final class CalendarWords {
  private static final Map<String, Month> MONTHS = new HashMap<>();
  private static final Map<String, DayOfWeek> WEEKDAYS = new HashMap<>();

  /** Names that are other words, too, and need a number or a preposition beside them. */
  private static final Set<String> WEAK =
      Set.of("may", "march", "mar", "sun", "sat", "wed", "dec", "mon", "august", "jan");

  private static final Map<String, String> UNITS = new HashMap<>();

  /** What spelling may be corrected to. */
  static final List<String> ALL = new ArrayList<>();

  static {
    for (Month month : Month.values()) {
      String name = month.name().toLowerCase(Locale.ROOT);
      MONTHS.put(name, month);
      MONTHS.put(name.substring(0, 3), month);
    }
    MONTHS.put("sept", Month.SEPTEMBER);
    for (DayOfWeek day : DayOfWeek.values()) {
      String name = day.name().toLowerCase(Locale.ROOT);
      WEEKDAYS.put(name, day);
      WEEKDAYS.put(name + "s", day);
      WEEKDAYS.put(name.substring(0, 3), day);
    }
    WEEKDAYS.put("tues", DayOfWeek.TUESDAY);
    WEEKDAYS.put("thurs", DayOfWeek.THURSDAY);
    WEEKDAYS.put("thur", DayOfWeek.THURSDAY);
    unit("minute", "minute", "minutes", "min", "mins");
    unit("hour", "hour", "hours", "hr", "hrs", "h");
    unit("day", "day", "days", "d");
    unit("week", "week", "weeks", "wk", "wks");
    unit("month", "month", "months");
    unit("quarter", "quarter", "quarters");
    unit("year", "year", "years", "yr", "yrs");
    ALL.addAll(MONTHS.keySet());
    ALL.addAll(WEEKDAYS.keySet());
    ALL.addAll(UNITS.keySet());
    ALL.addAll(
        List.of(
            "today",
            "yesterday",
            "ago",
            "since",
            "until",
            "last",
            "past",
            "previous",
            "weekend",
            "before",
            "after",
            "between",
            "this",
            "during"));
    ALL.removeIf(word -> word.length() < 4);
  }

  private CalendarWords() {}

  private static void unit(String unit, String... words) {
    for (String word : words) {
      UNITS.put(word, unit);
    }
  }

  static Month month(Token token) {
    return token == null ? null : MONTHS.get(token.word());
  }

  static DayOfWeek weekday(Token token) {
    return token == null ? null : WEEKDAYS.get(token.word());
  }

  /** The unit in singular, or null. */
  static String unit(Token token) {
    return token == null ? null : UNITS.get(token.word());
  }

  static boolean weak(Token token) {
    return WEAK.contains(token.word());
  }

  /** The number that a word stands for, or null. */
  static Integer number(Token token) {
    if (token == null) {
      return null;
    }
    if (token.is(Token.Kind.NUMBER) && token.text().length() < 6 && token.text().indexOf('.') < 0) {
      return Integer.valueOf(token.text());
    }
    return switch (token.word()) {
      case "a", "an", "one" -> 1;
      case "two", "couple" -> 2;
      case "three" -> 3;
      case "four" -> 4;
      case "five" -> 5;
      case "six" -> 6;
      case "seven" -> 7;
      case "eight" -> 8;
      case "nine" -> 9;
      case "ten" -> 10;
      case "twelve" -> 12;
      case "fourteen" -> 14;
      case "twenty" -> 20;
      case "thirty" -> 30;
      case "sixty" -> 60;
      case "ninety" -> 90;
      default -> null;
    };
  }
}
