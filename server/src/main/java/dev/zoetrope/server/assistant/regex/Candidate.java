package dev.zoetrope.server.assistant.regex;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;

/**
 * An expression with texts to try it on.
 *
 * @param matches texts that it must find
 * @param others texts that it must not find
 */
record Candidate(String expression, List<String> matches, List<String> others) {
  /** An expression beyond this is no help to anybody. */
  private static final int LONGEST = 4000;

  /** Whether it compiles everywhere and does what it is for. */
  boolean holds() {
    if (expression.length() > LONGEST) {
      return false;
    }
    try {
      Pattern re2 = Pattern.compile(expression);
      return matches.stream().allMatch(text -> re2.matcher(text).find())
          && others.stream().noneMatch(text -> re2.matcher(text).find());
    } catch (PatternSyntaxException e) {
      return false;
    }
  }

  /** One more text that it must find. */
  Candidate with(String match) {
    List<String> all = new ArrayList<>(matches);
    all.add(match);
    return new Candidate(expression, all, others);
  }

  /** What is one of the two. What one must not match the other may. */
  static Candidate either(Candidate left, Candidate right) {
    List<String> matches = new ArrayList<>(left.matches);
    matches.addAll(right.matches);
    return new Candidate(left.expression + "|" + right.expression, matches, List.of());
  }
}
