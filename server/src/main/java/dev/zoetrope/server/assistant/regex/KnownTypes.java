package dev.zoetrope.server.assistant.regex;

import dev.zoetrope.server.assistant.filters.Words;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Expressions for texts that have a name, such as UUIDs. */
final class KnownTypes {
  private static final String FILE = "/dev/zoetrope/server/assistant/regex-types.txt";
  private static final Map<String, Candidate> TYPES = new HashMap<>();

  /** Words that say nothing about the text. */
  static final Set<String> NOISE =
      Stream.of(
              "a an the all any every each some valid proper correct standard typical regular normal regex regexp regexes expression pattern for of that which find me give write create make generate build i need want please to in as it they them this these those string strings text texts value values format formats formatted shape shaped line lines input inputs match matches matching can could you would like only one ones kind type typed anything address style full entire leading-free who whose its by us all-together something look lookup use using do show get return search catch capture identify detect recognize recognise describe filter filters filtering")
          .flatMap(words -> Stream.of(words.split(" ")))
          .collect(Collectors.toSet());

  static {
    load();
  }

  private KnownTypes() {}

  /** The type whose name is all that these words say, or null. */
  static Candidate named(List<Word> words) {
    Candidate exact = TYPES.get(name(words, false));
    return exact == null ? TYPES.get(name(words, true)) : exact;
  }

  private static String name(List<Word> words, boolean bare) {
    return words.stream()
        .filter(
            word ->
                word.is(Word.Kind.WORD)
                    || word.is(Word.Kind.NUMBER)
                    || word.is("OR")
                    || word.is("OPTIONAL"))
        .map(Word::plain)
        .filter(word -> !bare || !NOISE.contains(word))
        .map(KnownTypes::stem)
        .filter(word -> !word.isEmpty())
        .collect(Collectors.joining(" "));
  }

  private static String stem(String word) {
    return Stream.of(word.replace('-', ' ').split(" "))
        .map(part -> part.equals("ids") ? "id" : Words.stem(part))
        .collect(Collectors.joining(" "));
  }

  static Candidate of(String name) {
    return TYPES.get(stem(name));
  }

  /** The types with this word in one of their names. */
  static List<Candidate> about(Word word) {
    String stem = stem(word.plain());
    return TYPES.entrySet().stream()
        .filter(type -> List.of(type.getKey().split(" ")).contains(stem))
        .sorted(Map.Entry.comparingByKey())
        .map(Map.Entry::getValue)
        .distinct()
        .toList();
  }

  private static void load() {
    try (InputStream in = KnownTypes.class.getResourceAsStream(FILE);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      List<String> names = List.of();
      String expression = null;
      List<String> matches = new ArrayList<>();
      List<String> others = new ArrayList<>();
      for (String line : reader.lines().filter(l -> !l.isBlank() && !l.startsWith("# ")).toList()) {
        if (line.startsWith("[") && line.endsWith("]")) {
          put(names, expression, matches, others);
          names = List.of(line.substring(1, line.length() - 1).split(" \\| "));
          expression = null;
          matches = new ArrayList<>();
          others = new ArrayList<>();
        } else if (expression == null) {
          expression = line;
        } else if (line.startsWith("+")) {
          matches.add(line.substring(1).strip());
        } else {
          others.add(line.substring(1).strip());
        }
      }
      put(names, expression, matches, others);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void put(
      List<String> names, String expression, List<String> matches, List<String> others) {
    for (String name : names) {
      TYPES.put(
          stem(name.strip()), new Candidate(expression, List.copyOf(matches), List.copyOf(others)));
    }
  }
}
