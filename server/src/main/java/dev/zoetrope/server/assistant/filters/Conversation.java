package dev.zoetrope.server.assistant.filters;

import dev.zoetrope.server.assistant.filters.Condition.Happened;
import dev.zoetrope.server.assistant.filters.Condition.Leaf;
import dev.zoetrope.server.assistant.filters.Sentence.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the messages so far have come to; each one refines it.
 *
 * @param period null when nobody has said when
 * @param open what has to be asked
 */
record Conversation(Condition condition, Period period, List<Problem> open) {
  static final Conversation EMPTY = new Conversation(Condition.NONE, null, List.of());

  Conversation and(Sentence sentence) {
    Conversation before = sentence.is(Mode.RESET) ? EMPTY : this;
    if (sentence.is(Mode.REMOVE)) {
      return before.without(sentence);
    }
    Answer answer =
        new Answer(before.condition, sentence.condition(), new ArrayList<>(sentence.problems()));
    answer.fillHoles(sentence);
    List<Problem> problems = answer.problems;
    for (Problem problem : before.open) {
      boolean holed = problem instanceof Problem.Page || problem instanceof Problem.Threshold;
      boolean settled =
          holed
              ? !answer.holesLeft() || sentence.is(Mode.WHATEVER)
              : !(problem instanceof Problem.VagueDate
                      || (problem instanceof Problem.Bare && answer.bareLeft()))
                  || (problem instanceof Problem.VagueDate && sentence.period() != null)
                  || sentence.is(Mode.WHATEVER);
      if (!settled && !problems.contains(problem)) {
        problems.add(problem);
      }
    }
    Condition merged =
        sentence.is(Mode.ALTERNATIVE) && !answer.before.equals(Condition.NONE)
            ? Trees.any(List.of(answer.before, answer.added))
            : Refinement.of(answer.before, answer.added, sentence.modes());
    return new Conversation(
        merged,
        sentence.period() == null ? before.period : sentence.period(),
        List.copyOf(problems));
  }

  private Conversation without(Sentence sentence) {
    boolean dates = sentence.period() != null || sentence.removed().contains("date");
    Condition left = Trees.map(condition, member -> goes(member, sentence) ? null : member);
    List<Problem> problems = new ArrayList<>(sentence.problems());
    boolean nothing = !dates && condition.equals(left) && problems.isEmpty();
    if (nothing && !condition.equals(Condition.NONE)) {
      problems.add(new Problem.Unknown("what to remove"));
    }
    return new Conversation(left == null ? Condition.NONE : left, dates ? null : period, problems);
  }

  private static boolean goes(Condition member, Sentence sentence) {
    if (member instanceof Leaf leaf) {
      return sentence.removed().contains(leaf.key())
          || Trees.leaves(sentence.condition())
              .anyMatch(
                  other ->
                      other.sameKey(leaf)
                          && (other.values().equals(leaf.values())
                              || leaf.values().containsAll(other.values())))
          || (leaf.key().equals("console_error_count")
              && Trees.leaves(sentence.condition()).anyMatch(other -> other.key().equals("level")));
    }
    return member instanceof Happened event
        && Clauses.asAll(sentence.condition()).members().stream()
            .anyMatch(
                other -> other instanceof Happened named && named.event().equals(event.event()));
  }

  /** A message as the answer to what was asked before. */
  private static final class Answer {
    private Condition before;
    private Condition added;
    private final List<Problem> problems;

    Answer(Condition before, Condition added, List<Problem> problems) {
      this.before = before;
      this.added = added;
      this.problems = problems;
    }

    boolean holesLeft() {
      return Trees.leaves(before).anyMatch(Answer::hole);
    }

    static boolean hole(Leaf leaf) {
      return leaf.values().contains(Draft.HOLE);
    }

    void fillHoles(Sentence sentence) {
      List<Leaf> holes = Trees.leaves(before).filter(Answer::hole).toList();
      for (Leaf hole : holes) {
        Optional<Leaf> value =
            Trees.leaves(added).filter(leaf -> !hole(leaf) && fits(leaf, hole)).findFirst();
        value.ifPresent(leaf -> fill(hole, leaf));
      }
      compare();
      if (sentence.is(Mode.WHATEVER)) {
        before =
            orNone(
                Trees.map(
                    before,
                    member ->
                        member instanceof Leaf leaf && (hole(leaf) || bare(leaf)) ? null : member));
      }
      complete();
    }

    private static boolean bare(Leaf leaf) {
      return leaf.operator().equals(Draft.BARE);
    }

    /**
     * "At least" completes the two minutes before; a comparison of the same figure replaces them.
     */
    private void compare() {
      for (Leaf bare : Trees.leaves(before).filter(Answer::bare).toList()) {
        for (Leaf leaf : Trees.leaves(added).toList()) {
          boolean operator = leaf.key().equals(Draft.HOLE) && hole(leaf);
          boolean same = leaf.sameKey(bare) && !bare(leaf);
          if (operator || same) {
            Leaf full =
                operator
                    ? new Leaf(bare.key(), bare.type(), leaf.operator(), bare.values(), false)
                    : null;
            before = orNone(Trees.map(before, member -> member.equals(bare) ? full : member));
            if (operator) {
              added = orNone(Trees.map(added, member -> member.equals(leaf) ? null : member));
              problems.removeIf(Problem.Bare.class::isInstance);
            }
          }
        }
      }
    }

    /** Whether a number without a comparison is left. */
    boolean bareLeft() {
      return Trees.leaves(before).anyMatch(Answer::bare);
    }

    private static boolean fits(Leaf leaf, Leaf hole) {
      boolean page = hole.key().endsWith("current_url");
      return page
          ? leaf.key().endsWith("current_url") || leaf.key().endsWith("pathname")
          : leaf.key().equals(hole.key())
              || leaf.key().equals(Draft.HOLE)
              || (leaf.key().equals("duration") && hole.key().endsWith("_seconds"));
    }

    private void fill(Leaf hole, Leaf value) {
      boolean page = hole.key().endsWith("current_url");
      String operator =
          page
                  || value.operator().equals(Draft.BARE)
                  || (value.key().equals(Draft.HOLE) && value.operator().equals("exact"))
              ? hole.operator()
              : value.operator();
      Leaf full = new Leaf(hole.key(), hole.type(), operator, value.values(), hole.negated());
      before = Trees.map(before, member -> member.equals(hole) ? full : member);
      added = orNone(Trees.map(added, member -> member.equals(value) ? null : member));
      problems.removeIf(Problem.Bare.class::isInstance);
    }

    /** A number without a figure or a comparison is about the figure that was spoken of. */
    private void complete() {
      List<Leaf> figures =
          Trees.leaves(before)
              .filter(
                  leaf ->
                      (leaf.type().equals("recording") && !leaf.key().equals("viewed"))
                          || leaf.key().endsWith("_count"))
              .toList();
      added =
          orNone(
              Trees.map(
                  added,
                  member -> {
                    if (!(member instanceof Leaf leaf)
                        || !(leaf.key().equals(Draft.HOLE) || leaf.operator().equals(Draft.BARE))) {
                      return member;
                    }
                    List<Leaf> same =
                        figures.stream()
                            .filter(
                                figure ->
                                    leaf.key().equals(Draft.HOLE)
                                        || figure.key().equals(leaf.key()))
                            .toList();
                    if (same.size() != 1) {
                      return member;
                    }
                    problems.removeIf(Problem.Bare.class::isInstance);
                    Leaf figure = same.get(0);
                    return new Leaf(
                        figure.key(),
                        figure.type(),
                        leaf.operator().equals(Draft.BARE) ? figure.operator() : leaf.operator(),
                        leaf.values(),
                        false);
                  }));
    }

    private static Condition orNone(Condition condition) {
      return condition == null ? Condition.NONE : condition;
    }
  }
}
