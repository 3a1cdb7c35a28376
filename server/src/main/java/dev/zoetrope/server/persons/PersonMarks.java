package dev.zoetrope.server.persons;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Hashes of properties and their values, to find persons by (B-249). Values that a filter takes for
 * equal have equal hashes; equal hashes prove nothing.
 */
final class PersonMarks {
  private static final int MOST = 30;
  private static final int LONGEST = 400;

  /** Stands for values that have no hash of their own. */
  private static final String OTHER = "other";

  /** Some property of the person has no hash at all. */
  private static final long TOO_MANY = mark("", "too many");

  private PersonMarks() {}

  /** Whether properties of this name have hashes. */
  static boolean covers(String key) {
    return !key.startsWith("$");
  }

  /** The hashes of a person's properties. */
  static Set<Long> of(JsonNode properties) {
    Set<Long> marks = new LinkedHashSet<>();
    for (Map.Entry<String, JsonNode> property : properties.properties()) {
      JsonNode value = property.getValue();
      if (!covers(property.getKey()) || value.isNull()) {
        continue;
      }
      if (marks.size() >= MOST) {
        marks.add(TOO_MANY);
        return marks;
      }
      marks.add(
          value.isValueNode() && value.asText().length() <= LONGEST
              ? mark(property.getKey(), "=" + canonical(value.asText()))
              : mark(property.getKey(), OTHER));
    }
    return marks;
  }

  /** The hashes of which every person with one of these values has one. */
  static Set<Long> wanted(String key, Collection<JsonNode> values) {
    Set<Long> marks = new LinkedHashSet<>(Set.of(TOO_MANY, mark(key, OTHER)));
    values.forEach(value -> marks.add(mark(key, "=" + canonical(value.asText()))));
    return marks;
  }

  /** Numbers as one writes them shortest, because 5, "5" and 5.0 are the same to filters. */
  private static String canonical(String text) {
    String number = text.strip();
    if (number.isEmpty() || number.length() > LONGEST) {
      return text;
    }
    try {
      return new BigDecimal(number).stripTrailingZeros().toString();
    } catch (NumberFormatException e) {
      return text;
    }
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
