package dev.zoetrope.server.assistant.filters;

import dev.zoetrope.server.assistant.filters.Sense.Kind;

/**
 * More, less, at least: in words or signs.
 *
 * @param operator of the filter
 * @param about {@code duration} or {@code version} when the words are only said of that; else empty
 */
record Comparison(String operator, String about, int next) {
  /** The comparison at this place, or null. */
  static Comparison read(Cursor cursor, int i) {
    Item item = cursor.item(i);
    if (item == null) {
      return null;
    }
    if (item.is(Token.Kind.COMPARISON)) {
      return new Comparison(sign(item.text()), "", i + 1);
    }
    Sense sense = item.sense(Kind.COMPARE);
    return sense == null ? null : new Comparison(sense.argument(0), sense.argument(1), i + 1);
  }

  static String sign(String sign) {
    return switch (sign) {
      case ">" -> "gt";
      case "<" -> "lt";
      case ">=", "=>", "\u2265", "+" -> "gte";
      case "<=", "=<", "\u2264" -> "lte";
      case "!=", "<>", "\u2260" -> "is_not";
      default -> "exact";
    };
  }
}
