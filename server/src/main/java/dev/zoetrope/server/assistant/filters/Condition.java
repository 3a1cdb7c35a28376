package dev.zoetrope.server.assistant.filters;

import java.util.List;

/** What recordings must meet: a tree as the list's {@code filters} parameter executes it. */
public sealed interface Condition {

  /**
   * One documented condition.
   *
   * @param values what to compare with, as texts; of several one is enough
   * @param negated whether it must not be so, for what no operator can say
   */
  record Leaf(String key, String type, String operator, List<String> values, boolean negated)
      implements Condition {
    public Leaf {
      values = List.copyOf(values);
    }

    static Leaf of(String type, String key, String operator, String... values) {
      return new Leaf(key, type, operator, List.of(values), false);
    }

    Leaf with(List<String> others) {
      return new Leaf(key, type, operator, others, negated);
    }

    boolean sameKey(Leaf other) {
      return key.equals(other.key) && type.equals(other.type);
    }
  }

  /**
   * An event that happened, with all of these properties, or with none in particular.
   *
   * @param negated whether it must not have happened
   */
  record Happened(String event, List<Leaf> properties, boolean negated) implements Condition {
    public Happened {
      properties = List.copyOf(properties);
    }
  }

  /** All of them. */
  record AllOf(List<Condition> members) implements Condition {
    public AllOf {
      members = List.copyOf(members);
    }
  }

  /** One of them. */
  record AnyOf(List<Condition> members) implements Condition {
    public AnyOf {
      members = List.copyOf(members);
    }
  }

  /** All of these, in the shortest form. */
  static Condition all(List<Condition> conditions) {
    return Trees.all(conditions);
  }

  /** One of these, in the shortest form. */
  static Condition any(List<Condition> conditions) {
    return Trees.any(conditions);
  }

  /** No condition at all. */
  AllOf NONE = new AllOf(List.of());
}
