package dev.zoetrope.server.sessions;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the most frequent values of one property in bounded memory. Hashes are counted; then the
 * best values are picked from the different ones, or, when they are too many to be kept, by looking
 * at all of them once more.
 */
final class TopValues {
  private static final int MOST_LETTERS = 2_000_000;
  private static final int OVERHEAD = 40;

  private final String folded;
  private final int most;
  private final Comparator<Ranked> order;
  private final HashCounts counts = new HashCounts();
  private final TreeSet<Ranked> best;
  private final Set<String> different = new HashSet<>();
  private int letters;
  private int sessions;

  TopValues(SessionProperty.Type type, String search, int most) {
    this.folded = search.toLowerCase(Locale.ROOT);
    this.most = most;
    this.order = Ranked.order(type);
    this.best = new TreeSet<>(order);
  }

  /** The first time: the value of one session, or null. */
  void count(String text) {
    sessions++;
    if (text != null) {
      counts.add(text);
      if (letters <= MOST_LETTERS && different.add(text)) {
        // What a short one takes besides its letters.
        letters += text.length() + OVERHEAD;
      }
    }
  }

  /** Picks from what was counted; false when all has to be looked at once more. */
  boolean pickFromCounted() {
    if (letters > MOST_LETTERS) {
      different.clear();
      return false;
    }
    different.forEach(this::pick);
    return true;
  }

  /** The second time, if need be: the same once more, in any order. */
  void pick(String text) {
    if (text == null) {
      return;
    }
    Ranked value = new Ranked(text, counts.of(text));
    if (best.size() == most && order.compare(value, best.last()) >= 0) {
      return;
    }
    if (value.sessions() > 0 && text.toLowerCase(Locale.ROOT).contains(folded)) {
      best.add(value);
      if (best.size() > most) {
        best.pollLast();
      }
    }
  }

  int sessions() {
    return sessions;
  }

  List<String> best() {
    return best.stream().map(Ranked::text).toList();
  }
}
