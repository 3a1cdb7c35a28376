package dev.zoetrope.server.assistant.regex;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Expressions for what literal texts are not in, as RE2 has no look-ahead: an automaton that reads
 * all texts at once, its states combined by the conditions, turned back into an expression.
 */
final class Complement {
  /** Where a text has to stand to count. */
  enum Where {
    ANYWHERE,
    START,
    END,
    WHOLE
  }

  /**
   * Texts of which one must be there, or none.
   *
   * @param negated whether none must be there
   */
  record Condition(List<String> texts, Where where, boolean negated) {}

  private static final int MOST_STATES = 64;
  private static final char OTHER = '\uffff';

  private final List<Condition> conditions;
  private final List<Character> alphabet = new ArrayList<>();

  private Complement(List<Condition> conditions) {
    this.conditions = conditions;
    TreeSet<Character> letters = new TreeSet<>();
    for (Condition condition : conditions) {
      condition.texts().forEach(text -> text.chars().forEach(c -> letters.add((char) c)));
    }
    alphabet.addAll(letters);
    alphabet.add(OTHER);
  }

  /** The expression, anchored; null when it would be too long. */
  static String expression(List<Condition> conditions) {
    return new Complement(conditions).build();
  }

  private String build() {
    // A state is how far each text has been read, per condition.
    List<List<Reading>> states = new ArrayList<>();
    Map<List<Reading>, Integer> numbers = new LinkedHashMap<>();
    List<Reading> start = conditions.stream().map(Reading::start).toList();
    numbers.put(start, 0);
    states.add(start);
    List<Map<Integer, Set<Character>>> edges = new ArrayList<>();
    for (int i = 0; i < states.size(); i++) {
      Map<Integer, Set<Character>> out = new TreeMap<>();
      for (char c : alphabet) {
        List<Reading> next = states.get(i).stream().map(reading -> reading.read(c)).toList();
        if (next.stream().anyMatch(Reading::hopeless)) {
          continue;
        }
        Integer number = numbers.get(next);
        if (number == null) {
          number = states.size();
          numbers.put(next, number);
          states.add(next);
          if (states.size() > MOST_STATES) {
            return null;
          }
        }
        out.computeIfAbsent(number, n -> new TreeSet<>()).add(c);
      }
      edges.add(out);
    }
    boolean[] accepting = new boolean[states.size()];
    for (int i = 0; i < accepting.length; i++) {
      accepting[i] = states.get(i).stream().allMatch(Reading::accepted);
    }
    return new Elimination(minimal(edges, accepting), alphabet).expression();
  }

  /** Joins states that nothing tells apart. */
  private static Elimination.Automaton minimal(
      List<Map<Integer, Set<Character>>> edges, boolean[] accepting) {
    int[] block = new int[accepting.length];
    for (int i = 0; i < block.length; i++) {
      block[i] = accepting[i] ? 1 : 0;
    }
    int blocks = 0;
    while (true) {
      Map<Object, Integer> signatures = new HashMap<>();
      int[] next = new int[block.length];
      for (int i = 0; i < block.length; i++) {
        Map<Integer, Set<Character>> out = new TreeMap<>();
        for (Map.Entry<Integer, Set<Character>> edge : edges.get(i).entrySet()) {
          out.computeIfAbsent(block[edge.getKey()], n -> new TreeSet<>()).addAll(edge.getValue());
        }
        Object signature = List.of(block[i], out);
        Integer number = signatures.get(signature);
        if (number == null) {
          number = signatures.size();
          signatures.put(signature, number);
        }
        next[i] = number;
      }
      block = next;
      if (signatures.size() == blocks) {
        break;
      }
      blocks = signatures.size();
    }
    boolean[] accepts = new boolean[blocks];
    List<Map<Integer, Set<Character>>> merged = new ArrayList<>();
    for (int b = 0; b < blocks; b++) {
      merged.add(new TreeMap<>());
    }
    for (int i = 0; i < block.length; i++) {
      accepts[block[i]] |= accepting[i];
      for (Map.Entry<Integer, Set<Character>> edge : edges.get(i).entrySet()) {
        merged
            .get(block[i])
            .computeIfAbsent(block[edge.getKey()], n -> new TreeSet<>())
            .addAll(edge.getValue());
      }
    }
    return new Elimination.Automaton(merged, accepts, block[0]);
  }

  /**
   * How far a condition's texts have been read.
   *
   * @param tail the end of what was read, as far as it matters
   * @param found whether a text has been found for good
   * @param lost whether none can be found any more
   */
  private record Reading(Condition condition, String tail, boolean found, boolean lost) {
    static Reading start(Condition condition) {
      return new Reading(
          condition,
          "",
          condition.where() == Where.ANYWHERE && condition.texts().contains(""),
          false);
    }

    Reading read(char c) {
      if (found || lost) {
        return this;
      }
      String text = c == OTHER ? tail + OTHER : tail + c;
      return switch (condition.where()) {
        case ANYWHERE -> anywhere(text);
        case END -> new Reading(condition, suffix(text), false, false);
        case START -> fromStart(text);
        case WHOLE -> {
          boolean open = condition.texts().stream().anyMatch(t -> t.startsWith(text));
          yield new Reading(condition, open ? text : "", false, !open);
        }
      };
    }

    private Reading anywhere(String text) {
      boolean here = condition.texts().stream().anyMatch(text::endsWith);
      return new Reading(condition, here ? "" : suffix(text), here, false);
    }

    private Reading fromStart(String text) {
      boolean here = condition.texts().contains(text);
      boolean open = condition.texts().stream().anyMatch(t -> t.startsWith(text));
      return new Reading(condition, open && !here ? text : "", here, !here && !open);
    }

    /** The longest end of the text that one of the texts begins with. */
    private String suffix(String text) {
      for (int i = 0; i < text.length(); i++) {
        String end = text.substring(i);
        if (condition.texts().stream().anyMatch(t -> t.startsWith(end))) {
          return end;
        }
      }
      return "";
    }

    private boolean met() {
      return switch (condition.where()) {
        case ANYWHERE, START -> found;
        case END -> condition.texts().stream().anyMatch(tail::endsWith);
        case WHOLE -> !lost && condition.texts().contains(tail);
      };
    }

    boolean accepted() {
      return met() != condition.negated();
    }

    /** Whether no text that begins like this can be accepted. */
    boolean hopeless() {
      return condition.negated() ? found : lost;
    }
  }
}
