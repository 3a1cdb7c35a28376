package dev.zoetrope.server.subscriptions;

import java.util.List;
import java.util.Map;

/** A schedule in words, with upstream's wording (contract reference 8.4, B-365). */
final class Summary {
  private static final Map<Integer, String> POSITIONS =
      Map.of(1, "first", 2, "second", 3, "third", 4, "fourth", -1, "last");

  private Summary() {}

  static String of(Frequency frequency, int interval, List<String> weekdays, Integer position) {
    String text =
        interval > 1
            ? "sent every %d %ss".formatted(interval, frequency.unit())
            : "sent every " + frequency.unit();
    if (weekdays == null || weekdays.isEmpty() || position == null || position == 0) {
      return text;
    }
    if (!POSITIONS.containsKey(position)) {
      return "sent on a schedule";
    }
    return "%s on the %s %s".formatted(text, POSITIONS.get(position), day(weekdays));
  }

  private static String day(List<String> weekdays) {
    if (weekdays.size() > 1) {
      return "day";
    }
    String name = weekdays.get(0);
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }
}
