package dev.zoetrope.server.recordings.filter;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.zoetrope.server.recordings.query.Leaf;
import dev.zoetrope.server.recordings.query.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Regular expressions in RE2 syntax, of which one must occur (B-246). They run in the server, in
 * time linear in the text, so that every database gives the same answer.
 */
record Expressions(List<Pattern> patterns) {
  private static final int LONGEST = 1000;
  private static final int MOST = 20;

  /** How often counted repetitions within one another may repeat. */
  private static final long MOST_REPETITIONS = 1000;

  /** As much of a text as expressions look at. */
  private static final int LONGEST_TEXT = 65_536;

  static Optional<Expressions> read(Leaf leaf, Problems problems) {
    if (leaf.values().size() > MOST) {
      leaf.refuse(problems, "at most " + MOST + " expressions");
      return Optional.empty();
    }
    List<Pattern> patterns = new ArrayList<>();
    for (JsonNode value : leaf.values()) {
      String text = Values.text(value);
      try {
        if (text.length() > LONGEST) {
          leaf.refuse(problems, "an expression has " + LONGEST + " characters at most");
          return Optional.empty();
        }
        if (repetitions(text) > MOST_REPETITIONS) {
          leaf.refuse(problems, "an expression repeats " + MOST_REPETITIONS + " times at most");
          return Optional.empty();
        }
        patterns.add(Pattern.compile(text));
      } catch (PatternSyntaxException e) {
        leaf.refuse(problems, "not a regular expression in RE2 syntax: " + e.getDescription());
        return Optional.empty();
      }
    }
    return Optional.of(new Expressions(List.copyOf(patterns)));
  }

  boolean occurIn(String text) {
    String start = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
    return patterns.stream().anyMatch(pattern -> pattern.matcher(start).find());
  }

  /**
   * An upper bound of how often the innermost part is written out: what RE2 compiles has that size.
   * Adds up what stands beside each other and multiplies what stands within.
   */
  private static long repetitions(String expression) {
    List<Long> open = new ArrayList<>(List.of(0L));
    long last = 0;
    for (int i = 0; i < expression.length(); i++) {
      char c = expression.charAt(i);
      if (c == '\\') {
        i++;
        last = 1;
      } else if (c == '(') {
        open.add(0L);
        last = 1;
      } else if (c == ')' && open.size() > 1) {
        last = Math.max(1, open.remove(open.size() - 1));
        add(open, last);
      } else if (c == '{') {
        int end = expression.indexOf('}', i);
        long times = end < 0 ? 0 : times(expression.substring(i + 1, end));
        if (times > 1) {
          add(open, Math.min(last, MOST_REPETITIONS) * (times - 1) + (last == 1 ? 1 : 0));
          last = Math.min(Integer.MAX_VALUE, last * times);
          i = end;
        }
      } else {
        last = 1;
      }
    }
    return open.stream().mapToLong(Long::longValue).max().orElse(0);
  }

  private static void add(List<Long> open, long more) {
    int top = open.size() - 1;
    open.set(top, Math.min(Integer.MAX_VALUE, open.get(top) + more));
  }

  /** The larger number between the braces; 0 when they are no repetition. */
  private static long times(String braces) {
    long most = 0;
    for (String number : braces.split(",", -1)) {
      if (number.length() > 9 || !number.chars().allMatch(c -> c >= '0' && c <= '9')) {
        return 0;
      }
      most = Math.max(most, number.isEmpty() ? 0 : Long.parseLong(number));
    }
    return most;
  }
}
