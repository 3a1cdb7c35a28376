package dev.zoetrope.server.assistant.filters;

import dev.zoetrope.server.assistant.filters.Condition.Happened;
import dev.zoetrope.server.assistant.filters.Condition.Leaf;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is to be known about conditions by their key and operator. */
final class Traits {
  /** Event properties that have many values in one session; all others have one. */
  private static final Set<String> MANY =
      Set.of("$current_url", "$pathname", "$title", "$el_text", "$referrer", "$host");

  private static final Map<String, String> OPPOSITES =
      Map.ofEntries(
          Map.entry("exact", "is_not"),
          Map.entry("is_not", "exact"),
          Map.entry("icontains", "not_icontains"),
          Map.entry("not_icontains", "icontains"),
          Map.entry("regex", "not_regex"),
          Map.entry("not_regex", "regex"),
          Map.entry("gt", "lte"),
          Map.entry("lte", "gt"),
          Map.entry("gte", "lt"),
          Map.entry("lt", "gte"),
          Map.entry("between", "not_between"),
          Map.entry("not_between", "between"),
          Map.entry("is_set", "is_not_set"),
          Map.entry("is_not_set", "is_set"));

  private static final Set<String> LISTS =
      Set.of("exact", "is_not", "icontains", "not_icontains", "regex", "not_regex");

  private Traits() {}

  /** Whether a session has one value of this, so that two of them can only be alternatives. */
  static boolean single(Leaf leaf) {
    return switch (leaf.type()) {
      case "event" -> !MANY.contains(leaf.key()) && !leaf.values().isEmpty();
      case "person", "session" -> true;
      default -> false;
    };
  }

  static boolean page(Leaf leaf) {
    return leaf.type().equals("event") && MANY.contains(leaf.key());
  }

  /** Whether the operator takes a list of alternatives. */
  static boolean lists(Leaf leaf) {
    return LISTS.contains(leaf.operator());
  }

  /** The opposite: by its operator where that says it, else by the mark. */
  static Condition negated(Condition condition) {
    if (condition instanceof Happened event) {
      return new Happened(event.event(), event.properties(), !event.negated());
    }
    Leaf leaf = (Leaf) condition;
    String opposite = OPPOSITES.get(leaf.operator());
    boolean happening = page(leaf) || leaf.type().equals("log_entry");
    if (happening || opposite == null) {
      return new Leaf(leaf.key(), leaf.type(), leaf.operator(), leaf.values(), !leaf.negated());
    }
    if (leaf.key().equals("viewed")
        || leaf.key().equals("$is_identified")
        || leaf.key().equals("$is_bounce")) {
      return leaf.with(List.of(leaf.values().get(0).equals("true") ? "false" : "true"));
    }
    return new Leaf(leaf.key(), leaf.type(), opposite, leaf.values(), false);
  }

  static boolean isNegated(Condition condition) {
    return condition instanceof Happened event
        ? event.negated()
        : condition instanceof Leaf leaf
            && (leaf.negated()
                || leaf.operator().startsWith("not_")
                || leaf.operator().equals("is_not"));
  }

  /** One condition with the values of both, or null when they do not go together. */
  static Leaf merged(Condition left, Condition right) {
    if (!(left instanceof Leaf a) || !(right instanceof Leaf b)) {
      return null;
    }
    if (!a.sameKey(b)
        || !a.operator().equals(b.operator())
        || a.negated() != b.negated()
        || !lists(a)) {
      return null;
    }
    Set<String> values = new LinkedHashSet<>(a.values());
    values.addAll(b.values());
    return a.with(new ArrayList<>(values));
  }
}
