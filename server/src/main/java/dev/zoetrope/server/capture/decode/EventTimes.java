package dev.zoetrope.server.capture.decode;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoetrope.server.web.TimeText;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * When an event happened by the server's clock: the sender's time, corrected by how far its clock
 * was off when it sent (B-175).
 */
final class EventTimes {
  private static final Duration FUTURE = Duration.ofHours(23);
  private static final Instant OLDEST = Instant.parse("1970-01-02T00:00:00Z");

  private static final long YEAR = 31_536_000_000L;

  private EventTimes() {}

  static Instant corrected(RawItem item, Instant sentAt, Instant now) {
    JsonNode offset = item.member("offset");
    Optional<Instant> given = parsed(item.member("timestamp"));
    Instant time = now;
    if (given.isPresent()) {
      boolean ignore = item.property("$ignore_sent_at").asBoolean();
      time =
          sentAt == null || ignore ? given.get() : given.get().plus(Duration.between(sentAt, now));
    } else if (offset.isNumber()) {
      // Older SDKs say how long ago it was when they sent it.
      time = now.minusMillis(Math.max(0, Math.min(offset.longValue(), YEAR)));
    }
    boolean absurd = time.isAfter(now.plus(FUTURE)) || time.isBefore(OLDEST);
    return (absurd ? now : time).truncatedTo(ChronoUnit.MICROS);
  }

  /** A time as text in ISO 8601 or as epoch milliseconds. */
  static Optional<Instant> parsed(JsonNode node) {
    if (node.isIntegralNumber() && node.canConvertToLong()) {
      long millis = node.longValue();
      return millis > 0 && millis < 253_402_300_799_000L
          ? Optional.of(Instant.ofEpochMilli(millis))
          : Optional.empty();
    }
    return node.isTextual() ? TimeText.parse(node.textValue()) : Optional.empty();
  }
}
