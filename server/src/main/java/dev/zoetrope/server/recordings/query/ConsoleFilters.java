package dev.zoetrope.server.recordings.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the list of conditions on console messages. */
final class ConsoleFilters {
  private static final String LIST = "console_log_filters";
  private static final int LONGEST_EXPRESSION = 1000;

  private final Problems problems;
  private final List<SqlCondition> plain = new ArrayList<>();
  private final List<ConsoleFilter.Expression> expressions = new ArrayList<>();

  ConsoleFilters(Problems problems) {
    this.problems = problems;
  }

  Optional<ConsoleFilter> read(List<JsonNode> nodes, boolean any) {
    for (int i = 0; i < nodes.size(); i++) {
      Leaf.read(LIST, i, nodes.get(i), "log_entry", List.of("level", "message"), problems)
          .ifPresent(this::add);
    }
    return nodes.isEmpty()
        ? Optional.empty()
        : Optional.of(new ConsoleFilter(List.copyOf(plain), List.copyOf(expressions), any));
  }

  private void add(Leaf leaf) {
    boolean level = leaf.key().equals("level");
    switch (leaf.operator()) {
      case REGEX, NOT_REGEX ->
          patterns(leaf)
              .ifPresent(
                  patterns ->
                      expressions.add(
                          new ConsoleFilter.Expression(
                              level, patterns, leaf.operator() == Operator.NOT_REGEX)));
      default ->
          TextConditions.of(level ? "l.level" : "l.message", leaf, problems).ifPresent(plain::add);
    }
  }

  private Optional<List<Pattern>> patterns(Leaf leaf) {
    List<Pattern> patterns = new ArrayList<>();
    for (String text : TextConditions.values(leaf, problems).orElse(List.of())) {
      try {
        if (text.length() > LONGEST_EXPRESSION) {
          leaf.refuse(problems, "an expression has " + LONGEST_EXPRESSION + " characters at most");
          return Optional.empty();
        }
        patterns.add(Pattern.compile(text));
      } catch (PatternSyntaxException e) {
        leaf.refuse(problems, "not a regular expression in RE2 syntax: " + e.getDescription());
        return Optional.empty();
      }
    }
    return Optional.of(patterns);
  }
}
