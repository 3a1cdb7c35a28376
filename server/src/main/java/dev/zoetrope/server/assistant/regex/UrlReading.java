package dev.zoetrope.server.assistant.regex;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses by their domain, a parameter, a placeholder in their path, or the kind of file. */
final class UrlReading implements Reading {
  private static final Set<String> SUBJECTS =
      Set.of(
          "url",
          "urls",
          "page",
          "pages",
          "link",
          "links",
          "anything",
          "everything",
          "all",
          "address",
          "addresses",
          "path",
          "paths",
          "subdomain",
          "subdomains",
          "domain");
  private static final Pattern DOMAIN = Pattern.compile("(?:[\\w-]+\\.)+[A-Za-z]{2,}");
  private static final Pattern PLACEHOLDER =
      Pattern.compile(":[A-Za-z_]\\w*|\\{[^{}]*\\}|<[^<>]*>|\\[[^\\[\\]]*\\]|\\*+");
  private static final Set<String> IMAGES =
      Set.of(
          "png", "jpg", "jpeg", "gif", "svg", "webp", "pdf", "csv", "json", "xml", "html", "js",
          "css", "mp4", "mp3", "zip", "txt", "docx", "xlsx");
  private static final String END = "(?:[/?#]|$)";

  @Override
  public Candidate read(Description description) {
    List<Word> words = description.words();
    Candidate found = ParameterReading.of(words);
    found = found == null ? domain(words) : found;
    found = found == null ? template(words) : found;
    found = found == null ? slash(words) : found;
    return found == null ? files(words) : found;
  }

  private static Candidate domain(List<Word> words) {
    List<String> hosts = new ArrayList<>();
    boolean about = false;
    boolean sub = false;
    boolean starred = false;
    boolean not = false;
    for (Word word : words) {
      about |= word.is("DOMAIN") || word.is("FROM");
      sub |= word.is("SUBDOMAIN");
      not |= word.is("NOT") || word.is("NEITHER");
      if (word.is(Word.Kind.LITERAL)) {
        boolean star = word.text().startsWith("*.");
        String host = star ? word.text().substring(2) : word.text();
        if (!DOMAIN.matcher(host).matches()) {
          return null;
        }
        sub |= star;
        starred |= star;
        hosts.add(host);
      } else if (word.is("HAS")
          || word.is("START")
          || word.is("END")
          || word.is(Word.Kind.NUMBER)) {
        return null;
      }
    }
    if (hosts.isEmpty() || not || !(about || sub) || !(starred || addresses(words))) {
      return null;
    }
    List<String> names = sub && !starred ? names(words) : List.of();
    String host = Escape.oneOf(hosts.stream().map(Escape::literal).toList());
    if (!names.isEmpty()) {
      String named = Escape.oneOf(names.stream().map(Escape::literal).toList());
      return new Candidate(
          "^https?://" + named + "\\." + host + "(?::\\d+)?" + END,
          List.of("https://" + names.get(0) + "." + hosts.get(0) + "/"),
          List.of("https://" + hosts.get(0) + "/", "https://not-one." + hosts.get(0) + "/"));
    }
    String expression = "^https?://(?:[^/?#@]+\\.)" + (sub ? "" : "?") + host + "(?::\\d+)?" + END;
    String first = hosts.get(0);
    return sub
        ? new Candidate(
            expression,
            List.of("https://shop." + first + "/"),
            List.of("https://" + first + "/", "https://shop" + first + "/"))
        : new Candidate(
            expression,
            List.of("https://" + first, "http://www." + first + "/a?b"),
            List.of("https://not" + first + "/", "https://" + first + ".example.net/"));
  }

  /** Which subdomains: {@code the staging or dev subdomain of}. */
  private static List<String> names(List<Word> words) {
    List<String> names = new ArrayList<>();
    for (Word word : words) {
      if (word.is("SUBDOMAIN")) {
        return names;
      }
      boolean name =
          word.is(Word.Kind.WORD)
              && !SUBJECTS.contains(word.plain())
              && !KnownTypes.NOISE.contains(word.plain());
      if (name && word.text().matches("[A-Za-z0-9-]+")) {
        names.add(word.plain());
      }
    }
    return List.of();
  }

  private static boolean addresses(List<Word> words) {
    return words.stream()
        .anyMatch(
            word -> SUBJECTS.contains(word.plain()) || word.is("DOMAIN") || word.is("SUBDOMAIN"));
  }

  /** {@code /users/:id/profile}, {@code /blog/*}. */
  private static Candidate template(List<Word> words) {
    List<Word> literals =
        words.stream()
            .filter(word -> word.is(Word.Kind.LITERAL) && word.text().contains("/"))
            .toList();
    if (literals.size() != 1 || words.stream().anyMatch(word -> word.is("NOT"))) {
      return null;
    }
    String path = literals.get(0).text();
    int scheme = path.indexOf("://") + 3;
    Matcher matcher = PLACEHOLDER.matcher(path);
    if (!matcher.find(scheme < 3 ? 0 : scheme)) {
      return null;
    }
    boolean numbers =
        words.stream().anyMatch(word -> word.plain().matches("numbers?|numeric|integers?|digits?"));
    StringBuilder expression = new StringBuilder();
    StringBuilder sample = new StringBuilder();
    int from = 0;
    do {
      expression.append(Escape.literal(path.substring(from, matcher.start())));
      sample.append(path, from, matcher.start());
      String name = matcher.group();
      boolean star = name.startsWith("*");
      boolean number =
          (numbers && !star) || name.matches("(?i).*\\b(?:number|num|int|integer|digits?)\\b.*");
      Candidate type = star || number ? null : kindOf(name.replaceAll("[^A-Za-z0-9]", ""));
      if (type == null) {
        expression.append(
            star && matcher.end() == path.length() ? ".*" : number ? "\\d+" : "[^/?#]+");
        sample.append(number ? "12" : "a1");
      } else {
        expression.append(Operands.inside(type.expression()));
        sample.append(type.matches().get(0));
      }
      from = matcher.end();
    } while (matcher.find());
    expression.append(Escape.literal(path.substring(from)));
    sample.append(path.substring(from));
    boolean open = path.endsWith("*") || path.endsWith("/");
    String start = path.contains("://") ? "^" : "";
    return new Candidate(
        start + expression + (open ? "" : END), List.of(sample.toString()), List.of("", "/"));
  }

  /** The type that a placeholder names; null when it stands for any step of a path. */
  private static Candidate kindOf(String name) {
    return name.matches("(?i)any\\w*|all|everything|something|string|text")
        ? null
        : KnownTypes.of(name);
  }

  /** {@code https://example.com with or without trailing slash}. */
  private static Candidate slash(List<Word> words) {
    List<Word> literals = words.stream().filter(word -> word.is(Word.Kind.LITERAL)).toList();
    boolean slash = words.stream().anyMatch(word -> word.plain().equals("slash"));
    boolean optional = words.stream().anyMatch(word -> word.is("OPTIONAL"));
    if (literals.size() != 1 || !slash || !optional) {
      return null;
    }
    String text = literals.get(0).text().replaceAll("/$", "");
    return new Candidate(
        "^" + Escape.literal(text) + "/?$",
        List.of(text, text + "/"),
        List.of(text + "/a", "x" + text));
  }

  private static Candidate files(List<Word> words) {
    List<String> kinds =
        words.stream().filter(word -> IMAGES.contains(word.plain())).map(Word::plain).toList();
    boolean files =
        words.stream()
            .anyMatch(
                word ->
                    word.plain()
                        .matches(
                            "images?|files?|urls?|links?|pictures?|videos?|documents?|assets?|downloads?|extensions?"));
    if (kinds.isEmpty() || !files || words.stream().anyMatch(word -> word.is(Word.Kind.LITERAL))) {
      return null;
    }
    if (words.stream().anyMatch(word -> word.is("NOT"))) {
      return otherFiles(kinds);
    }
    return new Candidate(
        "\\." + Escape.oneOf(kinds) + "(?:[?#]|$)",
        List.of("/x." + kinds.get(0), "/x." + kinds.get(0) + "?v=1"),
        List.of("/" + kinds.get(0), "/x.exe"));
  }

  /** {@code everything that is not an image (png, jpg)}. */
  private static Candidate otherFiles(List<String> kinds) {
    List<String> endings = kinds.stream().map(kind -> "." + kind).toList();
    String expression =
        Complement.expression(
            List.of(new Complement.Condition(endings, Complement.Where.END, true)));
    return expression == null
        ? null
        : new Candidate(
            expression, List.of("/x.exe", "/" + kinds.get(0)), List.of("/x." + kinds.get(0)));
  }
}
