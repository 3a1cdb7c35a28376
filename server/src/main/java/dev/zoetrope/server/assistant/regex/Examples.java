package dev.zoetrope.server.assistant.regex;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What examples have in common: their numbers vary, their words and signs stay. */
final class Examples {
  /** Ids whose letters are digits, too. */
  private static final String UUID = "[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}";

  private static final Pattern RUN = Pattern.compile(UUID + "|[A-Za-z]+|\\d+|.");
  private static final Pattern MIXED =
      Pattern.compile(
          UUID + "|(?=[A-Za-z0-9]*\\d)(?=[A-Za-z0-9]*[A-Za-z])[A-Za-z0-9]{3,}|[A-Za-z]+|\\d+|.");

  private Examples() {}

  /** The expression without anchors; null when the examples have no form in common. */
  static String expression(List<String> examples) {
    List<List<String>> split = examples.stream().map(example -> runs(example, RUN)).toList();
    boolean same = split.stream().allMatch(runs -> sameForm(runs, split.get(0)));
    if (!same) {
      List<List<String>> mixed = examples.stream().map(example -> runs(example, MIXED)).toList();
      boolean alike = mixed.stream().allMatch(runs -> runs.size() == mixed.get(0).size());
      return alike ? join(mixed) : null;
    }
    return join(split);
  }

  static List<String> runs(String text, Pattern pattern) {
    List<String> runs = new ArrayList<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      runs.add(matcher.group());
    }
    return runs;
  }

  private static boolean sameForm(List<String> left, List<String> right) {
    if (left.size() != right.size()) {
      return false;
    }
    for (int i = 0; i < left.size(); i++) {
      if (form(left.get(i)) != form(right.get(i))
          || (form(left.get(i)) == '.' && !left.get(i).equals(right.get(i)))) {
        return false;
      }
    }
    return true;
  }

  private static char form(String run) {
    if (run.matches(UUID)) {
      return 'u';
    }
    return Character.isDigit(run.charAt(0)) ? '0' : Character.isLetter(run.charAt(0)) ? 'a' : '.';
  }

  private static String join(List<List<String>> examples) {
    StringBuilder out = new StringBuilder();
    if (examples.size() == 1
        && (examples.get(0).stream().anyMatch(Examples::letters) || grouped(examples.get(0)))) {
      examples.get(0).forEach(run -> out.append(placeholder(run)));
      return out.toString();
    }
    for (int i = 0; i < examples.get(0).size(); i++) {
      int at = i;
      List<String> runs = examples.stream().map(example -> example.get(at)).toList();
      out.append(common(runs));
    }
    return out.toString();
  }

  /** Letters that nobody means: ABC, XYZ, AAA. */
  private static boolean letters(String run) {
    return run.matches("([A-Z])\\1+")
        || (run.length() > 2 && ("ABCDEFGHIJ".startsWith(run) || "UVWXYZ".endsWith(run)));
  }

  /** 555-123-4567: digits in three groups or more. */
  private static boolean grouped(List<String> runs) {
    return runs.stream().allMatch(run -> run.matches("\\d+|[-() ]"))
        && runs.stream().filter(run -> run.matches("\\d+")).count() > 2;
  }

  /** As many of the same kind. */
  private static String placeholder(String run) {
    String count = run.length() == 1 ? "" : "{" + run.length() + "}";
    if (letters(run) || run.equals("X") || run.equals("A")) {
      return "[A-Z]" + count;
    }
    return Character.isDigit(run.charAt(0)) ? "\\d" + count : Escape.literal(run);
  }

  private static String common(List<String> runs) {
    String first = runs.get(0);
    if (runs.stream().allMatch(run -> run.matches(UUID))) {
      return UUID;
    }
    boolean equal = runs.stream().allMatch(first::equals);
    boolean sameLength = runs.stream().allMatch(run -> run.length() == first.length());
    boolean digits = runs.stream().allMatch(run -> run.chars().allMatch(Character::isDigit));
    if (digits) {
      boolean padded = runs.stream().anyMatch(run -> run.length() > 1 && run.startsWith("0"));
      boolean year = runs.stream().allMatch(run -> run.matches("(19|20)\\d\\d"));
      boolean fixed = sameLength && (padded || year || (runs.size() > 1 && first.length() > 2));
      return fixed ? "\\d{" + first.length() + "}" : "\\d+";
    }
    boolean mixed = runs.stream().anyMatch(run -> run.chars().anyMatch(Character::isDigit));
    if (mixed || (!equal && form(first) == 'a')) {
      boolean lower = runs.stream().noneMatch(run -> run.chars().anyMatch(Character::isUpperCase));
      boolean upper = runs.stream().noneMatch(run -> run.chars().anyMatch(Character::isLowerCase));
      String set = (upper ? "" : "a-z") + (lower ? "" : "A-Z") + (mixed ? "0-9" : "");
      return "[" + set + "]" + (sameLength ? "{" + first.length() + "}" : "+");
    }
    return Escape.literal(first);
  }
}
