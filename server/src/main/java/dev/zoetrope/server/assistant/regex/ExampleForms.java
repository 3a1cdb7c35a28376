package dev.zoetrope.server.assistant.regex;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What several examples have in common: the signs in which they agree stay, letters and digits in
 * which they differ become any of their kind.
 */
final class ExampleForms {
  private static final Pattern RUN = Pattern.compile("\\d+|[A-Za-z]+|.");
  private static final Pattern NUMBER_RUN =
      Pattern.compile("\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?|[A-Za-z]+|.");
  private static final Pattern TOKEN_RUN = Pattern.compile("[A-Za-z0-9]+|.");
  private static final Pattern STEP_RUN =
      Pattern.compile(
          "\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|(?<![.\\d])\\d+\\.\\d+(?![.\\d])|\\d+|[A-Za-z]+(?:[-_][A-Za-z]+)*|.");

  /** Letters and digits that change too often to be words and numbers. */
  private static final Pattern MIXED =
      Pattern.compile("(?i)\\d[a-z]+\\d|[a-z]\\d+[a-z]+\\d|[a-z]\\d+[a-z]");

  private static final Pattern SWITCHING =
      Pattern.compile("(?i)\\d[a-z]+\\d+[a-z]|[a-z]\\d+[a-z]+\\d");

  private static final Pattern WORDS =
      Pattern.compile("[a-z]+(?:[-_:][a-z]+)+|[A-Z]+(?:[-_:][A-Z]+)+");
  private static final Pattern HUMP_RUN = Pattern.compile("\\d+|[A-Z]+(?![a-z])|[A-Z]?[a-z]+|.");
  private static final Pattern WORD_RUN =
      Pattern.compile("[A-Za-z]+(?:[-_.][A-Za-z]+)+|[A-Za-z]*[a-z][A-Z][A-Za-z]*|\\d+|[A-Za-z]+|.");

  /** Names that stand for what they name. */
  private static final Pattern GENERIC =
      Pattern.compile(
          "(?i)(?:first|last|user|repo|owner|org|team|your|my|some)[-_]?(?:name|id)?|name|surname|something|anything"
              + "|whatever|username|slug|foo|bar|value|owner|repo|org|team");

  /** Letters that stand for any letters. */
  private static final Pattern PLACEHOLDER = Pattern.compile("ABC[DE]*|XYZ|AAA+|XXX+");

  private ExampleForms() {}

  /**
   * Without anchors; null when they have nothing to go by.
   *
   * @param names whether they are names, of which every word may be another
   */
  static String expression(List<String> examples, boolean names) {
    boolean phrases =
        names && examples.stream().allMatch(text -> text.matches("[a-z0-9]+(?:[-_][a-z0-9]+){2,}"));
    if (phrases && examples.size() == 1) {
      return examples.get(0).replaceAll("[a-z]+", "[a-z]+").replaceAll("\\d+", "\\\\d+");
    }
    return expression(examples);
  }

  static String expression(List<String> examples) {
    List<String> paths = ofOnePath(examples);
    if (paths.size() == 1) {
      return single(paths.get(0));
    }
    boolean mixed = paths.stream().allMatch(example -> SWITCHING.matcher(example).find());
    for (Pattern pattern :
        mixed ? List.of(TOKEN_RUN) : List.of(HUMP_RUN, RUN, NUMBER_RUN, WORD_RUN)) {
      List<List<String>> runs =
          paths.stream().map(example -> Examples.runs(example, pattern)).toList();
      if (runs.stream().allMatch(other -> alike(runs.get(0), other))) {
        return join(runs);
      }
    }
    List<List<String>> runs =
        paths.stream().map(example -> Examples.runs(example, NUMBER_RUN)).toList();
    boolean signs =
        runs.stream()
            .allMatch(
                run ->
                    run.size() == runs.get(0).size()
                        && kind(run.get(0)) == '.'
                        && alike(run.subList(1, run.size()), runs.get(0).subList(1, run.size())));
    return signs ? join(runs) : null;
  }

  /** Whether there is a name in it that stands for what it names. */
  static boolean generic(String example) {
    return List.of(example.split("[/.@?=&#:]", -1)).stream()
        .anyMatch(step -> GENERIC.matcher(step).matches());
  }

  /** Without those that go on behind another: {@code /settings} and {@code /settings/billing}. */
  private static List<String> ofOnePath(List<String> examples) {
    return examples.stream()
        .filter(
            one ->
                examples.stream()
                    .noneMatch(
                        other -> !other.equals(one) && alike(one).startsWith(alike(other) + "/")))
        .toList();
  }

  private static String alike(String path) {
    return path.replaceAll("\\d+", "0");
  }

  /** Of a single example only what stands for something else is known. */
  private static String single(String example) {
    if (example.matches("[A-Za-z0-9]{6,}") && SWITCHING.matcher(example).find()) {
      return token(List.of(example));
    }
    boolean letters = example.chars().anyMatch(Character::isLetter);
    if (example.matches("\\S*[A-Za-z]{2,}\\S*[/_=]\\S+") && MIXED.matcher(example).find()) {
      return tokens(example);
    }
    if (MIXED.matcher(example).find() || !(letters || example.indexOf(',') > 0)) {
      return null;
    }
    if (WORDS.matcher(example).matches()) {
      return words(example);
    }
    StringBuilder out = new StringBuilder();
    boolean varied = false;
    int host = example.contains("://") ? example.indexOf('/', example.indexOf("://") + 3) : 0;
    Matcher run = STEP_RUN.matcher(example);
    while (run.find()) {
      String text = run.group();
      boolean generic =
          GENERIC.matcher(text).matches() && run.start() >= host && !beforeSign(example, run.end());
      boolean apart =
          (run.start() > 0 && "-/._".indexOf(example.charAt(run.start() - 1)) >= 0)
              || (run.end() < example.length() && "-/._".indexOf(example.charAt(run.end())) >= 0);
      if (Character.isDigit(text.charAt(0))) {
        out.append(apart && text.matches("(?:19|20)\\d\\d") ? "\\d{4}" : number(List.of(text)));
        varied = true;
      } else if (PLACEHOLDER.matcher(text).matches() && example.matches("[A-Z]+\\W?\\d+")) {
        out.append("[A-Z]+");
        varied = true;
      } else if (generic) {
        out.append("[^/?#&=@.\\s]+");
        varied = true;
      } else {
        out.append(Escape.literal(text));
      }
    }
    return varied ? out.toString() : null;
  }

  /** {@code /checkout/c_8f3k2}: what changes between letters and digits is made up. */
  private static String tokens(String example) {
    StringBuilder out = new StringBuilder();
    Matcher run = TOKEN_RUN.matcher(example);
    while (run.find()) {
      String text = run.group();
      out.append(
          MIXED.matcher(text).find()
              ? token(List.of(text)).replaceFirst("[{]\\d+[}]$", "+")
              : text.matches("\\d+") ? "\\d+" : Escape.literal(text));
    }
    return out.toString();
  }

  /**
   * {@code billing:invoice_paid}: as many words as one likes where one sign stands between them.
   */
  private static String words(String example) {
    StringBuilder out = new StringBuilder();
    Matcher part = Pattern.compile("[^:]+|:").matcher(example);
    while (part.find()) {
      String text = part.group();
      boolean upper = text.equals(text.toUpperCase(Locale.ROOT));
      String word = upper ? "[A-Z0-9]+" : "[a-z0-9]+";
      String signs = text.replaceAll("[A-Za-z]", "");
      out.append(
          text.equals(":")
              ? ":"
              : signs.isEmpty()
                  ? word
                  : word + "(?:" + Escape.literal(signs.substring(0, 1)) + word + ")*");
    }
    return out.toString();
  }

  /** The name of a parameter is meant as it is. */
  private static boolean beforeSign(String example, int end) {
    return end < example.length() && example.charAt(end) == '=';
  }

  private static boolean alike(List<String> left, List<String> right) {
    if (left.size() != right.size()) {
      return false;
    }
    for (int i = 0; i < left.size(); i++) {
      char kind = kind(left.get(i));
      if (kind != kind(right.get(i)) || (kind == '.' && !left.get(i).equals(right.get(i)))) {
        return false;
      }
    }
    return true;
  }

  private static char kind(String run) {
    char first = run.charAt(0);
    return Character.isDigit(first) ? '0' : Character.isLetter(first) ? 'a' : '.';
  }

  private static String join(List<List<String>> examples) {
    StringBuilder out = new StringBuilder();
    boolean varied = false;
    for (int i = 0; i < examples.get(0).size(); i++) {
      int at = i;
      List<String> runs = examples.stream().map(example -> example.get(at)).toList();
      char kind = kind(runs.get(0));
      boolean equal = runs.stream().allMatch(runs.get(0)::equals);
      boolean token =
          runs.stream().anyMatch(run -> run.matches(".*\\d.*") && !run.matches("[\\d.,]+"));
      if (token && !equal) {
        out.append(token(runs));
        varied = true;
      } else if (kind == '0') {
        out.append(number(runs));
        varied = true;
      } else if (equal) {
        out.append(Escape.literal(runs.get(0)));
      } else if (kind == '.') {
        out.append(Escape.oneOf(runs.stream().distinct().map(Escape::literal).toList()));
      } else {
        out.append(letters(runs));
        varied = true;
      }
    }
    return varied ? out.toString() : null;
  }

  private static String number(List<String> runs) {
    if (runs.stream().anyMatch(run -> run.indexOf(',') > 0)) {
      return "\\d{1,3}(?:,\\d{3})"
          + (runs.stream().allMatch(run -> run.indexOf(',') > 0) ? "+" : "*")
          + (runs.stream().anyMatch(run -> run.indexOf('.') > 0) ? "(?:\\.\\d+)?" : "");
    }
    if (runs.stream().anyMatch(run -> run.indexOf('.') > 0)) {
      return "\\d+(?:\\.\\d+)" + (runs.stream().allMatch(run -> run.indexOf('.') > 0) ? "" : "?");
    }
    int length = runs.get(0).length();
    boolean same = runs.stream().allMatch(run -> run.length() == length);
    boolean padded = runs.stream().anyMatch(run -> run.length() > 1 && run.startsWith("0"));
    boolean year = runs.size() > 1 && runs.stream().allMatch(run -> run.matches("(?:19|20)\\d\\d"));
    boolean fixed = same && (padded || year || (runs.size() > 1 && length > 2));
    return fixed ? "\\d{" + length + "}" : "\\d+";
  }

  /** Letters and digits in any order. */
  private static String token(List<String> runs) {
    String all = String.join("", runs);
    boolean upper = all.equals(all.toUpperCase(Locale.ROOT));
    boolean lower = all.equals(all.toLowerCase(Locale.ROOT));
    int length = runs.get(0).length();
    boolean same = runs.stream().allMatch(run -> run.length() == length);
    String set = upper ? "A-Z0-9" : lower ? "a-z0-9" : "A-Za-z0-9";
    return "[" + set + "]" + (same ? "{" + length + "}" : "+");
  }

  private static String letters(List<String> runs) {
    int length = runs.get(0).length();
    boolean same = runs.stream().allMatch(run -> run.length() == length);
    String all = String.join("", runs);
    boolean upper = all.equals(all.toUpperCase(Locale.ROOT));
    boolean lower = all.equals(all.toLowerCase(Locale.ROOT));
    if (same && length == 1 && runs.size() > 2) {
      Set<String> letters = new LinkedHashSet<>(runs);
      return letters.stream().sorted().collect(Collectors.joining("", "[", "]"));
    }
    if (runs.stream().allMatch(run -> run.matches("[A-Z][a-z]+"))) {
      return "[A-Z][a-z]" + (same && length <= 3 ? "{" + (length - 1) + "}" : "+");
    }
    String signs = all.replaceAll("[A-Za-z]", "");
    if (!signs.isEmpty()) {
      String word = "[" + (upper ? "A-Z" : lower ? "a-z" : "A-Za-z") + "0-9]+";
      String sign = Escape.literal(signs.substring(0, 1));
      return word + "(?:" + sign + word + ")*";
    }
    String set = upper ? "A-Z" : lower ? "a-z" : "A-Za-z";
    boolean counted = same && (upper || length <= 3);
    boolean open = !upper && !lower;
    return "["
        + set
        + (open ? "0-9" : "")
        + "]"
        + (counted ? length == 1 ? "" : "{" + length + "}" : "+");
  }
}
