package dev.zoetrope.server.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as upstream reads and writes them (contract reference 1.3, B-014). */
public final class TimeText {
  private static final DateTimeFormatter MICROSECONDS =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 6, 6, true)
          .appendLiteral('Z')
          .toFormatter()
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);
  private static final Pattern SPELLING =
      Pattern.compile(
          "(\\d{4}-\\d{2}-\\d{2})(?:[T ](\\d{2}:\\d{2}(?::\\d{2}(?:[.,]\\d{1,9})?)?)"
              + "\\s*(Z|z|[+-]\\d{2}:?(?:\\d{2})?)?)?");

  private TimeText() {}

  /**
   * Reads ISO 8601; without an offset it is UTC, a bare date is its midnight; microseconds kept.
   */
  public static Optional<Instant> parse(String text) {
    Matcher parts = SPELLING.matcher(text.strip());
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      LocalDate date = LocalDate.parse(parts.group(1));
      if (date.getYear() < 1) {
        return Optional.empty();
      }
      if (parts.group(2) == null) {
        return Optional.of(date.atStartOfDay(ZoneOffset.UTC).toInstant());
      }
      LocalDateTime local = LocalDateTime.parse(date + "T" + parts.group(2).replace(',', '.'));
      ZoneOffset offset =
          parts.group(3) == null || parts.group(3).equalsIgnoreCase("Z")
              ? ZoneOffset.UTC
              : ZoneOffset.of(parts.group(3));
      Instant instant = OffsetDateTime.of(local, offset).toInstant();
      int year = instant.atOffset(ZoneOffset.UTC).getYear();
      return year < 1 || year > 9999
          ? Optional.empty()
          : Optional.of(instant.truncatedTo(ChronoUnit.MICROS));
    } catch (DateTimeException e) {
      // Looks like a time but there is no such day or hour.
      return Optional.empty();
    }
  }

  /**
   * Writes {@code 2022-01-01T00:00:00Z}, with six digits of a second only when they are not zero.
   */
  public static String write(Instant instant) {
    boolean whole =
        instant.truncatedTo(ChronoUnit.MICROS).equals(instant.truncatedTo(ChronoUnit.SECONDS));
    return (whole ? SECONDS : MICROSECONDS).format(instant);
  }
}
