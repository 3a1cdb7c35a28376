package dev.zoetrope.server.recordings.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A CSS selector of tags, classes, ids and attributes with {@code >} and descendant (B-245).
 *
 * @param steps from the outermost to the innermost
 */
record ElementSelector(List<Step> steps) {
  private static final int LONGEST = 1000;

  /** Every quantifier is possessive or over one kind of character: matching is linear. */
  private static final Pattern PART =
      Pattern.compile(
          "\\.([\\w-]++)|#([\\w-]++)|\\[([\\w:-]++)(?:=(?:\"([^\"]*+)\"|'([^']*+)'|([^\\]]*+)))?\\]");

  private static final Pattern TAG = Pattern.compile("\\*|[A-Za-z][\\w-]*+");

  /**
   * What one element must be.
   *
   * @param child whether it must stand right within the element of the step before
   */
  private record Step(String tag, List<Condition> conditions, boolean child) {
    boolean matches(Element element) {
      return (tag == null || tag.equalsIgnoreCase(element.tag()))
          && conditions.stream().allMatch(condition -> condition.matches(element));
    }
  }

  /** An attribute, or with the name {@code class} one of the classes; no value: it exists. */
  private record Condition(String name, String value, boolean ofClass) {
    boolean matches(Element element) {
      if (ofClass) {
        return element.classes().contains(value);
      }
      String found = element.attribute(name);
      return found != null && (value == null || value.equals(found));
    }
  }

  /** Reads a selector; empty when it is none that is understood. */
  static Optional<ElementSelector> read(String text) {
    if (text.length() > LONGEST || text.isBlank()) {
      return Optional.empty();
    }
    List<Step> steps = new ArrayList<>();
    boolean child = false;
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (Character.isWhitespace(c)) {
        at++;
      } else if (c == '>') {
        if (child || steps.isEmpty()) {
          return Optional.empty();
        }
        child = true;
        at++;
      } else {
        int start = at;
        Matcher tag = TAG.matcher(text).region(at, text.length());
        String name = null;
        if (tag.lookingAt()) {
          name = tag.group().equals("*") ? null : tag.group();
          at = tag.end();
        }
        List<Condition> conditions = new ArrayList<>();
        Matcher part = PART.matcher(text).region(at, text.length());
        while (part.lookingAt()) {
          conditions.add(condition(part));
          at = part.end();
          part.region(at, text.length());
        }
        if (at == start) {
          return Optional.empty();
        }
        steps.add(new Step(name, conditions, child));
        child = false;
      }
    }
    return child ? Optional.empty() : Optional.of(new ElementSelector(List.copyOf(steps)));
  }

  private static Condition condition(Matcher part) {
    if (part.group(1) != null) {
      return new Condition("class", part.group(1), true);
    }
    if (part.group(2) != null) {
      return new Condition("id", part.group(2), false);
    }
    String value = part.group(4) != null ? part.group(4) : part.group(5);
    return new Condition(part.group(3), value != null ? value : part.group(6), false);
  }

  /** Whether some element of the chain, innermost first, is what the selector describes. */
  boolean matches(List<Element> chain) {
    // possible[e]: the steps so far can end at element e; outer elements have higher indexes.
    boolean[] possible = null;
    for (Step step : steps) {
      boolean[] next = new boolean[chain.size()];
      boolean outer = false;
      for (int e = chain.size() - 1; e >= 0; e--) {
        boolean reachable =
            possible == null || (step.child() ? e + 1 < chain.size() && possible[e + 1] : outer);
        next[e] = reachable && step.matches(chain.get(e));
        outer |= possible != null && possible[e];
      }
      possible = next;
    }
    for (boolean end : possible) {
      if (end) {
        return true;
      }
    }
    return false;
  }
}
