package dev.zoetrope.server.assistant.regex;

import dev.zoetrope.server.assistant.filters.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Turns descriptions of texts into expressions that mean the same to RE2 and JavaScript: no flags,
 * no look-around, no back references. Nothing is answered that has not been tried (contract
 * reference 9.7). Keeps nothing between calls.
 */
public final class RegexEngine {
  private static final int MOST_WORDS = 80;
  private static final int LONGEST_LITERAL = 300;

  private static final List<Reading> READINGS =
      List.of(
          new EmailReading(),
          new UrlReading(),
          new FormatReading(),
          new SteppedReading(),
          new ExampleReading(),
          new RangeReading(),
          new PrefixReading(),
          new LengthReading(),
          new ShapeReading(),
          new PageReading(),
          new RelationReading());

  /** "User ids, u followed by 5 digits (u12345)". */
  private static final Pattern SHOWN =
      Pattern.compile("([^()]+?),?\\s*\\((?:(?:e\\.g\\.|like|such as),? )?(\\S*\\d\\S*)\\)[.]?");

  /** First words of questions that are about something else, unless they name a text. */
  private static final Set<String> OTHER =
      Set.of(
          "what",
          "who",
          "why",
          "how",
          "when",
          "tell",
          "recommend",
          "translate",
          "explain",
          "sing",
          "play",
          "book",
          "order",
          "cook",
          "solve",
          "hello",
          "hi",
          "hey",
          "is",
          "are",
          "ignore",
          "forget",
          "act",
          "pretend",
          "summarize",
          "compute",
          "calculate",
          "thanks",
          "good");

  /** Answers a description. */
  public RegexAnswer answer(String written) {
    Description all = Description.of(written.strip());
    if (all.words().isEmpty()) {
      return RegexAnswer.error("Please describe the texts that the expression is to match.");
    }
    if (all.words().size() > MOST_WORDS
        || all.words().stream().anyMatch(word -> word.text().length() > LONGEST_LITERAL)) {
      return RegexAnswer.error(
          "That is too long for me. Please describe the texts in one or two sentences.");
    }
    String description = Tidy.of(written);
    String open = Said.open(description);
    if (!open.equals(description) && !open.isBlank()) {
      RegexAnswer some = answer(open);
      return some.found() ? whole(some) : some;
    }
    Candidate known = named(Description.of(description).words());
    if (known != null && known.holds()) {
      return RegexAnswer.of(known.expression());
    }
    Candidate general = GeneralReading.of(description);
    if (general != null) {
      return RegexAnswer.of(general.expression());
    }
    RegexAnswer answer = special(description);
    Candidate within = answer.found() ? null : GeneralReading.within(description, this::special);
    return within == null ? answer : RegexAnswer.of(within.expression());
  }

  /** What is told to be the whole text; a path may stand behind a host. */
  private static RegexAnswer whole(RegexAnswer answer) {
    String expression = answer.text();
    String path = expression.replaceFirst("\\(\\?:\\[/\\?#\\]\\|\\$\\)$", "");
    if (!path.equals(expression) && !expression.startsWith("^")) {
      return RegexAnswer.of("^(?:https?://[^/?#]+)?(?:" + path + ")/?(?:[?#].*)?$");
    }
    boolean bare = !expression.startsWith("^") && !expression.endsWith("$");
    String inner = expression.replaceAll("^\\\\b|\\\\b$", "");
    return bare ? RegexAnswer.of("^(?:" + inner + ")$") : answer;
  }

  /** One reading after the other, each for descriptions of its own kind. */
  private RegexAnswer special(String description) {
    Description words = Description.of(description.strip()).relationFirst();
    if (words.words().isEmpty()) {
      return RegexAnswer.error(reason(words));
    }
    Candidate known = named(words.words());
    return known != null && known.holds()
        ? RegexAnswer.of(known.expression())
        : special(description, words);
  }

  private RegexAnswer special(String description, Description words) {
    Candidate exemplified = TypedExamples.of(description);
    if (exemplified != null && exemplified.holds()) {
      return RegexAnswer.of(exemplified.expression());
    }
    Candidate spaced = SpacedExampleReading.of(description);
    if (spaced != null && spaced.holds()) {
      return RegexAnswer.of(spaced.expression());
    }
    Candidate list = ListReading.of(description);
    if (list != null && list.holds()) {
      return RegexAnswer.of(list.expression());
    }
    Candidate either = alternatives(words.words());
    if (either != null && either.holds()) {
      return RegexAnswer.of(either.expression());
    }
    if (offTopic(words)) {
      return RegexAnswer.error(RegexAnswer.OFF_TOPIC);
    }
    Matcher shown = SHOWN.matcher(description.strip());
    RegexAnswer told = shown.matches() ? answer(shown.group(1)) : null;
    if (told != null
        && told.found()
        && com.google.re2j.Pattern.compile(told.text()).matcher(shown.group(2)).find()) {
      return told;
    }
    Candidate explained = explained(description);
    if (explained != null) {
      return RegexAnswer.of(explained.expression());
    }
    Candidate loose = LooseReading.of(description);
    if (loose != null && loose.holds()) {
      return RegexAnswer.of(loose.expression());
    }
    boolean understood = understood(words);
    for (Reading reading : READINGS) {
      Candidate candidate =
          understood || !(reading instanceof RelationReading) ? reading.read(words) : null;
      if (candidate != null && candidate.holds()) {
        return RegexAnswer.of(candidate.expression());
      }
    }
    return RegexAnswer.error(reason(words));
  }

  /** "ids like AB-1234 (two uppercase letters, dash, four digits)": the brackets say it all. */
  private static Candidate explained(String description) {
    int open = description.indexOf('(');
    int close = description.lastIndexOf(')');
    if (open < 0 || close < open) {
      return null;
    }
    Description brackets = Description.of(description.substring(open + 1, close));
    boolean rest = !description.substring(close + 1).matches("[\\s.!?]*");
    Candidate type = rest || brackets.words().isEmpty() ? null : named(brackets.words());
    Candidate shape = type != null ? type : rest ? null : new ShapeReading().read(brackets);
    List<String> examples =
        Description.of(description.substring(0, open)).words().stream()
            .filter(word -> word.is(Word.Kind.LITERAL))
            .map(Word::text)
            .toList();
    if (shape == null) {
      return null;
    }
    Candidate tried = new Candidate(shape.expression(), examples, shape.others());
    return shape.holds() && tried.holds() ? tried : null;
  }

  static Candidate named(List<Word> words) {
    boolean plain =
        words.stream()
            .allMatch(
                word ->
                    word.is(Word.Kind.WORD)
                        || word.is(Word.Kind.NUMBER)
                        || word.is("OR")
                        || word.is("OPTIONAL")
                        || word.is("HAS")
                        || word.is("EXAMPLE")
                        || word.is("FROM")
                        || word.is("IS"));
    Candidate exact = plain ? KnownTypes.named(words) : null;
    return exact == null && plain ? TypedExamples.afterSubjects(words) : exact;
  }

  /** UUIDs or e-mail addresses: each by its name. */
  private static Candidate alternatives(List<Word> words) {
    List<Candidate> candidates = new ArrayList<>();
    int from = 0;
    for (int i = 0; i <= words.size(); i++) {
      if (i == words.size() || words.get(i).is("OR") || words.get(i).is(Word.Kind.COMMA)) {
        Candidate candidate = i == from ? null : named(words.subList(from, i));
        if (candidate == null && i > from) {
          return null;
        }
        if (candidate != null) {
          candidates.add(candidate);
        }
        from = i + 1;
      }
    }
    return candidates.size() < 2
        ? null
        : new Candidate(
            candidates.stream().map(Candidate::expression).collect(Collectors.joining("|")),
            candidates.stream().flatMap(candidate -> candidate.matches().stream()).toList(),
            List.of());
  }

  private static boolean offTopic(Description words) {
    Word first =
        words.words().stream()
            .filter(word -> !word.plain().matches("please|can|could|would|you|kindly"))
            .findFirst()
            .orElse(words.words().get(0));
    String plain = Words.plain(first.text());
    boolean texts =
        words.words().stream()
            .anyMatch(
                word ->
                    word.is(Word.Kind.LITERAL)
                        || word.is(Word.Kind.FORMAT)
                        || word.is("START")
                        || word.is("END")
                        || word.plain()
                            .matches(
                                "regex|regexp|expression|pattern|matches|urls?|strings?|digits?|letters?"));
    return OTHER.contains(plain) && !texts;
  }

  /** Whether there is anything to go by but words that nobody knows. */
  private static boolean understood(Description description) {
    List<Word> words = description.words();
    for (int i = 0; i < words.size(); i++) {
      Word word = words.get(i);
      boolean relation =
          word.is("START")
              || word.is("END")
              || word.is("HAS")
              || word.is("IS")
              || word.is("WHOLEWORD")
              || word.is("OR")
              || word.is("ONLY");
      if (word.is(Word.Kind.LITERAL)
          || word.is(Word.Kind.FORMAT)
          || word.is(Word.Kind.NUMBER)
          || relation
          || CharacterKinds.at(words, i) != null) {
        return true;
      }
      if (word.is("NOT")) {
        return true;
      }
    }
    return false;
  }

  private static String reason(Description description) {
    String unknown =
        description.words().stream()
            .filter(word -> word.is(Word.Kind.WORD) && !KnownTypes.NOISE.contains(word.plain()))
            .map(Word::text)
            .collect(Collectors.joining(" "));
    return "I could not make an expression of "
        + (unknown.isEmpty() ? "that" : "\u201c" + unknown + "\u201d")
        + ". Please say what the texts start with, end with or contain, or give examples.";
  }
}
