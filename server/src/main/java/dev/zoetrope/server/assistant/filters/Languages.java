package dev.zoetrope.server.assistant.filters;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Languages by their English names and codes. */
final class Languages {
  private static final Map<String, String> CODES = new HashMap<>();

  static {
    for (String code : Locale.getISOLanguages()) {
      if (code.length() == 2) {
        CODES.put(code, code);
        CODES.put(
            new Locale.Builder()
                .setLanguage(code)
                .build()
                .getDisplayLanguage(Locale.ENGLISH)
                .toLowerCase(Locale.ROOT),
            code);
      }
    }
  }

  private Languages() {}

  /** {@code German speaking users}, {@code who speak German}: by their browsers. */
  static void addTo(Phrases phrases) {
    CODES.forEach(
        (name, code) -> {
          if (name.length() > 2 && name.matches("[a-z]+")) {
            Sense sense = Sense.value("event", "$browser_language_prefix", code);
            phrases.add(name + " speaking", sense);
            phrases.add(name + " speaker", sense);
            phrases.add("speak " + name, sense);
            phrases.add("speaking " + name, sense);
          }
        });
  }

  /** The two letters that browsers report, or null. */
  static String code(String name) {
    String plain = name.toLowerCase(Locale.ROOT);
    int region = plain.indexOf('-');
    return CODES.get(region == 2 ? plain.substring(0, 2) : plain);
  }
}
