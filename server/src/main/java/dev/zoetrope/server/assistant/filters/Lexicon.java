package dev.zoetrope.server.assistant.filters;

import dev.zoetrope.server.assistant.filters.Sense.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The words that mean the same in every project, read once from the files beside this package. */
final class Lexicon {
  private static final String FOLDER = "/dev/zoetrope/server/assistant/";

  private Lexicon() {}

  static Phrases load() {
    Phrases phrases = new Phrases();
    lines("lexicon.txt").forEach(line -> words(phrases, line));
    for (String code : Locale.getISOCountries()) {
      phrases.add(
          new Locale.Builder()
              .setRegion(code)
              .build()
              .getDisplayCountry(Locale.ENGLISH)
              .replaceAll("\\(.*?\\)|&|[.]", " "),
          country(code));
    }
    Languages.addTo(phrases);
    lines("countries.txt").forEach(line -> places(phrases, line));
    lines("regions.txt").forEach(line -> regions(phrases, line));
    for (String line : lines("cities.txt")) {
      for (String city : line.split("\\|", -1)) {
        phrases.add(city.strip(), Sense.value("event", "$geoip_city_name", city.strip()));
      }
    }
    return phrases;
  }

  private static void regions(Phrases phrases, String line) {
    String[] sides = line.split(":", 2);
    for (String region : sides[0].split("\\|", -1)) {
      String name = region.strip();
      Sense sense = Sense.value("event", "$geoip_subdivision_1_name", name);
      for (String said : (sides.length > 1 ? sides[1] : name).split("\\|", -1)) {
        phrases.add(said.strip(), sense);
      }
    }
  }

  static List<String> lines(String file) {
    try (InputStream in = Lexicon.class.getResourceAsStream(FOLDER + file);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void words(Phrases phrases, String line) {
    int equals = line.indexOf(" = ");
    String head = line.substring(0, equals).strip();
    int space = head.indexOf(' ');
    Kind kind = Kind.of(space < 0 ? head : head.substring(0, space));
    Sense sense =
        new Sense(
            kind,
            space < 0
                ? List.of()
                : Arrays.asList(head.substring(space + 1).strip().split(" ", kind.arguments())));
    for (String phrase : line.substring(equals + 3).split(" \\| ", -1)) {
      phrases.add(phrase.strip(), sense);
    }
  }

  /** {@code DE: german | germans}; several codes are a region. */
  private static void places(Phrases phrases, String line) {
    int colon = line.indexOf(':');
    Sense sense = country(line.substring(0, colon).strip().replace(' ', '|'));
    for (String phrase : line.substring(colon + 1).split(" \\| ", -1)) {
      phrases.add(phrase.strip(), sense);
    }
  }

  private static Sense country(String code) {
    return Sense.value("event", "$geoip_country_code", code);
  }
}
