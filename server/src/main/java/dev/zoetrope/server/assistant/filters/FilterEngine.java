package dev.zoetrope.server.assistant.filters;

import dev.zoetrope.server.assistant.filters.FilterAnswer.Filters;
import dev.zoetrope.server.assistant.filters.FilterAnswer.Question;
import dev.zoetrope.server.assistant.filters.Sentence.Mode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Turns what people say into filters, the same answer for the same words: tokens, phrases,
 * conditions, a tree. What it does not know it asks for (contract reference 9.6). Keeps nothing
 * between calls.
 */
public final class FilterEngine {
  private static final int MOST_TOKENS = 400;
  private static final Pattern UNITED_STATES =
      Pattern.compile("\\bU\\.\\s?S\\.(?:\\s?A\\.)?|\\bU\\.S\\b");
  private static final Pattern UNITED_KINGDOM = Pattern.compile("\\bU\\.\\s?K\\.?(?!\\w)");
  private static final Pattern CONSOLE = Pattern.compile("(?i)\\bconsole\\.(error|warn|info|log)");
  private static final Pattern JOINED_UNITS = Pattern.compile("(?<=\\d)([hm])(?=\\d)");
  private static final Pattern WITH = Pattern.compile("(?i)(?<![\\w/])w/(?=\\s|\\w)");

  /** {@code the homepage (/)}: the brackets say which. */
  private static final Pattern EXPLAINED = Pattern.compile("(?<=\\w) \\((/[^()\\s]*)\\)");

  private static final Pattern WITHOUT = Pattern.compile("(?i)\\bw/o\\b");

  private final Phrases common = Lexicon.load();
  private final Spelling spelling;
  private final ForeignWords foreign = new ForeignWords(common);

  public FilterEngine() {
    Set<String> known = new HashSet<>(common.words());
    known.addAll(CalendarWords.ALL);
    Set<String> real = new HashSet<>();
    Lexicon.lines("common-words.txt").forEach(line -> real.addAll(List.of(line.split(" "))));
    spelling = new Spelling(known, real);
  }

  /**
   * Answers the user's messages, oldest first.
   *
   * @param today what relative dates are relative to
   */
  public FilterAnswer answer(List<String> messages, ProjectWords project, LocalDate today) {
    Conversation conversation = Conversation.EMPTY;
    FilterAnswer refusal = new Question(Questions.WELCOME);
    for (String message : messages) {
      List<Token> tokens = tokens(message);
      refusal = refusal(message, tokens);
      if (refusal != null) {
        continue;
      }
      Sentence sentence = sentence(message, tokens, project, today);
      refusal = offTopic(sentence, conversation);
      if (refusal == null) {
        conversation = conversation.and(sentence);
      }
    }
    if (refusal != null) {
      return refusal;
    }
    List<Problem> open = conversation.open();
    if (open.isEmpty()
        && Trees.leaves(conversation.condition()).anyMatch(FilterEngine::unfinished)) {
      open = List.of(new Problem.Unknown("that"));
    }
    if (!open.isEmpty()) {
      return new Question(Questions.of(open, project.addresses));
    }
    Period period = conversation.period() == null ? Period.DEFAULT : conversation.period();
    Condition condition = MobileBrowsers.renamed(conversation.condition());
    return new Filters(period, project.adapted(condition));
  }

  /** Whether something is still to be asked for, whoever has forgotten to. */
  private static boolean unfinished(Condition.Leaf leaf) {
    return leaf.operator().equals(Draft.BARE)
        || leaf.key().equals(Draft.HOLE)
        || leaf.values().contains(Draft.HOLE);
  }

  private static FilterAnswer offTopic(Sentence sentence, Conversation before) {
    boolean started = !before.equals(Conversation.EMPTY);
    if (sentence.is(Mode.OFF_TOPIC)) {
      return new Question(Questions.OFF_TOPIC);
    }
    boolean nothing = sentence.condition().equals(Condition.NONE);
    if (sentence.is(Mode.REMOVE) && !started && nothing && sentence.period() == null) {
      // "Delete all recordings": there is nothing to take away from.
      return new Question(Questions.WELCOME);
    }
    if (sentence.onTopic() || started) {
      return null;
    }
    boolean unknown = sentence.problems().stream().allMatch(Problem.Unknown.class::isInstance);
    if (nothing && sentence.problems().isEmpty()) {
      return new Question(Questions.WELCOME);
    }
    return nothing && unknown ? new Question(Questions.OFF_TOPIC) : null;
  }

  private FilterAnswer refusal(String message, List<Token> tokens) {
    if (tokens.isEmpty()) {
      return new Question(
          message.chars().anyMatch(c -> c > 127 && Character.isLetter(c))
              ? Questions.LANGUAGE
              : Questions.WELCOME);
    }
    if (tokens.size() > MOST_TOKENS) {
      return new Question(Questions.TOO_LONG);
    }
    return foreign.speak(message, tokens) ? new Question(Questions.LANGUAGE) : null;
  }

  private static List<Token> tokens(String message) {
    return Tokenizer.tokens(normal(message));
  }

  private static String normal(String message) {
    String text = CONSOLE.matcher(message).replaceAll("console $1");
    text = JOINED_UNITS.matcher(text).replaceAll("$1 ");
    text = WITHOUT.matcher(text).replaceAll("without");
    text = WITH.matcher(text).replaceAll("with ");
    text = EXPLAINED.matcher(text).replaceAll(" $1 ");
    text = UNITED_STATES.matcher(text).replaceAll("US");
    return UNITED_KINGDOM.matcher(text).replaceAll("UK");
  }

  private Sentence sentence(
      String message, List<Token> tokens, ProjectWords project, LocalDate today) {
    List<Token> spelled = new ArrayList<>(tokens.size());
    for (int i = 0; i < tokens.size(); i++) {
      spelled.add(corrected(tokens, i, project));
    }
    Days days = new Days(spelled, today);
    try {
      Dates dates = new Dates(days, today);
      return SentenceParser.parse(
          new ItemReader(common, project.phrases, spelled, dates, normal(message)).read());
    } catch (Days.Ambiguous e) {
      return new Sentence(
          Condition.NONE,
          null,
          List.of(new Problem.UnclearDate(e.token.text())),
          Set.of(),
          List.of(),
          true,
          false);
    }
  }

  private static String corrected(Spelling spelling, Token token) {
    String word = spelling.correct(token.word());
    return word == null ? spelling.correct(token.stem()) : word;
  }

  /**
   * The word that was meant, unless it is known, part of a name, or in capitals like an
   * abbreviation.
   */
  private Token corrected(List<Token> tokens, int i, ProjectWords project) {
    Token token = tokens.get(i);
    boolean glued =
        token.glued()
            && !tokens.get(i - 1).is(Token.Kind.NUMBER)
            && !tokens.get(i - 1).is(Token.Kind.OPEN);
    boolean continued =
        i + 1 < tokens.size() && tokens.get(i + 1).glued() && tokens.get(i + 1).is(Token.Kind.WORD);
    if (!token.is(Token.Kind.WORD)
        || glued
        || continued
        || common.knows(token)
        || project.phrases.knows(token)
        || CalendarWords.ALL.contains(token.word())) {
      return token;
    }
    String word = corrected(project.spelling, token);
    String shared = corrected(spelling, token);
    word =
        word == null
                || (shared != null
                    && Spelling.distance(shared, token.word())
                        < Spelling.distance(word, token.word()))
            ? shared
            : word;
    return word == null
        ? token
        : new Token(
            token.kind(),
            token.text(),
            word,
            Words.stem(word),
            token.start(),
            token.end(),
            token.glued());
  }
}
