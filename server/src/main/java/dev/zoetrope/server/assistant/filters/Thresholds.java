package dev.zoetrope.server.assistant.filters;

import dev.zoetrope.server.assistant.filters.Condition.Leaf;
import java.util.List;

/** Words that want a number, of which some stand beside one: {@code short, under 10 seconds}. */
final class Thresholds {
  private Thresholds() {}

  /**
   * The condition without words such as "short" where a number says how short, and what is open
   * without the questions for them.
   */
  static Condition settled(Condition condition, List<Problem> problems) {
    List<Leaf> leaves = Trees.leaves(condition).toList();
    List<Leaf> told =
        leaves.stream()
            .filter(leaf -> leaf.values().contains(Draft.HOLE))
            .filter(leaf -> Figures.type(leaf.key()).equals(leaf.type()))
            .filter(
                leaf ->
                    leaves.stream()
                        .anyMatch(
                            other ->
                                other.sameKey(leaf)
                                    && !other.values().contains(Draft.HOLE)
                                    && !other.operator().equals(Draft.BARE)))
            .toList();
    if (told.isEmpty()) {
      return condition;
    }
    for (Leaf leaf : told) {
      String figure = Figures.label(leaf.key());
      problems.removeIf(
          problem ->
              problem instanceof Problem.Threshold threshold && threshold.figure().equals(figure));
    }
    return Trees.map(condition, member -> told.contains(member) ? null : member);
  }
}
