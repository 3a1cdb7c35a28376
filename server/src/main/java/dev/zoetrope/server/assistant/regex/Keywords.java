package dev.zoetrope.server.assistant.regex;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The words of descriptions that say how the others belong together. */
final class Keywords {
  private static final String FILE = "/dev/zoetrope/server/assistant/regex-keywords.txt";
  private static final int LONGEST = 5;

  /**
   * A keyword in a description.
   *
   * @param length in words
   */
  record Match(String keyword, int length) {}

  private static final Map<String, String> PHRASES = load();

  private Keywords() {}

  /** The longest keyword of the plain words from here on, or null. */
  static Match at(List<String> words, int from) {
    for (int length = Math.min(LONGEST, words.size() - from); length > 0; length--) {
      String keyword = PHRASES.get(String.join(" ", words.subList(from, from + length)));
      if (keyword != null) {
        return new Match(keyword, length);
      }
    }
    return null;
  }

  private static Map<String, String> load() {
    Map<String, String> phrases = new HashMap<>();
    try (InputStream in = Keywords.class.getResourceAsStream(FILE);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line : reader.lines().filter(l -> !l.isBlank() && !l.startsWith("#")).toList()) {
        int equals = line.indexOf(" = ");
        for (String phrase : line.substring(equals + 3).split(" \\| ", -1)) {
          phrases.put(phrase.strip(), line.substring(0, equals).strip());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return phrases;
  }
}
