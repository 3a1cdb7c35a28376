package dev.zoetrope.server.recordings.filter;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Hashes of the values that a property has in the events of a session, to find sessions by. Values
 * that a filter takes for equal (B-243) have equal hashes; equal hashes prove nothing.
 */
public final class EventMarks {
  /** Longer values share one hash per property. */
  static final int LONGEST = 400;

  /** Stands for values that have no hash of their own. */
  private static final String OTHER = "other";

  private EventMarks() {}

  /** The hashes of one property of an event; none when it is absent or null, as no test passes. */
  public static Set<Long> of(String key, JsonNode value) {
    Set<Long> marks = new LinkedHashSet<>();
    if (value == null || value.isMissingNode() || value.isNull()) {
      return marks;
    }
    // Lists pass as a whole or by an item, and as a whole they are any JSON.
    marks.add(value.isValueNode() ? mark(key, value) : mark(key, OTHER));
    return marks;
  }

  /** The hashes of which every session with one of these values has one. */
  public static Set<Long> wanted(String key, Collection<JsonNode> values) {
    Set<Long> marks = new LinkedHashSet<>(Set.of(mark(key, OTHER)));
    values.forEach(value -> marks.add(mark(key, value)));
    return marks;
  }

  private static long mark(String key, JsonNode value) {
    // The limit is one of the canonical form, or padded numbers would differ from plain ones.
    String text = canonical(value);
    return mark(key, text.length() > LONGEST ? OTHER : "=" + text);
  }

  /** Numbers as one writes them shortest, because 5, "5" and 5.0 are the same to filters. */
  private static String canonical(JsonNode value) {
    return Values.number(value)
        .map(BigDecimal::stripTrailingZeros)
        .map(BigDecimal::toString)
        .orElseGet(() -> Values.text(value));
  }

  /** FNV-1a. */
  private static long mark(String key, String value) {
    long hash = 0xcbf29ce484222325L;
    for (byte b : (key + '\0' + value).getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
    }
    return hash;
  }
}
