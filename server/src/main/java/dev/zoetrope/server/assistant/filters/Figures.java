package dev.zoetrope.server.assistant.filters;

import dev.zoetrope.server.assistant.filters.Sense.Kind;

/** The figures of a recording, by the words for them. */
final class Figures {
  private Figures() {}

  /** The figure that this word names where a number may follow, or null. */
  static String before(Item item) {
    if (item == null || item.period() != null) {
      return null;
    }
    Sense metric = item.sense(Kind.METRIC);
    return metric != null ? metric.argument(0) : typed(item) ? "keypress_count" : null;
  }

  static boolean typed(Item item) {
    return item != null && item.has(Kind.TYPED);
  }

  /** The figure that this word names behind a number, or null. */
  static String after(Item item) {
    if (item == null || item.period() != null) {
      return null;
    }
    if (item.has(Kind.METRIC)) {
      return item.sense(Kind.METRIC).argument(0);
    }
    Sense level = item.sense(Kind.LEVEL);
    if (level != null) {
      return switch (level.argument(0)) {
        case "error" -> "console_error_count";
        case "warn" -> "console_warn_count";
        default -> "console_log_count";
      };
    }
    return item.has(Kind.PAGENOUN) ? "$pageview_count" : null;
  }

  static boolean isDuration(Item item) {
    return "duration".equals(before(item));
  }

  static String type(String figure) {
    return figure.startsWith("$") ? "session" : "recording";
  }

  /** Whether nobody asks for exactly so much of it. */
  static boolean continuous(String figure) {
    return switch (figure) {
      case "duration", "active_seconds", "inactive_seconds", "activity_score" -> true;
      default -> false;
    };
  }

  /** What people call it. */
  static String label(String figure) {
    return switch (figure) {
      case "duration" -> "session duration";
      case "active_seconds" -> "active time";
      case "inactive_seconds" -> "inactive time";
      case "activity_score" -> "activity score";
      case "click_count" -> "clicks";
      case "keypress_count" -> "key presses";
      case "mouse_activity_count" -> "mouse activity";
      case "console_error_count" -> "errors";
      case "console_warn_count" -> "warnings";
      case "console_log_count" -> "console logs";
      case "$pageview_count" -> "page views";
      case "$autocapture_count" -> "interactions";
      default -> figure;
    };
  }
}
