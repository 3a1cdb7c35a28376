package dev.zoetrope.server.assistant.filters;

import dev.zoetrope.server.assistant.filters.Condition.AllOf;
import dev.zoetrope.server.assistant.filters.Condition.AnyOf;
import dev.zoetrope.server.assistant.filters.Condition.Happened;
import dev.zoetrope.server.assistant.filters.Condition.Leaf;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Builds and changes trees of conditions, always in their shortest form. */
final class Trees {
  private Trees() {}

  /** All of them: nothing twice, no group in a group of the same kind. */
  static Condition all(List<Condition> conditions) {
    Set<Condition> members = new LinkedHashSet<>();
    for (Condition condition : conditions) {
      members.addAll(Clauses.asAll(condition).members());
    }
    return members.size() == 1 ? members.iterator().next() : new AllOf(List.copyOf(members));
  }

  /** One of them; no condition among them makes the others pointless. */
  static Condition any(List<Condition> conditions) {
    Set<Condition> members = new LinkedHashSet<>();
    for (Condition condition : conditions) {
      members.addAll(Clauses.alternatives(condition));
    }
    members.remove(Condition.NONE);
    return members.isEmpty()
        ? Condition.NONE
        : members.size() == 1 ? members.iterator().next() : new AnyOf(List.copyOf(members));
  }

  /** All leaves of the tree, properties of events included. */
  static Stream<Leaf> leaves(Condition condition) {
    if (condition instanceof Leaf leaf) {
      return Stream.of(leaf);
    }
    if (condition instanceof Happened event) {
      return event.properties().stream();
    }
    return members(condition).stream().flatMap(Trees::leaves);
  }

  private static List<Condition> members(Condition group) {
    return group instanceof AllOf all ? all.members() : ((AnyOf) group).members();
  }

  /** The tree with every leaf changed; one that becomes null is left out. */
  static Condition map(Condition condition, UnaryOperator<Condition> change) {
    if (condition instanceof AllOf all) {
      return all(mapped(all.members(), change));
    }
    if (condition instanceof AnyOf any) {
      return any(mapped(any.members(), change));
    }
    if (condition instanceof Happened event) {
      List<Leaf> properties =
          event.properties().stream()
              .map(leaf -> (Leaf) change.apply(leaf))
              .filter(leaf -> leaf != null)
              .toList();
      return change.apply(new Happened(event.event(), properties, event.negated()));
    }
    return change.apply(condition);
  }

  private static List<Condition> mapped(List<Condition> members, UnaryOperator<Condition> change) {
    return members.stream()
        .map(member -> map(member, change))
        .filter(member -> member != null)
        .collect(Collectors.toList());
  }
}
