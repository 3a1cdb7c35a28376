package dev.zoetrope.server.assistant.filters;

import dev.zoetrope.server.assistant.filters.Condition.Happened;
import dev.zoetrope.server.assistant.filters.Condition.Leaf;
import dev.zoetrope.server.assistant.filters.Part.Joint;
import dev.zoetrope.server.assistant.filters.Part.Node;
import dev.zoetrope.server.assistant.filters.Part.Theme;
import java.util.ArrayList;
import java.util.List;

/** What has been read of a sentence so far. */
final class Draft {
  /** Stands in a condition for the value that is still to be asked for. */
  static final String HOLE = "\u0000";

  /** The operator of a number without a comparison. */
  static final String BARE = "?";

  /** What an address that comes next is about. */
  enum Role {
    VISIT,
    START,
    LEAVE,
    BOUNCE,
    SOURCE
  }

  final List<Part> parts = new ArrayList<>();
  final List<Problem> problems = new ArrayList<>();
  Period period;
  Role role = Role.VISIT;

  /** The words that gave the role while no page has been seen for it; null otherwise. */
  String roleWords;

  /** Whether the message is at least about recordings. */
  boolean onTopic;

  private boolean negating;
  private boolean neither;
  private boolean contrasts;
  private int fillers;

  void negate() {
    negating = true;
  }

  void neither() {
    negating = true;
    neither = true;
  }

  boolean negating() {
    return negating;
  }

  /** "But" ends what "not" reaches: no errors but warnings. */
  void contrast() {
    joint(Joint.AND);
    contrasts = true;
    neither = false;
  }

  /** The negation meant what has just been read. */
  void takeNegation() {
    negating = false;
  }

  void filler() {
    fillers++;
  }

  void role(Role other, String words) {
    role = other;
    roleWords = other == Role.VISIT ? null : words;
    fillers++;
  }

  void problem(Problem problem) {
    if (!problems.contains(problem)) {
      problems.add(problem);
    }
  }

  void unknown(String words) {
    problem(new Problem.Unknown(words));
  }

  void period(Period other, String words) {
    if (period == null) {
      period = other;
      return;
    }
    Period both = period.and(other);
    if (both == null) {
      problem(new Problem.UnclearDate(words));
    } else {
      period = both;
    }
  }

  /** "The purchase did not": what is denied may stand before the denial. */
  void settleNegation() {
    if (negating && last() != null && !neither) {
      replaceLast(Traits.negated(last().condition()));
      negating = false;
    }
  }

  void joint(Joint joint) {
    if (joint != Joint.OPEN) {
      settleNegation();
    }
    fillers = 0;
    int last = parts.size() - 1;
    if (last >= 0
        && parts.get(last) instanceof Joint before
        && joint != Joint.OPEN
        && joint != Joint.CLOSE
        && before != Joint.CLOSE
        && before != Joint.OPEN) {
      // "a, or b" is "a or b", "a, and b" is "a, b".
      parts.set(last, before == Joint.OR || joint == Joint.OR ? Joint.OR : Joint.COMMA);
    } else {
      parts.add(joint);
    }
  }

  /** The condition read last, when nothing but fillers came since. */
  Node last() {
    return !parts.isEmpty() && parts.get(parts.size() - 1) instanceof Node node ? node : null;
  }

  void replaceLast(Condition condition) {
    Node last = last();
    parts.set(parts.size() - 1, last.with(condition));
  }

  void trait(Condition condition, int start, int end) {
    add(condition, Theme.TRAIT, start, end);
  }

  void deed(Condition condition, int start, int end) {
    add(condition, Theme.DEED, start, end);
  }

  private void add(Condition condition, Theme theme, int start, int end) {
    onTopic = true;
    boolean negated = negating;
    int last = parts.size() - 1;
    if (contrasts && !negating && last > 0 && corrects(condition)) {
      parts.subList(last - 1, last + 1).clear();
    } else if (!contrasts
        && !negating
        && last > 0
        && parts.get(last) instanceof Joint joint
        && parts.get(last - 1) instanceof Node before
        && Traits.isNegated(before.condition())
        && continues(before, joint, condition, theme)) {
      negated = true;
    }
    if (negated
        && last >= 0
        && parts.get(last) == Joint.OR
        && last > 0
        && parts.get(last - 1) instanceof Node before
        && Traits.isNegated(before.condition())) {
      // Neither of them: both must not be.
      parts.set(last, Joint.AND);
    }
    parts.add(new Node(negated ? Traits.negated(condition) : condition, theme, start, end));
    negating = false;
    contrasts = false;
    fillers = 0;
  }

  /** Not from France but from Spain: what a session has one of is said by the second alone. */
  private boolean corrects(Condition condition) {
    int last = parts.size() - 1;
    return parts.get(last) == Joint.AND
        && parts.get(last - 1) instanceof Node before
        && Traits.isNegated(before.condition())
        && before.condition() instanceof Leaf denied
        && condition instanceof Leaf leaf
        && Traits.single(leaf)
        && leaf.sameKey(denied)
        && leaf.operator().equals("exact")
        && leaf.values().stream().noneMatch(denied.values()::contains);
  }

  /** Whether "not a or b", "without a and b" denies b as well. */
  private boolean continues(Node before, Joint joint, Condition condition, Theme theme) {
    if (theme != before.theme() || joint == Joint.OPEN || joint == Joint.CLOSE) {
      return false;
    }
    if (neither) {
      return true;
    }
    boolean alike =
        before.condition() instanceof Leaf a
            && condition instanceof Leaf b
            && a.sameKey(b)
            && !a.type().equals("recording");
    boolean nouns = noun(before.condition()) && noun(condition);
    return (alike || nouns) && (joint == Joint.OR || fillers == 0);
  }

  private static boolean noun(Condition condition) {
    return condition instanceof Happened
        || (condition instanceof Leaf leaf
            && (leaf.type().equals("log_entry") || leaf.key().endsWith("_count")));
  }
}
