package dev.zoetrope.server.assistant.filters;

import dev.zoetrope.server.assistant.filters.Sense.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What people say of events that many products record under many names: {@code bought something} is
 * {@code order_completed} here and {@code purchase} there. From {@code event-words.txt}.
 */
final class EventWords {
  /** One thing with the names of its events and what is said of it. */
  private record Concept(List<String> names, List<String> phrases) {}

  private static final List<Concept> CONCEPTS =
      Lexicon.lines("event-words.txt").stream().map(EventWords::concept).toList();

  /** Words before a name that say no more. */
  private static final Set<String> BEFORE = Set.of("user", "customer", "visitor", "clicked");

  private EventWords() {}

  private static Concept concept(String line) {
    String[] sides = line.split(" = ", 2);
    return new Concept(
        List.of(sides[0].split("\\|", -1)).stream().map(EventWords::key).toList(),
        List.of(sides[1].split("\\|", -1)).stream().map(String::strip).toList());
  }

  /** Adds what is said of the project's events; of several for one thing the likeliest. */
  static void addTo(Phrases phrases, List<String> events) {
    Map<String, String> byKey = new HashMap<>();
    for (String event : events) {
      String key = key(readable(event));
      byKey.putIfAbsent(key, event);
      BEFORE.stream()
          .filter(word -> key.startsWith(word) && key.length() > word.length())
          .forEach(word -> byKey.putIfAbsent(key.substring(word.length()), event));
    }
    for (Concept concept : CONCEPTS) {
      concept.names().stream()
          .filter(byKey::containsKey)
          .findFirst()
          .map(byKey::get)
          .ifPresent(
              event ->
                  concept
                      .phrases()
                      .forEach(
                          phrase -> phrases.add(phrase, new Sense(Kind.EVENT, List.of(event)))));
    }
  }

  /** The name with blanks between its words: {@code CheckoutStarted}, {@code cart:item-added}. */
  static String readable(String event) {
    return event.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").replaceAll("[_:./|-]+", " ").strip();
  }

  private static String key(String name) {
    List<String> words = new ArrayList<>();
    for (Token token : Tokenizer.tokens(name)) {
      words.add(token.is(Token.Kind.WORD) ? token.stem() : token.text());
    }
    return words.stream().collect(Collectors.joining());
  }
}
