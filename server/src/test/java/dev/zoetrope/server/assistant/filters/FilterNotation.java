package dev.zoetrope.server.assistant.filters;

import dev.zoetrope.server.assistant.filters.Condition.AllOf;
import dev.zoetrope.server.assistant.filters.Condition.AnyOf;
import dev.zoetrope.server.assistant.filters.Condition.Happened;
import dev.zoetrope.server.assistant.filters.Condition.Leaf;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes conditions as the corpus writes them; the members of a group in the order of their text.
 */
final class FilterNotation {
  private FilterNotation() {}

  static String of(Condition condition) {
    return write(condition, true);
  }

  private static String write(Condition condition, boolean top) {
    if (condition instanceof Leaf leaf) {
      return (leaf.negated() ? "not " : "") + plain(leaf);
    }
    if (condition instanceof Happened event) {
      String properties =
          event.properties().stream().map(FilterNotation::plain).collect(Collectors.joining(", "));
      return (event.negated() ? "not " : "")
          + "did:"
          + event.event()
          + (properties.isEmpty() ? "" : "[" + properties + "]");
    }
    boolean all = condition instanceof AllOf;
    List<Condition> members =
        condition instanceof AllOf group ? group.members() : ((AnyOf) condition).members();
    String text =
        members.stream()
            .map(member -> write(member, top && !all && member instanceof AllOf))
            .sorted()
            .collect(Collectors.joining(all ? " & " : " || "));
    return top ? text : "(" + text + ")";
  }

  private static String plain(Leaf leaf) {
    String type = leaf.type().equals("log_entry") ? "log" : leaf.type();
    return (type + ":" + leaf.key() + " " + leaf.operator() + " " + String.join("|", leaf.values()))
        .strip();
  }

  /** The same filter with its members in the order of their text. */
  static String sorted(String notation) {
    return notation.isEmpty() ? notation : sortedAny(notation.strip());
  }

  private static String sortedAny(String text) {
    return split(text, " || ").stream()
        .map(
            alternative ->
                split(alternative, " & ").stream()
                    .map(FilterNotation::inner)
                    .sorted()
                    .collect(Collectors.joining(" & ")))
        .sorted()
        .collect(Collectors.joining(" || "));
  }

  private static String inner(String text) {
    return text.startsWith("(") && text.endsWith(")")
        ? "(" + sortedAny(text.substring(1, text.length() - 1)) + ")"
        : text;
  }

  /** Splits where no bracket is open. */
  private static List<String> split(String text, String joint) {
    List<String> parts = new java.util.ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
      if (depth == 0 && text.startsWith(joint, i)) {
        parts.add(text.substring(start, i));
        start = i + joint.length();
      }
    }
    parts.add(text.substring(start));
    return parts;
  }
}
