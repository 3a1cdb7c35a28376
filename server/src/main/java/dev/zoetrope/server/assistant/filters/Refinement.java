package dev.zoetrope.server.assistant.filters;

import dev.zoetrope.server.assistant.filters.Condition.Happened;
import dev.zoetrope.server.assistant.filters.Condition.Leaf;
import dev.zoetrope.server.assistant.filters.Sentence.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Adds conditions to those before: what can be so only once takes the place of what was said of it.
 */
final class Refinement {
  private Refinement() {}

  static Condition of(Condition before, Condition added, Set<Mode> modes) {
    List<Condition> members = new ArrayList<>(Clauses.asAll(before).members());
    for (Condition member : Clauses.asAll(added).members()) {
      int at = place(members, member, modes);
      Leaf merged =
          at >= 0 && modes.contains(Mode.EXTEND) ? Traits.merged(members.get(at), member) : null;
      if (at < 0) {
        members.add(member);
      } else {
        members.set(at, merged == null ? member : merged);
      }
    }
    return Trees.all(members);
  }

  private static int place(List<Condition> members, Condition member, Set<Mode> modes) {
    for (int i = 0; i < members.size(); i++) {
      if (replaces(members.get(i), member, modes.contains(Mode.REPLACE))) {
        return i;
      }
    }
    return -1;
  }

  private static boolean replaces(Condition old, Condition member, boolean instead) {
    if (contradicts(old, member)) {
      return true;
    }
    if (old instanceof Happened && member instanceof Happened) {
      return instead;
    }
    if (!(old instanceof Leaf before) || !(member instanceof Leaf leaf) || !before.sameKey(leaf)) {
      return false;
    }
    if (leaf.type().equals("recording") || leaf.key().endsWith("_count")) {
      return instead || leaf.key().equals("viewed") || direction(before) == direction(leaf);
    }
    boolean positive = !Traits.isNegated(leaf) && !Traits.isNegated(before);
    return instead || (positive && Traits.single(leaf));
  }

  /** The same condition, once wanted and once not. */
  private static boolean contradicts(Condition old, Condition member) {
    if (Traits.isNegated(old) == Traits.isNegated(member)) {
      return false;
    }
    if (old instanceof Happened before && member instanceof Happened event) {
      return before.event().equals(event.event()) && before.properties().equals(event.properties());
    }
    return old instanceof Leaf before
        && member instanceof Leaf leaf
        && before.sameKey(leaf)
        && leaf.values().containsAll(before.values());
  }

  private static int direction(Leaf leaf) {
    return switch (leaf.operator()) {
      case "gt", "gte" -> 1;
      case "lt", "lte" -> -1;
      default -> 0;
    };
  }
}
