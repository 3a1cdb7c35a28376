package dev.zoetrope.server.assistant.filters;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Phrases and what they mean, found by their words whatever the form of them. */
final class Phrases {
  /**
   * A phrase that was found.
   *
   * @param length in tokens; 0 when there is none
   */
  record Match(int length, List<Sense> senses) {
    static final Match NONE = new Match(0, List.of());

    private Match and(Match other) {
      if (length == 0) {
        return this;
      }
      List<Sense> both = new ArrayList<>(senses);
      other.senses.stream().filter(sense -> !both.contains(sense)).forEach(both::add);
      return new Match(length, both);
    }
  }

  private static final class Node {
    private final Map<String, Node> next = new HashMap<>();
    private final List<Sense> senses = new ArrayList<>(1);
  }

  private final Node root = new Node();
  private final Set<String> words = new HashSet<>();

  /** Adds a phrase; words behind {@code ^} are meant in exactly this form. */
  void add(String phrase, Sense sense) {
    Node node = root;
    boolean exact = phrase.startsWith("^");
    for (Token token : Tokenizer.tokens(exact ? phrase.substring(1) : phrase)) {
      String edge = exact ? "^" + token.word() : edge(token);
      node = node.next.computeIfAbsent(edge, e -> new Node());
      if (token.is(Token.Kind.WORD)) {
        words.add(token.word());
        words.add(token.stem());
      }
    }
    if (node != root && !node.senses.contains(sense)) {
      node.senses.add(sense);
    }
  }

  /** The longest phrase at this place. */
  Match longest(List<Token> tokens, int from) {
    return longest(root, tokens, from, from);
  }

  private static Match longest(Node node, List<Token> tokens, int start, int at) {
    Match best = node.senses.isEmpty() ? Match.NONE : new Match(at - start, node.senses);
    if (at == tokens.size()) {
      return best;
    }
    Token token = tokens.get(at);
    Node exact = token.is(Token.Kind.WORD) ? node.next.get("^" + token.word()) : null;
    Node form = node.next.get(edge(token));
    for (Node child : new Node[] {exact, form}) {
      if (child != null) {
        Match match = longest(child, tokens, start, at + 1);
        best =
            match.length() == best.length()
                ? best.and(match)
                : match.length() > best.length() ? match : best;
      }
    }
    return best;
  }

  /** Whether any phrase has this word in this or another form. */
  boolean knows(Token token) {
    return words.contains(token.stem()) || words.contains(token.word());
  }

  Set<String> words() {
    return words;
  }

  private static String edge(Token token) {
    return switch (token.kind()) {
      case WORD -> token.stem();
      case NUMBER -> token.text();
      case EMAIL, ADDRESS, QUOTED -> token.text().toLowerCase(Locale.ROOT);
      default -> "";
    };
  }
}
