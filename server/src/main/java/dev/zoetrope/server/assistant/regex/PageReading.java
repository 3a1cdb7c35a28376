package dev.zoetrope.server.assistant.regex;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Pages by what people call them: {@code the homepage}, {@code signup or register pages}, {@code
 * pages in the docs section}, {@code paths with two segments}.
 */
final class PageReading implements Reading {
  private static final String HOST = "^(?:https?://[^/?#]+)?";
  private static final String REST = "(?:[?#].*)?$";
  private static final String PAGES = "pages?|screens?|routes?";
  private static final String SECTIONS = "sections?|areas?|folders?|directory|subfolder";
  private static final String SEGMENTS = "segments?|levels?|parts?|components?";
  private static final String HOME = "homepage|home-page|frontpage|root";

  /** Words that say of which page nothing. */
  private static final Set<String> KINDS =
      Set.of(
          "web",
          "website",
          "site",
          "single",
          "other",
          "same",
          "first",
          "last",
          "error",
          "product",
          "dynamic",
          "static",
          "public",
          "private",
          "internal",
          "external",
          "localized",
          "english",
          "german",
          "french");

  @Override
  public Candidate read(Description description) {
    List<Word> words = description.words().stream().filter(word -> !noise(word)).toList();
    if (words.stream().anyMatch(word -> word.is("NOT") || word.is("NEITHER"))) {
      return null;
    }
    Candidate found = home(words);
    found = found == null ? segments(words) : found;
    return found == null ? named(words) : found;
  }

  private static boolean noise(Word word) {
    return word.is("ONLY")
        || word.is("FROM")
        || (word.is(Word.Kind.WORD)
            && (KnownTypes.NOISE.contains(word.plain())
                || word.plain().matches("urls?|visits?|under|inside|within|our|my|just")));
  }

  private static Candidate home(List<Word> words) {
    boolean one = words.size() == 1 && words.get(0).plain().matches(HOME);
    boolean two =
        words.size() == 2
            && words.get(0).plain().matches("home|front|root|landing|index")
            && words.get(1).plain().matches("page|path|url");
    return one || (two && !words.get(0).plain().equals("landing"))
        ? new Candidate(
            "^(?:https?://[^/?#]+/?|/)" + REST,
            List.of("/", "https://example.com", "https://example.com/?a=b"),
            List.of("/a", "https://example.com/a", ""))
        : null;
  }

  /** {@code paths with exactly two segments}. */
  private static Candidate segments(List<Word> words) {
    for (int i = 0; i < words.size(); i++) {
      Count count = Count.at(words, i);
      if (count == null) {
        continue;
      }
      int end = count.next();
      while (end < words.size() && words.get(end).plain().matches("path|url|directory")) {
        end++;
      }
      boolean segments =
          end + 1 == words.size() && words.get(end).plain().matches(SEGMENTS) && count.least() > 0;
      boolean paths =
          words.subList(0, i).stream()
              .allMatch(word -> word.plain().matches("paths?|" + PAGES) || word.is("HAS"));
      if (segments && paths) {
        String one = "/[^/?#]+";
        String sample = "/a".repeat(count.least());
        return new Candidate(
            HOST + "(?:" + one + ")" + quantifier(count) + "/?" + REST,
            List.of(sample, "https://example.com" + sample),
            List.of("/a".repeat(count.least() - 1) + "/?x=/b"));
      }
    }
    return null;
  }

  private static String quantifier(Count count) {
    return count.quantifier().isEmpty() ? "{1}" : count.quantifier();
  }

  /** {@code the pricing page}, {@code signup or register pages}, {@code the docs section}. */
  private static Candidate named(List<Word> words) {
    List<String> names = new ArrayList<>();
    boolean section = false;
    boolean page = false;
    boolean optional = false;
    boolean slash = false;
    boolean joined = true;
    for (Word word : words) {
      if (word.is("OR") || word.is("AND") || word.is(Word.Kind.COMMA)) {
        joined = true;
      } else if (word.is("OPTIONAL")) {
        optional = true;
      } else if (word.plain().matches("slash|trailing") && optional) {
        slash |= word.plain().equals("slash");
      } else if (word.plain().matches(SECTIONS)) {
        section = true;
      } else if (word.plain().matches(PAGES) && (!page || !joined)) {
        page = true;
        joined = names.isEmpty();
      } else if (word.is(Word.Kind.WORD) && joined && word.text().matches("[A-Za-z][A-Za-z-]*")) {
        names.add(word.plain());
        joined = false;
      } else {
        return null;
      }
    }
    if (names.isEmpty() || !(page || section) || (optional && !slash)) {
      return null;
    }
    boolean known = names.stream().noneMatch(name -> KINDS.contains(name) || kind(name));
    return known ? candidate(names, slash) : null;
  }

  /** Whether a word says what sort of page it is, not which. */
  private static boolean kind(String name) {
    return name.matches(SEGMENTS + "|numbers?|digits?|letters?|uuids?|ids?|numeric");
  }

  private static Candidate candidate(List<String> names, boolean whole) {
    String one =
        "/"
            + Escape.oneOf(
                names.stream()
                    .map(name -> Escape.literal(name).replaceAll("(?<=\\w)-(?=\\w)", "[-_]?"))
                    .toList());
    String name = "/" + names.get(0);
    return new Candidate(
        whole ? one + "/?" + REST : one + "(?:[/?#.]|$)",
        List.of(name, "https://example.com" + name + "/"),
        whole ? List.of(name + "s", name + "/a") : List.of(name + "s", names.get(0)));
  }
}
