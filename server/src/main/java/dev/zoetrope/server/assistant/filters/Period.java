package dev.zoetrope.server.assistant.filters;

/**
 * The time range of a filter, as the list's {@code date_from} and {@code date_to} write it.
 *
 * @param from such as {@code -5d}, {@code 2026-11-03} or {@code all}
 * @param to such as {@code 2026-11-05}; {@code null} as a text when open
 */
public record Period(String from, String to) {
  public static final String OPEN = "null";
  public static final String UNLIMITED = "all";

  /** What upstream looks at when nobody says when (contract reference 9.6). */
  public static final Period DEFAULT = new Period("-5d", OPEN);

  static Period since(String from) {
    return new Period(from, OPEN);
  }

  static Period until(String to) {
    return new Period(UNLIMITED, to);
  }

  /** Both limits, when each period sets one of them; otherwise null. */
  Period and(Period other) {
    if (equals(other)) {
      return this;
    }
    if (from.equals(UNLIMITED) && !to.equals(OPEN) && other.to.equals(OPEN)) {
      return new Period(other.from, to);
    }
    if (other.from.equals(UNLIMITED) && !other.to.equals(OPEN) && to.equals(OPEN)) {
      return new Period(from, other.to);
    }
    return null;
  }
}
