package dev.zoetrope.conformance.contract;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Path templates of the document: {@code /a/{b}/c}. */
public final class UriTemplate {
  private static final Pattern VARIABLE = Pattern.compile("\\{([^}]*)\\}");

  private UriTemplate() {}

  /** Puts values in place of the variables. */
  public static String expand(String template, UnaryOperator<String> values) {
    return VARIABLE
        .matcher(template)
        .replaceAll(found -> Matcher.quoteReplacement(values.apply(found.group(1))));
  }

  /** Whether a concrete path fits, trailing slash or not. */
  public static boolean matches(String template, String path) {
    String[] literals = VARIABLE.split(slashless(template), -1);
    StringBuilder expression = new StringBuilder();
    for (int i = 0; i < literals.length; i++) {
      expression.append(i == 0 ? "" : "[^/]+").append(Pattern.quote(literals[i]));
    }
    return Pattern.matches(expression.toString(), slashless(path));
  }

  /** The names of its variables, in order. */
  public static List<String> names(String template) {
    return VARIABLE.matcher(template).results().map(found -> found.group(1)).toList();
  }

  /** How many variables the template has. */
  public static long variables(String template) {
    return names(template).size();
  }

  /** The path without its trailing slash. */
  public static String slashless(String path) {
    return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }
}
