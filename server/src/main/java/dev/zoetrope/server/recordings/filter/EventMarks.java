package dev.zoetrope.server.recordings.filter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoetrope.server.recordings.query.DatabaseText;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Hashes of the values that a property has in the events of a session, to find sessions by (B-249).
 * Values that a filter takes for equal (B-243) have equal hashes; equal hashes prove nothing.
 */
public final class EventMarks {
  /** Longer values share one hash per property; characters of UTF-16. */
  static final int LONGEST = 400;

  /** Longer lists are one value. */
  private static final int MOST_ITEMS = 20;

  /** Stands for values that have no hash of their own. */
  private static final String OTHER = "other";

  /** Stands for lists and objects, which as a whole are compared as JSON. */
  private static final String STRUCTURE = "structure";

  /** Stands for any value. */
  private static final String PRESENT = "present";

  /** Of a session of which some event has more properties than have hashes. */
  private static final long TOO_MANY = mark("", "too many");

  private EventMarks() {}

  /**
   * A value that a property has in an event.
   *
   * @param name of the property, hashed
   * @param mark of the value
   * @param text the value as it is compared; empty when the hash stands for many values
   */
  public record Value(long name, long mark, Optional<String> text) {
    /** Of the text itself: 5 and 5.0 are two texts of one mark. */
    public long textMark() {
      return text.map(own -> EventMarks.mark("", own)).orElse(0L);
    }
  }

  /** What the rows of a property's values are kept under. */
  public static long name(String key) {
    return mark(key, "name");
  }

  /** The values of one property of an event; none when it is absent or null, as no test passes. */
  static List<Value> of(String key, JsonNode value) {
    List<Value> values = new ArrayList<>();
    if (value == null || value.isMissingNode() || value.isNull()) {
      return values;
    }
    if (!EventProperties.common(key)) {
      values.add(shared(key, PRESENT));
    }
    if (value.isValueNode()) {
      scalar(key, value, values);
      return values;
    }
    values.add(shared(key, STRUCTURE));
    if (value.isArray() && value.size() > MOST_ITEMS) {
      values.add(shared(key, OTHER));
    } else if (value.isArray()) {
      for (JsonNode item : value) {
        if (item.isValueNode() && !item.isNull()) {
          scalar(key, item, values);
        }
      }
    }
    return values;
  }

  private static void scalar(String key, JsonNode value, List<Value> values) {
    String text = Values.text(value);
    // The limit is one of the canonical form, or padded numbers would differ from plain ones.
    String canonical = canonical(value);
    if (canonical.length() <= LONGEST) {
      boolean kept = text.length() <= LONGEST && DatabaseText.fits(text);
      values.add(
          new Value(
              name(key), mark(key, "=" + canonical), kept ? Optional.of(text) : Optional.empty()));
      if (kept) {
        return;
      }
    }
    values.add(shared(key, OTHER));
  }

  /** What an event has instead of more values. */
  static Value tooMany() {
    return new Value(0, TOO_MANY, Optional.empty());
  }

  private static Value shared(String key, String kind) {
    return new Value(name(key), mark(key, kind), Optional.empty());
  }

  /** The hashes of which every session with one of these values has one. */
  public static Set<Long> wanted(String key, Collection<JsonNode> values) {
    Set<Long> marks = new LinkedHashSet<>(Set.of(TOO_MANY, mark(key, OTHER)));
    for (JsonNode value : values) {
      String canonical = canonical(value);
      if (canonical.length() <= LONGEST) {
        marks.add(mark(key, "=" + canonical));
      }
      // A text can be what a list is as a whole.
      if (canonical.startsWith("[") || canonical.startsWith("{")) {
        marks.add(mark(key, STRUCTURE));
      }
    }
    return marks;
  }

  /** The hashes of which every session has one whose value passes and has a hash among these. */
  public static Set<Long> wantedAmong(String key, Collection<Long> passing) {
    Set<Long> marks = new LinkedHashSet<>(Set.of(TOO_MANY, mark(key, OTHER), mark(key, STRUCTURE)));
    marks.addAll(passing);
    return marks;
  }

  /** The hashes of which every session has one that has the property at all. */
  public static Set<Long> present(String key) {
    return new LinkedHashSet<>(Set.of(TOO_MANY, mark(key, PRESENT)));
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
