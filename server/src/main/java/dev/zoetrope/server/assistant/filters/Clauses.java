package dev.zoetrope.server.assistant.filters;

import dev.zoetrope.server.assistant.filters.Condition.AllOf;
import dev.zoetrope.server.assistant.filters.Condition.AnyOf;
import dev.zoetrope.server.assistant.filters.Condition.Leaf;
import dev.zoetrope.server.assistant.filters.Part.Joint;
import dev.zoetrope.server.assistant.filters.Part.Node;
import dev.zoetrope.server.assistant.filters.Part.Theme;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds out what "and" and "or" join. Values of one property are alternatives; things that happened
 * are alternatives of each other and belong to everything beside them ("mobile users with rage
 * clicks or errors"); an "or" between unlike things parts the whole clause ("Chrome in Germany or
 * Firefox in France"); a comma ends a clause.
 */
final class Clauses {
  private final List<Node> nodes = new ArrayList<>();

  /** The joint before each node. */
  private final List<Joint> joints = new ArrayList<>();

  static Condition build(List<Part> parts) {
    return new Clauses().read(parts).all();
  }

  private Clauses read(List<Part> parts) {
    Joint joint = Joint.NEAR;
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      if (part instanceof Node node) {
        add(joint, node);
        joint = Joint.NEAR;
      } else if (part == Joint.OPEN) {
        int close = close(parts, i);
        Condition inner = build(parts.subList(i + 1, close));
        if (!inner.equals(Condition.NONE)) {
          add(
              joint,
              new Node(
                  inner,
                  inner instanceof Leaf leaf && Traits.single(leaf) ? Theme.TRAIT : Theme.DEED,
                  i,
                  close));
          joint = Joint.NEAR;
        }
        i = close;
      } else if (part != Joint.CLOSE) {
        joint = (Joint) part;
      }
    }
    return this;
  }

  private static int close(List<Part> parts, int open) {
    int depth = 0;
    for (int i = open; i < parts.size(); i++) {
      depth += parts.get(i) == Joint.OPEN ? 1 : parts.get(i) == Joint.CLOSE ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return parts.size();
  }

  /** Adds a condition, to the one before when both are values of one property. */
  private void add(Joint joint, Node node) {
    int last = nodes.size() - 1;
    Leaf merged = last < 0 ? null : Traits.merged(nodes.get(last).condition(), node.condition());
    if (merged != null && together(joint, merged)) {
      nodes.set(last, nodes.get(last).with(merged));
      return;
    }
    joints.add(joint);
    nodes.add(node);
  }

  private static boolean together(Joint joint, Leaf merged) {
    boolean negated = Traits.isNegated(merged);
    return negated
        ? joint != Joint.OR
        : joint == Joint.OR || (Traits.single(merged) && merged.operator().equals("exact"));
  }

  private Condition all() {
    listCommas();
    List<Condition> clauses = new ArrayList<>();
    int start = 0;
    for (int i = 1; i <= nodes.size(); i++) {
      if (i == nodes.size() || joints.get(i) == Joint.COMMA) {
        clauses.add(clause(start, i));
        start = i;
      }
    }
    return Trees.all(clauses);
  }

  /** In "a, b or c" the comma is an "or". */
  private void listCommas() {
    for (int i = nodes.size() - 1; i > 1; i--) {
      if (joints.get(i) == Joint.OR
          && joints.get(i - 1) == Joint.COMMA
          && listed(i)
          && listed(i - 1)
          && listed(i - 2)) {
        joints.set(i - 1, Joint.OR);
      }
    }
  }

  private boolean listed(int i) {
    Condition condition = nodes.get(i).condition();
    return condition instanceof Condition.Happened
        || (condition instanceof Leaf leaf
            && (leaf.type().equals("log_entry") || Traits.page(leaf)));
  }

  private Condition clause(int from, int to) {
    List<Condition> alternatives = new ArrayList<>();
    List<Condition> piece = new ArrayList<>();
    List<Leaf> traits = new ArrayList<>();
    for (int i = from; i < to; ) {
      int end = run(i, to);
      if (i > from && joints.get(i) == Joint.OR && !joinsLast(i, traits, piece)) {
        alternatives.add(Trees.all(piece));
        piece = new ArrayList<>();
        traits = new ArrayList<>();
      }
      Condition condition = runOf(i, end);
      if (i > from && joints.get(i) == Joint.OR && !piece.isEmpty()) {
        int last = piece.size() - 1;
        piece.set(last, Trees.any(List.of(piece.get(last), condition)));
      } else {
        piece.add(condition);
      }
      if (condition instanceof Leaf leaf) {
        traits.add(leaf);
      }
      i = end;
    }
    alternatives.add(Trees.all(piece));
    return Trees.any(alternatives);
  }

  /**
   * Whether an "or" binds just the two traits beside it: unless what follows starts the pattern
   * anew.
   */
  private boolean joinsLast(int i, List<Leaf> before, List<Condition> piece) {
    Node node = nodes.get(i);
    boolean traits = node.theme() == Theme.TRAIT && nodes.get(i - 1).theme() == Theme.TRAIT;
    return traits
        && !piece.isEmpty()
        && node.condition() instanceof Leaf leaf
        && before.stream().noneMatch(leaf::sameKey);
  }

  /**
   * The end of a row of deeds that "and" and "or" join, if there is an "or" in it; else of one
   * node.
   */
  private int run(int from, int to) {
    int end = from + 1;
    boolean or = false;
    while (end < to
        && nodes.get(end).theme() == Theme.DEED
        && nodes.get(end - 1).theme() == Theme.DEED
        && (joints.get(end) == Joint.OR || joints.get(end) == Joint.AND)) {
      or |= joints.get(end) == Joint.OR;
      end++;
    }
    return or ? end : from + 1;
  }

  private Condition runOf(int from, int end) {
    List<Condition> alternatives = new ArrayList<>();
    List<Condition> piece = new ArrayList<>();
    for (int i = from; i < end; i++) {
      if (i > from && joints.get(i) == Joint.OR) {
        alternatives.add(Trees.all(piece));
        piece = new ArrayList<>();
      }
      piece.add(nodes.get(i).condition());
    }
    alternatives.add(Trees.all(piece));
    return Trees.any(alternatives);
  }

  /** One condition, unless there is more than one. */
  static AllOf asAll(Condition condition) {
    return condition instanceof AllOf all ? all : new AllOf(List.of(condition));
  }

  static List<Condition> alternatives(Condition condition) {
    return condition instanceof AnyOf any ? any.members() : List.of(condition);
  }
}
