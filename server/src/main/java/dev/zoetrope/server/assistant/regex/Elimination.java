package dev.zoetrope.server.assistant.regex;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** An automaton's expression, found by taking its states out one by one, the cheapest first. */
final class Elimination {
  /**
   * Numbered states.
   *
   * @param edges per state: to which state by which characters; U+FFFF stands for all others
   */
  record Automaton(List<Map<Integer, Set<Character>>> edges, boolean[] accepting, int start) {}

  private static final int LONGEST = 4000;

  private final Map<Integer, Map<Integer, String>> edges = new HashMap<>();
  private final List<Character> alphabet;
  private final int begin = -1;
  private final int end = -2;

  Elimination(Automaton automaton, List<Character> alphabet) {
    this.alphabet = alphabet;
    for (int i = 0; i < automaton.edges().size(); i++) {
      Map<Integer, String> out = edges.computeIfAbsent(i, n -> new HashMap<>());
      for (Map.Entry<Integer, Set<Character>> edge : automaton.edges().get(i).entrySet()) {
        out.put(edge.getKey(), characters(edge.getValue()));
      }
      if (automaton.accepting()[i]) {
        out.put(end, "");
      }
    }
    Map<Integer, String> first = new HashMap<>();
    first.put(automaton.start(), "");
    edges.put(begin, first);
  }

  /** The anchored expression; null when it would be too long or nothing is accepted. */
  String expression() {
    Set<Integer> left = new HashSet<>(edges.keySet());
    left.remove(begin);
    while (!left.isEmpty()) {
      int cheapest = cheapest(left);
      if (!remove(cheapest)) {
        return null;
      }
      left.remove(cheapest);
    }
    String all = edges.get(begin).get(end);
    return all == null ? null : "^" + group(all) + "$";
  }

  private int cheapest(Set<Integer> left) {
    int best = -1;
    long least = Long.MAX_VALUE;
    for (int state : left) {
      long in =
          edges.entrySet().stream()
              .filter(e -> e.getKey() != state && e.getValue().containsKey(state))
              .count();
      long out = edges.get(state).keySet().stream().filter(to -> to != state).count();
      long weight =
          in * out * (1 + edges.get(state).values().stream().mapToInt(String::length).sum());
      if (weight < least || (weight == least && state > best)) {
        least = weight;
        best = state;
      }
    }
    return best;
  }

  private boolean remove(int state) {
    Map<Integer, String> out = edges.remove(state);
    String loop = out.remove(state);
    String repeated = loop == null ? "" : star(loop);
    for (Map<Integer, String> from : edges.values()) {
      String in = from.remove(state);
      if (in == null) {
        continue;
      }
      for (Map.Entry<Integer, String> edge : out.entrySet()) {
        String path = sequence(sequence(in, repeated), edge.getValue());
        String other = from.get(edge.getKey());
        from.put(edge.getKey(), other == null ? path : either(other, path));
        if (from.get(edge.getKey()).length() > LONGEST) {
          return false;
        }
      }
    }
    return true;
  }

  private static String sequence(String first, String second) {
    return first.isEmpty() ? second : second.isEmpty() ? first : group(first) + group(second);
  }

  private static String either(String left, String right) {
    if (left.equals(right)) {
      return left;
    }
    if (left.isEmpty() || right.isEmpty()) {
      String some = left.isEmpty() ? right : left;
      return single(some) ? some + "?" : "(?:" + some + ")?";
    }
    return left + "|" + right;
  }

  private static String star(String text) {
    return single(text) ? text + "*" : "(?:" + text + ")*";
  }

  /** In brackets when alternatives would fall apart. */
  private static String group(String text) {
    int depth = 0;
    boolean set = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (set) {
        set = c != ']';
      } else if (c == '[') {
        set = true;
      } else if (c == '(') {
        depth++;
      } else if (c == ')') {
        depth--;
      } else if (c == '|' && depth == 0) {
        return "(?:" + text + ")";
      }
    }
    return text;
  }

  private static boolean single(String text) {
    return text.length() == 1
        || (text.length() == 2 && text.charAt(0) == '\\')
        || (text.startsWith("[") && text.indexOf(']') == text.length() - 1);
  }

  private String characters(Set<Character> characters) {
    char other = alphabet.get(alphabet.size() - 1);
    if (!characters.contains(other)) {
      return characters.size() == 1
          ? Escape.literal(characters.iterator().next().toString())
          : "[" + inSet(characters) + "]";
    }
    Set<Character> rest = new TreeSet<>(alphabet);
    rest.removeAll(characters);
    // A dot would leave out line ends.
    return rest.isEmpty() ? "[\\s\\S]" : "[^" + inSet(rest) + "]";
  }

  private static String inSet(Set<Character> characters) {
    StringBuilder out = new StringBuilder();
    for (char c : characters) {
      if ("\\]^-[".indexOf(c) >= 0) {
        out.append('\\');
      }
      out.append(c);
    }
    return out.toString();
  }
}
