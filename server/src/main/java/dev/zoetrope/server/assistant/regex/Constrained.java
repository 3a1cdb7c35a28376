package dev.zoetrope.server.assistant.regex;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with a name and what is said of it besides: {@code handles with at most 15 characters},
 * {@code a GUID with or without braces}, {@code dates in 2024 or later}.
 */
final class Constrained {
  private static final Pattern LENGTH =
      Pattern.compile(
          "(?i)(.+?),? (?:(?:that |which )?(?:with|of|have|has|having|are|is|can be) )?((?:at least|at most|up to|exactly|more than|less than|fewer than|no more than|no longer than|between|from|max(?:imum)?|min(?:imum)?|\\d|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve)\\b.*?\\b(?:characters?|chars?|letters?|digits?))(?: (?:long|in length|in total|or less|max(?:imum)?))?");
  private static final Pattern REPEATED =
      Pattern.compile("\\^(\\W?)(\\[[^\\]]+\\]|\\\\[wd])(?:\\+|\\{\\d+(?:,\\d*)?\\})\\$");
  private static final Pattern WRAPPED =
      Pattern.compile(
          "(?i)(.+?),? (?:with or without|with optional|optionally (?:in|within|with|wrapped in|surrounded by))(?: any| the| its| their)? (?:surrounding |enclosing )?(curly braces|braces|square brackets|brackets|parentheses|parens|quotes|double quotes|dashes|hyphens|spaces)(?: around (?:it|them))?");
  private static final Map<String, List<String>> AROUND =
      Map.of(
          "curly braces", List.of("\\{?", "\\}?"),
          "braces", List.of("\\{?", "\\}?"),
          "square brackets", List.of("\\[?", "\\]?"),
          "brackets", List.of("[(\\[]?", "[)\\]]?"),
          "parentheses", List.of("\\(?", "\\)?"),
          "parens", List.of("\\(?", "\\)?"),
          "quotes", List.of("[\"']?", "[\"']?"),
          "double quotes", List.of("\"?", "\"?"));
  private static final Pattern YEARS =
      Pattern.compile(
          "(?i)(dates?|years?|iso dates?|days)(?: that are| which are)? (?:(?:in|from|of|since|starting(?: in| with)?|beginning(?: in| with)?) (?:the year )?((?:19|20)\\d\\d)(,? (?:or|and) (?:later|newer|after|up|onwards?|following)|,? onwards?)?|(since|after|before|until|up to) (?:the year )?((?:19|20)\\d\\d))");
  private static final int LAST_YEAR = 9999;
  private static final Pattern BEHIND =
      Pattern.compile(
          "(?i)(.+?)(?: (?:in|inside|within) (?:the |an? )?(?:path|url|address|link)s?)?,? (?:that comes? |directly |right |immediately )?(?:after|behind|following) (/\\S*|\\S+[/=:_-])");

  private Constrained() {}

  /** Null when it is nothing of that kind. */
  static Candidate of(String body) {
    Candidate found = ofLength(body);
    found = found == null ? wrapped(body) : found;
    found = found == null ? behind(body) : found;
    return found == null ? ofYears(body) : found;
  }

  private static Candidate ofLength(String body) {
    Matcher matcher = LENGTH.matcher(body);
    Candidate type = matcher.matches() ? named(matcher.group(1)) : null;
    Matcher repeated = type == null ? null : REPEATED.matcher(type.expression());
    if (repeated == null || !repeated.matches()) {
      return null;
    }
    List<Word> words = Description.of(matcher.group(2)).words();
    Count count = Count.at(words, 0);
    CharacterKinds.Found kind = count == null ? null : CharacterKinds.at(words, count.next());
    if (kind == null || count.next() + kind.length() != words.size()) {
      return null;
    }
    boolean digits = kind.set().equals("0-9");
    String set = repeated.group(2);
    if (!kind.set().isEmpty() && !(digits && set.equals("\\d"))) {
      return null;
    }
    String sign = repeated.group(1);
    String sample = (digits || set.equals("\\d") ? "7" : "a").repeat(Math.max(1, count.least()));
    if (!com.google.re2j.Pattern.matches(set + "+", sample)) {
      return null;
    }
    return new Candidate(
        "^" + sign + set + count.quantifier() + "$",
        List.of((sign.startsWith("\\") ? sign.substring(1) : sign) + sample),
        List.of("", "\u00e9".repeat(Math.max(1, count.least()))));
  }

  private static Candidate wrapped(String body) {
    Matcher matcher = WRAPPED.matcher(body);
    Candidate type = matcher.matches() ? named(matcher.group(1)) : null;
    if (type == null || type.matches().isEmpty() || !type.expression().startsWith("^")) {
      return null;
    }
    String inner = Operands.inside(type.expression());
    String sample = type.matches().get(0);
    List<String> around = AROUND.get(matcher.group(2).toLowerCase(java.util.Locale.ROOT));
    if (around != null) {
      return new Candidate(
          "^" + around.get(0) + inner + around.get(1) + "$", type.matches(), type.others());
    }
    String sign = matcher.group(2).toLowerCase(java.util.Locale.ROOT).equals("spaces") ? " " : "-";
    String loose = outsideSets(inner, sign.charAt(0));
    return loose.equals(inner) || !sample.contains(sign)
        ? null
        : new Candidate(
            "^" + loose + "$", List.of(sample, sample.replace(sign, "")), type.others());
  }

  /** The expression with a sign that may be missing wherever it stands by itself. */
  private static String outsideSets(String expression, char sign) {
    StringBuilder out = new StringBuilder();
    boolean set = false;
    for (int i = 0; i < expression.length(); i++) {
      char c = expression.charAt(i);
      boolean escaped = i > 0 && expression.charAt(i - 1) == '\\';
      set = !escaped && (c == '[' || (set && c != ']'));
      out.append(c);
      if (c == sign && !set && (i + 1 == expression.length() || expression.charAt(i + 1) != '?')) {
        out.append('?');
      }
    }
    return out.toString();
  }

  /** {@code UUIDs in the path after /sessions/}. */
  private static Candidate behind(String body) {
    Matcher matcher = BEHIND.matcher(body);
    Candidate type = matcher.matches() ? named(matcher.group(1)) : null;
    if (type == null || type.matches().isEmpty()) {
      return null;
    }
    String text = matcher.group(2);
    String path = text.startsWith("/") && !text.endsWith("/") ? text + "/" : text;
    return new Candidate(
        Escape.literal(path) + Operands.inside(type.expression()) + "(?:[/?#&]|$)",
        List.of(path + type.matches().get(0)),
        List.of(path));
  }

  private static Candidate ofYears(String body) {
    Matcher matcher = YEARS.matcher(body);
    if (!matcher.matches()) {
      return null;
    }
    boolean bounded = matcher.group(4) != null;
    int year = Integer.parseInt(bounded ? matcher.group(5) : matcher.group(2));
    String way = bounded ? matcher.group(4).toLowerCase(java.util.Locale.ROOT) : "since";
    boolean starting = body.matches("(?i).* (?:since|starting|beginning)\\b.*");
    if (!bounded && matcher.group(3) == null && !starting) {
      return null;
    }
    int from =
        switch (way) {
          case "since" -> year;
          case "after" -> year + 1;
          default -> 1000;
        };
    int to =
        switch (way) {
          case "before" -> year - 1;
          case "until", "up to" -> year;
          default -> LAST_YEAR;
        };
    String years = NumberRange.between(from, to);
    boolean alone = matcher.group(1).toLowerCase(java.util.Locale.ROOT).startsWith("year");
    String rest = alone ? "" : "-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])";
    String tail = alone ? "" : "-06-15";
    return new Candidate(
        "^" + years + rest + "$",
        List.of(from + tail, to + tail),
        List.of((way.equals("since") || way.equals("after") ? from - 1 : to + 1) + tail));
  }

  private static Candidate named(String name) {
    List<Word> words = Description.of(name).words();
    return words.isEmpty() ? null : RegexEngine.named(words);
  }
}
