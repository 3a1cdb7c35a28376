package dev.zoetrope.server.assistant.regex;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses without some of them: {@code pages under /docs but not /docs/api}. */
final class Excluding {
  private static final String BOUNDARY = "(?:[/?#]|$)";
  private static final Pattern PATH = Pattern.compile("/[\\w./-]*[\\w-]");
  private static final Pattern BUT_NOT =
      Pattern.compile(
          "(?i)(.+?)[,;(]?\\s+(?:but not|but never|except(?: for)?|excluding|other than|without|and not|not)\\s+([^()]+?)[)]?");
  private static final Pattern PAGE =
      Pattern.compile("(?i)(?:all |any |the |our )?([a-z-]+) pages?");

  /** What is in brackets behind what it is called. */
  private static final Pattern NAMED =
      Pattern.compile("(?:not|except|excluding) [A-Za-z' -]*[(](/[^()]+)[)]$");

  private static final Pattern EXPLAINED =
      Pattern.compile(
          "(?i)\\b(not|except|excluding|without) (?:the |our )?[a-z' -]{2,20} [(](/[^()\\s]+)[)]$");
  private static final Pattern HOST = Pattern.compile("(?i)(?:[a-z0-9-]+\\.)+[a-z]{2,}");
  private static final Pattern FOLDER = Pattern.compile("/[\\w./-]+/");
  private static final Pattern ABOUT =
      Pattern.compile(
          "(?i)(?:the|all|any|every|everything|anything|pages?|urls?|paths?|links?|calls?|requests?|ones?|those|that|are|is|in"
              + "|inside|under|within|below|on|of|to|from|section|area|folder|api|visits?|just|only|match|matching|with|contain"
              + "|containing|contains|including|includes|include|start|starts|starting|begin|begins|beginning|which|endpoints?|routes?|for|it|sub-?pages?|its|articles?|posts?|docs?|blog|itself|stuff|at|or|and|,|;|home|index|main|overview|landing|root)");

  private Excluding() {}

  /** {@code pages under /docs but not /docs/api}, {@code /api/v1 or /api/v2 but not v3}. */
  static Candidate of(String body) {
    Matcher matcher = BUT_NOT.matcher(EXPLAINED.matcher(body).replaceFirst("$1 $2"));
    if (!matcher.matches()) {
      return null;
    }
    Matcher page = PAGE.matcher(matcher.group(1));
    Matcher named = NAMED.matcher(body);
    List<String> wanted =
        page.matches() ? List.of("/" + page.group(1)) : literals(matcher.group(1));
    List<String> unwanted = named.find() ? literals(named.group(1)) : literals(matcher.group(2));
    if (wanted == null || unwanted == null || wanted.isEmpty() || unwanted.isEmpty()) {
      return null;
    }
    if (wanted.size() == 1 && HOST.matcher(wanted.get(0)).matches()) {
      return onHost(wanted.get(0), unwanted);
    }
    boolean paths = wanted.stream().allMatch(text -> PATH.matcher(text).matches());
    boolean below =
        paths
            && wanted.size() == 1
            && unwanted.stream().allMatch(text -> text.startsWith(wanted.get(0) + "/"));
    if (below) {
      return below(wanted.get(0), unwanted);
    }
    boolean above =
        paths
            && wanted.size() == 1
            && unwanted.size() == 1
            && wanted.get(0).startsWith(unwanted.get(0) + "/");
    if (above) {
      return new Candidate(
          Escape.literal(unwanted.get(0)) + "/[^/?#]", wanted, List.of(unwanted.get(0)));
    }
    boolean inside =
        wanted.size() == 1
            && FOLDER.matcher(wanted.get(0)).matches()
            && unwanted.stream().allMatch(text -> text.startsWith(wanted.get(0)));
    if (inside) {
      return inside(wanted.get(0), unwanted);
    }
    boolean apart =
        wanted.size() > 1
            && unwanted.stream()
                .allMatch(
                    no -> wanted.stream().noneMatch(yes -> yes.contains(no) || no.contains(yes)));
    return apart && paths
        ? new Candidate(
            Escape.oneOf(wanted.stream().map(Escape::literal).toList()) + BOUNDARY,
            wanted,
            unwanted)
        : null;
  }

  /** {@code anything on example.com except /blog}. */
  private static Candidate onHost(String host, List<String> unwanted) {
    String rest =
        unwanted.stream().allMatch(text -> PATH.matcher(text).matches())
            ? Complement.expression(
                List.of(
                    new Complement.Condition(List.of("/", "?", "#"), Complement.Where.START, false),
                    new Complement.Condition(unwanted, Complement.Where.START, true)))
            : null;
    return rest == null
        ? null
        : new Candidate(
            "^(?:https?://)?(?:[\\w-]+\\.)*"
                + Escape.literal(host)
                + "(?::\\d+)?(?:$|"
                + rest.substring(1)
                + ")",
            List.of("https://" + host, "https://" + host + "/\u00e9"),
            unwanted.stream().map(path -> "https://" + host + path).toList());
  }

  private static Candidate inside(String folder, List<String> unwanted) {
    List<String> tails = unwanted.stream().map(text -> text.substring(folder.length())).toList();
    String rest =
        Complement.expression(
            List.of(new Complement.Condition(tails, Complement.Where.START, true)));
    return rest == null
        ? null
        : new Candidate(
            Escape.literal(folder) + rest.substring(1), List.of(folder + "\u00e9"), unwanted);
  }

  private static Candidate below(String path, List<String> unwanted) {
    List<String> tails = unwanted.stream().map(text -> text.substring(path.length())).toList();
    String rest =
        Complement.expression(
            List.of(
                new Complement.Condition(List.of("/", "?", "#"), Complement.Where.START, false),
                new Complement.Condition(tails, Complement.Where.START, true)));
    return rest == null
        ? null
        : new Candidate(
            Escape.literal(path) + "(?:$|" + rest.substring(1) + ")",
            List.of(path, "https://example.com" + path + "/\u00e9"),
            unwanted);
  }

  /** The literal texts; null when there are words that say more. */
  private static List<String> literals(String part) {
    List<String> texts = new ArrayList<>();
    for (Word word : Description.of(part).words()) {
      if (word.is(Word.Kind.LITERAL)) {
        texts.add(word.text());
      } else if (!word.is(Word.Kind.COMMA)
          && (word.is("END") || word.is("NOT") || !ABOUT.matcher(word.text()).matches())) {
        return null;
      }
    }
    return texts;
  }
}
