package dev.zoetrope.server.assistant.filters;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Corrects words by one slip of the keyboard, long ones by two: found by what is left when letters
 * are taken out of both. A word that could be several is left as it is.
 */
final class Spelling {
  private static final int SHORTEST = 4;
  private static final int LONG = 7;

  /** A letter left out, doubled or swapped is likelier than another one in its place. */
  private static final int SLIPPED = 10;

  private static final int REPLACED = 11;

  private final Map<String, Set<String>> byRest = new HashMap<>();
  private final Set<String> real;

  /**
   * @param real words that mean themselves, however close they come
   */
  Spelling(Collection<String> known, Collection<String> real) {
    this.real = Set.copyOf(real);
    for (String word : known) {
      if (word.length() >= SHORTEST && word.chars().allMatch(Character::isLetter)) {
        for (String rest : rests(word)) {
          byRest.computeIfAbsent(rest, r -> new HashSet<>(2)).add(word);
        }
      }
    }
  }

  /** The word that was meant, or null. */
  String correct(String word) {
    if (word.length() < SHORTEST
        || word.length() > 24
        || real.contains(word)
        || !word.chars().allMatch(Character::isLetter)) {
      return null;
    }
    String best = null;
    int least = Integer.MAX_VALUE;
    for (String rest : rests(word)) {
      for (String candidate : byRest.getOrDefault(rest, Set.of())) {
        int distance = distance(word, candidate);
        boolean allowed =
            candidate.charAt(0) == word.charAt(0)
                && distance
                    <= (Math.min(word.length(), candidate.length()) >= LONG ? 2 : 1) * REPLACED;
        if (allowed && distance < least) {
          least = distance;
          best = candidate;
        } else if (allowed && distance == least && !candidate.equals(best)) {
          best = sameStem(best, candidate);
        }
      }
    }
    return best;
  }

  /** Two forms of one word are no doubt. */
  private static String sameStem(String best, String other) {
    if (best == null || !Words.stem(best).equals(Words.stem(other))) {
      return null;
    }
    return best.compareTo(other) <= 0 ? best : other;
  }

  /** The word itself and without one or, when it is long, two of its letters. */
  private static Set<String> rests(String word) {
    Set<String> rests = new HashSet<>();
    rests.add(word);
    Set<String> shorter = List.of(word).stream().collect(HashSet::new, Set::add, Set::addAll);
    for (int depth = 0; depth < (word.length() >= LONG ? 2 : 1); depth++) {
      Set<String> next = new HashSet<>();
      for (String text : shorter) {
        for (int i = 0; i < text.length(); i++) {
          next.add(text.substring(0, i) + text.substring(i + 1));
        }
      }
      rests.addAll(next);
      shorter = next;
    }
    return rests;
  }

  /** Letters to insert, remove, replace or swap. */
  static int distance(String left, String right) {
    int[][] cost = new int[left.length() + 1][right.length() + 1];
    for (int i = 0; i <= left.length(); i++) {
      for (int j = 0; j <= right.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = (i + j) * SLIPPED;
          continue;
        }
        int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : REPLACED;
        int least =
            Math.min(
                Math.min(cost[i - 1][j], cost[i][j - 1]) + SLIPPED, cost[i - 1][j - 1] + change);
        if (i > 1
            && j > 1
            && left.charAt(i - 1) == right.charAt(j - 2)
            && left.charAt(i - 2) == right.charAt(j - 1)) {
          least = Math.min(least, cost[i - 2][j - 2] + SLIPPED);
        }
        cost[i][j] = least;
      }
    }
    return cost[left.length()][right.length()];
  }
}
