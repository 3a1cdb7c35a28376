package dev.zoetrope.conformance;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The options of the command line, each of which the environment may give, too. */
final class Options {
  private static final List<String> NAMES =
      List.of(
          "url",
          "key",
          "token",
          "email",
          "password",
          "without",
          "only",
          "report",
          "requests",
          "mutants",
          "seed");

  private Options() {}

  /** Name to value; empty when the arguments make no sense. */
  static Optional<Map<String, String>> read(String[] arguments, Map<String, String> environment) {
    Map<String, String> options = new HashMap<>();
    for (String name : NAMES) {
      String value = environment.get("ZOETROPE_TARGET_" + name.toUpperCase(Locale.ROOT));
      if (value != null && !value.isBlank()) {
        options.put(name, value);
      }
    }
    for (int i = 0; i < arguments.length; i += 2) {
      String name = arguments[i].replaceFirst("^--", "");
      if (!arguments[i].startsWith("--") || !NAMES.contains(name) || i + 1 == arguments.length) {
        return Optional.empty();
      }
      options.put(name, arguments[i + 1]);
    }
    return Optional.of(options);
  }
}
