package dev.zoetrope.server.sessions;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A channel that somebody defined.
 *
 * @param conditions what must hold, by what it is about; {@code *} stands for any text
 */
record ChannelRule(String channel, Map<String, Pattern> conditions) {
  private static final List<String> SUBJECTS = List.of("source", "medium", "campaign", "domain");

  /** Empty when the cells are no conditions. */
  static Optional<ChannelRule> of(String channel, List<String> cells) {
    Map<String, Pattern> conditions = new LinkedHashMap<>();
    for (String cell : cells) {
      int sign = cell.indexOf('=');
      String subject = sign < 0 ? "" : cell.substring(0, sign).strip();
      if (!SUBJECTS.contains(subject)) {
        return Optional.empty();
      }
      conditions.put(subject, pattern(cell.substring(sign + 1).strip()));
    }
    return conditions.isEmpty()
        ? Optional.empty()
        : Optional.of(new ChannelRule(channel, conditions));
  }

  boolean holds(Entry entry) {
    return conditions.entrySet().stream()
        .allMatch(
            condition -> {
              String text =
                  switch (condition.getKey()) {
                    case "source" -> entry.source();
                    case "medium" -> entry.medium();
                    case "campaign" -> entry.campaign();
                    default -> entry.referringDomain();
                  };
              return text != null && condition.getValue().matcher(text).matches();
            });
  }

  private static Pattern pattern(String text) {
    StringBuilder expression = new StringBuilder();
    for (String part : text.toLowerCase(Locale.ROOT).split("\\*", -1)) {
      expression.append(expression.isEmpty() ? "" : ".*").append(Pattern.quote(part));
    }
    return Pattern.compile(expression.toString(), Pattern.DOTALL);
  }
}
