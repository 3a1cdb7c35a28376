package dev.zoetrope.server.assistant.regex;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Descriptions that say at the end what they do not mean, or which of several: {@code pages under
 * /docs but not /docs/api}, {@code the page /pricing itself}, {@code IP addresses (v4)}.
 */
final class Qualified {
  private static final String BOUNDARY = "(?:[/?#]|$)";
  private static final Pattern ANYTHING_BUT =
      Pattern.compile(
          "(?i)(?:anything|everything|any (?:value|text|string|word)s?|all (?:values|texts|strings)|values?)"
              + " (?:other than|but|except(?: for)?|that (?:is not|isn't|are not|aren't)|besides|which (?:is|are) not|not equal to) (.+)");
  private static final Pattern ITSELF =
      Pattern.compile(
          "(?i)\\b(?:itself|nothing (?:below|under|beneath)|no sub-?pages|(?:without|not) (?:its|any|the) sub-?pages)\\b");
  private static final Pattern SUBDOMAIN =
      Pattern.compile("(?i).*\\bsubdomains?:? \\(?((?:[\\w-]+\\.){2,}[a-z]{2,})\\)?");
  private static final Pattern BOTH =
      Pattern.compile(
          "(?i)(?:.* )?(?:both )(?:the )?([\\w-]+) and (?:the )?([\\w-]+)(?: query| url)? (?:parameters?|params?)(?: in .*)?");
  private static final Pattern SUBDOMAINS =
      Pattern.compile(
          "(?i)(?:any |all |every )?subdomains? of ((?:[\\w-]+\\.)+[a-z]{2,}),? [(]?(?:but not|except(?: for)?|other than|excluding|not)(?: the)? ([^()]+?)(?: one| subdomain)?[)]?");
  private static final Pattern BRACKETS = Pattern.compile("([^()]+?)\\s*[(]([^()]+)[)]");
  private static final Pattern PATH = Pattern.compile("/[\\w./-]*[\\w-]");

  private Qualified() {}

  static Candidate of(Said said) {
    Candidate found = subdomain(said.body());
    found = found == null ? page(said) : found;
    found = found == null ? both(said.body()) : found;
    found = found == null ? values(said.body()) : found;
    found = found == null ? Without.of(said.body()) : found;
    found = found == null ? Begun.of(said.body()) : found;
    found = found == null ? Constrained.of(said.body()) : found;
    found = found == null ? Containing.of(said.body()) : found;
    found = found == null ? subdomains(said.body()) : found;
    found = found == null ? Excluding.of(said.body()) : found;
    found = found == null ? bracketed(said.body()) : found;
    found = found == null ? LeadingSign.of(said.body()) : found;
    found = found == null ? LeadingSign.orEmpty(said.body()) : found;
    found = found == null ? LeadingSign.before(said.body()) : found;
    found = found == null ? LeadingSign.tagged(said.body()) : found;
    found = found == null ? LeadingSign.valued(said.body()) : found;
    return found != null && said.shows(found) ? found : null;
  }

  /** {@code our help center subdomain help.example.com}. */
  private static Candidate subdomain(String body) {
    Matcher matcher = SUBDOMAIN.matcher(body);
    if (!matcher.matches()) {
      return null;
    }
    String host = matcher.group(1);
    return new Candidate(
        "^https?://" + Escape.literal(host) + "(?::\\d+)?" + BOUNDARY,
        List.of("https://" + host + "/a", "http://" + host),
        List.of("https://www." + host, "https://" + host + "x"));
  }

  /** {@code the page /pricing itself, nothing below it}. */
  private static Candidate page(Said said) {
    Matcher itself = ITSELF.matcher(said.body());
    if (!itself.find()) {
      return null;
    }
    List<String> paths =
        Description.of(said.body()).words().stream()
            .filter(word -> word.is(Word.Kind.LITERAL))
            .map(Word::text)
            .filter(text -> PATH.matcher(text).matches())
            .toList();
    if (paths.isEmpty()
        || paths.stream().skip(1).anyMatch(path -> !path.startsWith(paths.get(0)))) {
      return null;
    }
    String path = paths.get(0);
    return new Candidate(
        "^(?:https?://[^/?#]+)?" + Escape.literal(path) + "/?(?:[?#].*)?$",
        List.of(path, "https://example.com" + path + "?a=b"),
        List.of(path + "/a", "/a" + path));
  }

  /** {@code subdomains of example.com but not www}. */
  private static Candidate subdomains(String body) {
    Matcher matcher = SUBDOMAINS.matcher(body);
    if (!matcher.matches()) {
      return null;
    }
    String domain = matcher.group(1);
    List<String> others =
        List.of(matcher.group(2).split(",\\s*(?:or |and )?|\\s+(?:or|and)\\s+", -1)).stream()
            .map(name -> name.replace("." + domain, "").replaceAll("\\.$", ""))
            .toList();
    String some =
        Complement.expression(
            List.of(new Complement.Condition(others, Complement.Where.WHOLE, true)));
    if (some == null || others.stream().anyMatch(name -> !name.matches("[\\w-]+"))) {
      return null;
    }
    String label =
        some.substring(1, some.length() - 1).replace("[^", "[^/?#@").replace("[\\s\\S]", "[^/?#@]");
    return new Candidate(
        "^https?://(?:" + label + ")\\." + Escape.literal(domain) + "(?::\\d+)?" + BOUNDARY,
        List.of("https://some." + domain + "/", "https://some." + domain),
        List.of("https://" + others.get(0) + "." + domain + "/", "https://" + domain + "/"));
  }

  /** {@code urls with both a and b query parameters}. */
  private static Candidate both(String body) {
    Matcher matcher = BOTH.matcher(body);
    if (!matcher.matches()) {
      return null;
    }
    String one = "[?&]" + Escape.literal(matcher.group(1)) + "=";
    String other = "[?&]" + Escape.literal(matcher.group(2)) + "=";
    String first = "?" + matcher.group(1) + "=1";
    String second = matcher.group(2) + "=2";
    return new Candidate(
        one + ".*" + other + "|" + other + ".*" + one,
        List.of("/" + first + "&" + second, "/?" + second + "&" + first.substring(1)),
        List.of("/" + first, "/?" + second));
  }

  /** {@code anything other than true or false}. */
  private static Candidate values(String body) {
    Matcher matcher = ANYTHING_BUT.matcher(body);
    if (!matcher.matches()) {
      return null;
    }
    List<String> texts = new ArrayList<>();
    for (String one :
        matcher.group(1).split(",\\s*(?:or |and |nor )?|\\s+(?:or|and|nor)\\s+", -1)) {
      String text =
          one.strip()
              .replaceAll("^[\"'`\u201c]|[\"'`\u201d]$", "")
              .replaceFirst("^the (?:word|value|text) ", "");
      if (!text.matches("[\\w-]+") || KnownTypes.named(Description.of(text).words()) != null) {
        return null;
      }
      texts.add(text);
    }
    String expression =
        Complement.expression(
            List.of(new Complement.Condition(texts, Complement.Where.WHOLE, true)));
    return expression == null
        ? null
        : new Candidate(expression, List.of("\u00e9", texts.get(0) + "\u00e9"), texts);
  }

  /** {@code IP addresses (v4)}, {@code secure urls (https)}. */
  private static Candidate bracketed(String body) {
    Matcher matcher = BRACKETS.matcher(body);
    if (!matcher.matches()) {
      return null;
    }
    Candidate both = RegexEngine.named(words(matcher.group(2) + " " + matcher.group(1)));
    Candidate behind = RegexEngine.named(words(matcher.group(1) + " " + matcher.group(2)));
    if (both != null || behind != null) {
      return both == null ? behind : both;
    }
    Candidate type =
        RegexEngine.named(words(matcher.group(1).replaceFirst("(?i)^(?:only|just) ", "")));
    String said = matcher.group(2).replaceFirst("(?i),? (?:but )?not .*", "");
    return type != null && said.matches("[a-z]+") && type.expression().contains(said) ? type : null;
  }

  private static List<Word> words(String text) {
    return Description.of(text).words().stream()
        .map(
            word ->
                word.is(Word.Kind.LITERAL) && word.text().matches("v\\d")
                    ? new Word(Word.Kind.WORD, word.text(), word.text())
                    : word)
        .toList();
  }
}
