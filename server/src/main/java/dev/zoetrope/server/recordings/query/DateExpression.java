package dev.zoetrope.server.recordings.query;

import dev.zoetrope.server.web.TimeText;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A moment as the list's parameters write it: ISO date or time, relative to now, or {@code all}
 * (B-212). Zone-less texts are UTC.
 *
 * @param earliestMs the first millisecond that it names
 * @param latestMs the last millisecond that it names; later than the first for a bare date
 */
public record DateExpression(long earliestMs, long latestMs) {
  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final Pattern RELATIVE =
      Pattern.compile("-?([0-9]{1,6})?([yqmwdhMs])(Start|End)?");

  /** Whether the text names no limit at all. */
  public static boolean unlimited(String text) {
    return text.equals("all");
  }

  /** Reads the text; empty when it is no date. */
  public static Optional<DateExpression> parse(String text, Instant now) {
    try {
      if (DATE.matcher(text).matches()) {
        LocalDate day = LocalDate.parse(text);
        return Optional.of(between(day, day.plusDays(1)));
      }
      Optional<Instant> moment = TimeText.parse(text);
      if (moment.isPresent()) {
        return moment.map(DateExpression::at);
      }
      Matcher relative = RELATIVE.matcher(text);
      if (relative.matches() && (relative.group(1) != null || relative.group(3) != null)) {
        return relative(relative, now.atZone(ZoneOffset.UTC));
      }
      return Optional.empty();
    } catch (DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  private static DateExpression at(Instant moment) {
    long floor = moment.toEpochMilli();
    boolean exact = Instant.ofEpochMilli(floor).equals(moment);
    return new DateExpression(exact ? floor : floor + 1, floor);
  }

  private static DateExpression between(LocalDate first, LocalDate after) {
    return new DateExpression(
        first.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli(),
        after.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli() - 1);
  }

  private static Optional<DateExpression> relative(Matcher matcher, ZonedDateTime now) {
    long amount = matcher.group(1) == null ? 0 : Long.parseLong(matcher.group(1));
    char unit = matcher.group(2).charAt(0);
    ZonedDateTime moment = minus(now, amount, unit);
    String edge = matcher.group(3);
    if (edge == null) {
      return Optional.of(single(moment.toInstant().toEpochMilli()));
    }
    if ("wMs".indexOf(unit) >= 0) {
      return Optional.empty();
    }
    ZonedDateTime start = start(moment, unit);
    return Optional.of(
        single(
            edge.equals("Start")
                ? start.toInstant().toEpochMilli()
                : minus(start, -1, unit).toInstant().toEpochMilli() - 1));
  }

  private static DateExpression single(long ms) {
    return new DateExpression(ms, ms);
  }

  private static ZonedDateTime minus(ZonedDateTime from, long amount, char unit) {
    return switch (unit) {
      case 'y' -> from.minusYears(amount);
      case 'q' -> from.minusMonths(3 * amount);
      case 'm' -> from.minusMonths(amount);
      case 'w' -> from.minusWeeks(amount);
      case 'd' -> from.minusDays(amount);
      case 'h' -> from.minusHours(amount);
      case 'M' -> from.minusMinutes(amount);
      default -> from.minusSeconds(amount);
    };
  }

  private static ZonedDateTime start(ZonedDateTime moment, char unit) {
    ZonedDateTime day = moment.truncatedTo(ChronoUnit.DAYS);
    return switch (unit) {
      case 'y' -> day.withDayOfYear(1);
      case 'q' -> day.withDayOfMonth(1).withMonth((day.getMonthValue() - 1) / 3 * 3 + 1);
      case 'm' -> day.withDayOfMonth(1);
      case 'd' -> day;
      default -> moment.truncatedTo(ChronoUnit.HOURS);
    };
  }
}
