package dev.zoetrope.server.recordings.filter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoetrope.server.web.TimeText;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/** How JSON values are compared (B-243). */
final class Values {
  /** No number of this many digits is worth comparing. */
  private static final int DIGITS = 400;

  private static final BigDecimal LATEST_SECONDS = BigDecimal.valueOf(100_000_000_000L);
  private static final BigDecimal LATEST_MS = BigDecimal.valueOf(253_402_300_799_999L);

  private Values() {}

  /** A text as it is, anything else as JSON writes it. */
  static String text(JsonNode value) {
    return value.isTextual() ? value.textValue() : value.toString();
  }

  /** Equal as numbers when one is a number and both can be, else as texts. */
  static boolean equal(JsonNode a, JsonNode b) {
    if (a.isNumber() || b.isNumber()) {
      Optional<BigDecimal> one = number(a);
      Optional<BigDecimal> other = number(b);
      if (one.isPresent() && other.isPresent()) {
        return one.get().compareTo(other.get()) == 0;
      }
    }
    return text(a).equals(text(b));
  }

  /** A number, or a text that is one. */
  static Optional<BigDecimal> number(JsonNode value) {
    if (!value.isNumber() && !value.isTextual()) {
      return Optional.empty();
    }
    String text = value.asText().strip();
    if (text.isEmpty() || text.length() > DIGITS || !numeric(text)) {
      return Optional.empty();
    }
    try {
      BigDecimal number = new BigDecimal(text);
      // Comparing 1e999999999 with 1 would write it out.
      return Math.abs((long) number.scale()) > 2L * DIGITS ? Optional.empty() : Optional.of(number);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static boolean numeric(String text) {
    return text.chars().allMatch(c -> c < 128 && "0123456789+-.eE".indexOf(c) >= 0);
  }

  /** The epoch millisecond of a date or time: ISO text, or epoch seconds or milliseconds. */
  static Optional<Long> moment(JsonNode value) {
    if (value.isTextual()) {
      Optional<Instant> time = TimeText.parse(value.textValue());
      if (time.isPresent()) {
        return time.map(Instant::toEpochMilli);
      }
    }
    return number(value)
        .filter(number -> number.signum() >= 0 && number.compareTo(LATEST_MS) <= 0)
        .map(
            number ->
                number.compareTo(LATEST_SECONDS) < 0
                    ? number.movePointRight(3).longValue()
                    : number.longValue());
  }
}
