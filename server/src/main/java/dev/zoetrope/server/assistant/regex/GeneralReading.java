package dev.zoetrope.server.assistant.regex;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads descriptions by their parts, whatever those are of: a name, a form, and examples that show
 * it. Answers only when every word of the form is understood and all examples agree.
 */
final class GeneralReading {
  /** {@code semantic versions x.y.z}. */
  private static final Pattern MASK_LAST = Pattern.compile("([A-Za-z][A-Za-z ]*) (\\S*[.#xX]\\S*)");

  /** {@code the order page /order/12345}: with a number it is one of many. */
  private static final Pattern PATH_LAST =
      Pattern.compile(
          "(?i)((?:[a-z-]+ )*(?:page|url|screen|link|path)(?: (?:with|for|of|after|by|from|before) [a-z' -]+)?)[,:]? (/\\S*\\d\\S*)");

  /** {@code order ids: ORD- and five digits, ORD-00123}: the last shows the form. */
  private static final Pattern SHOWN_LAST = Pattern.compile("(.+ .+?)(?:,| -|:) (\\S*\\d\\S*)");

  static final Pattern NUMBERS = Pattern.compile(".*\\d.*");
  static final Pattern SAYING =
      Pattern.compile(
          "(?i).*\\b(?:not|no|without|except|excluding|starts?|starting|begins?|beginning|ends?|ending|contains?|containing"
              + "|includ\\w+|between|at least|at most|up to|optional\\w*|followed|neither|exactly|greater|less|more|fewer|longer|shorter|over|above|below)\\b.*");

  private static final Pattern STARTING =
      Pattern.compile(
          "(?i)(.+?),? (?:that )?(?:starting|starts?|beginning|begins?) with (?:an? |the )?(?:letter )?(\\S)");
  private static final String VAGUE =
      "numbers?|codes?|ids?|values?|texts?|strings?|names?|address(?:es)?|users?|keys?|tokens?|pages?|words?|with|any|the|an?|of|or|and|in";
  private static final int LONGEST_TYPE = 5;

  private GeneralReading() {}

  /** Null when it is not understood this way. */
  static Candidate of(String description) {
    Said all = Said.of(description);
    Matcher path = PATH_LAST.matcher(all.body());
    Said said =
        all.examples().isEmpty() && path.matches()
            ? new Said(path.group(1), List.of(path.group(2)), all.others(), all.whole())
            : all;
    Matcher shows = SHOWN_LAST.matcher(said.body());
    Said told =
        said.examples().isEmpty() && shows.matches()
            ? new Said(shows.group(1), List.of(shows.group(2)), said.others(), said.whole())
            : null;
    Candidate form = told == null ? null : forms(told);
    if (form != null && form.holds()) {
      return form;
    }
    boolean shown =
        !said.examples().isEmpty() && said.examples().stream().noneMatch(ExampleForms::generic);
    Candidate month = NamedMonths.of(description);
    if (month != null && month.holds()) {
      return month;
    }
    Candidate found = shown && !said.whole() ? tried(said, named(said.body())) : null;
    found = found == null ? Qualified.of(said) : found;
    boolean generic = !said.examples().isEmpty() && !shown;
    found = found == null ? WordList.of(said.body()) : found;
    found = found == null && !generic ? forms(said) : found;
    found = found == null ? tried(said, VersionReading.of(said.body())) : found;
    found = found == null ? tried(said, NumberedRange.of(said.body())) : found;
    found = found == null ? typed(said, false) : found;
    found = found == null ? ShownReading.of(said) : found;
    return found == null ? typed(said, true) : found;
  }

  /**
   * What another reading makes of the description without its examples, or of what stands behind
   * its name.
   */
  static Candidate within(String description, Function<String, RegexAnswer> reading) {
    Said said = Said.of(description);
    for (String form : Labelled.forms(said.body())) {
      RegexAnswer answer = form.equals(description) ? null : reading.apply(form);
      Candidate found =
          answer == null || !answer.found()
              ? null
              : tried(said, new Candidate(answer.text(), said.examples(), said.others()));
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static Candidate named(String body) {
    List<Word> words = Description.of(body).words();
    return words.isEmpty() ? null : RegexEngine.named(words);
  }

  static Candidate tried(Said said, Candidate candidate) {
    return candidate != null && said.shows(candidate) ? candidate : null;
  }

  private static Candidate forms(Said said) {
    Matcher last = MASK_LAST.matcher(said.body());
    Candidate mask =
        last.matches() && !SAYING.matcher(last.group(1)).matches()
            ? Masks.all(last.group(2))
            : null;
    if (mask != null && said.shows(mask)) {
      return mask;
    }
    for (String form : Labelled.forms(said.body())) {
      boolean named = !form.equals(said.body());
      Candidate found = tried(said, Masks.all(form));
      found = found == null ? tried(said, NamedHost.of(form)) : found;
      Description words = Description.of(form);
      if (found == null && named) {
        found = tried(said, named(form));
      }
      if (found == null && !words.words().isEmpty()) {
        Part part = FormParser.of(words.words());
        Part kind = part == null ? null : ofKind(said.body(), form, part);
        found = kind == null ? null : tried(said, anchored(kind));
      }
      if (found == null && named) {
        found = tried(said, LiteralList.of(words, said.whole()));
      }
      if (found != null) {
        return found;
      }
    }
    return tried(said, LiteralList.behindName(said));
  }

  /** {@code lowercase hex ids: 32 characters}: the name says which characters. */
  private static Part ofKind(String body, String form, Part part) {
    if (!part.expression().matches("\\.(?:[+*]|\\{[\\d,]+\\})")) {
      return part;
    }
    int at = body.indexOf(form);
    List<Word> label = at <= 0 ? List.of() : Description.of(body.substring(0, at)).words();
    List<Word> name = label.stream().filter(word -> word.is(Word.Kind.WORD)).toList();
    if (!name.isEmpty() && RegexEngine.named(name) != null) {
      // What has a form of its own is not of any characters.
      return null;
    }
    for (int i = 0; i < label.size(); i++) {
      CharacterKinds.Found kind = CharacterKinds.at(label, i);
      CharacterKinds.Found next = kind == null ? null : CharacterKinds.at(label, i + kind.length());
      if (kind != null && !kind.set().isEmpty()) {
        String set = next == null ? kind.set() : FormPieces.narrowed(kind.set(), next.set());
        String sample = part.samples().get(0);
        return Part.kind(
            "[" + set + "]" + part.expression().substring(1),
            (set.contains("A-F") ? "F" : set.contains("a-f") ? "f" : kind.sample())
                .repeat(sample.length()));
      }
    }
    return part;
  }

  /** A path may have more before it and below it, other texts are the whole. */
  private static Candidate anchored(Part part) {
    String sample = part.samples().get(0);
    boolean path = sample.startsWith("/");
    boolean url = sample.contains("://");
    String expression =
        (path || sample.startsWith("?") ? "" : "^")
            + part.expression()
            + (path || url ? (sample.endsWith("/") ? "" : "(?:[/?#]|$)") : "$");
    return new Candidate(expression, List.of(sample), List.of(""));
  }

  /**
   * {@code hex colour codes like #ff0000}: the longest name of a text among the words.
   *
   * @param akin whether a name that has one of the words will do
   */
  private static Candidate typed(Said said, boolean akin) {
    Matcher starting = STARTING.matcher(said.body());
    String start = starting.matches() ? starting.group(2) : "";
    String body = starting.matches() ? starting.group(1) : said.body();
    if (said.examples().isEmpty()
        || said.whole()
        || said.examples().stream().allMatch(ExampleForms::generic)
        || NUMBERS.matcher(body).matches()
        || SAYING.matcher(body).matches()) {
      return null;
    }
    List<Word> words = Description.of(body).words();
    if (words.stream().anyMatch(word -> word.is(Word.Kind.NUMBER) || word.is("HAS"))
        || ofOne(said, words)) {
      return null;
    }
    for (int length = akin ? 0 : Math.min(LONGEST_TYPE, words.size()); length > 0; length--) {
      for (int from = 0; from + length <= words.size(); from++) {
        Candidate type = RegexEngine.named(words.subList(from, from + length));
        if (fits(said, type, start)) {
          return type;
        }
      }
    }
    for (Word word : words) {
      for (Candidate type :
          akin && word.is(Word.Kind.WORD) && !word.plain().matches(VAGUE)
              ? KnownTypes.about(word)
              : List.<Candidate>of()) {
        if (fits(said, type, start)) {
          return type;
        }
      }
    }
    return null;
  }

  private static boolean fits(Said said, Candidate type, String start) {
    return type != null
        && !type.matches().isEmpty()
        && said.shows(type)
        && !type.expression().matches("\\^(?:\\[\\\\s\\\\S\\]\\*)?\\$")
        && type.expression().startsWith(start.isEmpty() ? "" : "^" + Escape.literal(start));
  }

  /**
   * {@code github urls like https://github.com/owner/repo}: what is said of all is in the example.
   */
  private static boolean ofOne(Said said, List<Word> words) {
    return words.stream()
        .filter(word -> word.is(Word.Kind.WORD) && word.plain().length() > 3)
        .anyMatch(
            word ->
                said.examples().stream()
                    .allMatch(
                        example ->
                            example
                                .toLowerCase(Locale.ROOT)
                                .matches("(?:.*[^a-z])?" + word.plain() + "(?:[^a-z].*)?")));
  }
}
