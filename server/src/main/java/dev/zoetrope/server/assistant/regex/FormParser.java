package dev.zoetrope.server.assistant.regex;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads how a text is built, piece by piece: {@code three uppercase letters, a dash and four
 * digits}. Either every word has a meaning in it, or it is none.
 *
 * <pre>
 * sequence = item { joint item } [ "optionally followed by" sequence ]
 * item     = one { "or" one } [ "in uppercase" ]
 * one      = [ count ] kind [ "separated by" sign ] | count "groups of" one [ "separated by" sign ]
 *          | literal | a name of a text, such as UUID
 * </pre>
 */
final class FormParser extends FormPieces {
  private static final String JOINTS =
      "immediately|directly|finally|first|afterwards|itself|right|always|plus|that|which|it";
  private static final String NAMING =
      "letters?|word|prefix|suffix|text|string|sign|symbol|characters?|literal|number|value";
  private static final int LONGEST_NAME = 5;

  private FormParser(List<Word> words) {
    super(words);
  }

  /** The form without anchors; null when there are words that say something else. */
  static Part of(List<Word> words) {
    FormParser parser = new FormParser(words);
    Part form = parser.sequence();
    return form == null || !parser.varied || parser.at < words.size() ? null : form;
  }

  private Part sequence() {
    List<Part> pieces = new ArrayList<>();
    while (true) {
      boolean joined =
          joints(
              pieces.isEmpty(),
              !pieces.isEmpty() && pieces.get(pieces.size() - 1).literal() != null);
      if (at >= words.size()) {
        break;
      }
      if (here().is("OPTIONAL")) {
        at++;
        boolean rest = at < words.size() && here().is("THEN");
        at += at < words.size() && here().is("HAS") ? 1 : 0;
        Part some = shownDigits(rest ? sequence() : item());
        if (some == null) {
          return null;
        }
        pieces.add(Part.kind("(?:" + some.expression() + ")?", some.samples().get(0)));
        continue;
      }
      if (!pieces.isEmpty() && !joined && !touches()) {
        return pieces.isEmpty() ? null : joined(pieces);
      }
      int from = at;
      Part piece = item();
      if (piece == null || (pieces.isEmpty() && subject(from, piece))) {
        return null;
      }
      if (!pieces.isEmpty()
          && pieces.get(pieces.size() - 1).literal() == null
          && piece.expression().startsWith(".")) {
        // So many characters: how long the whole is, not what comes next.
        Part only = pieces.get(0);
        if (pieces.size() > 1 || !only.expression().matches("(?:\\[[^\\]]+\\]|\\\\d)\\+")) {
          return null;
        }
        String set = only.expression().substring(0, only.expression().length() - 1);
        pieces.set(
            0,
            Part.kind(
                set + piece.expression().substring(1),
                only.samples().get(0).repeat(piece.samples().get(0).length())));
        continue;
      }
      pieces.add(withoutPrefix(pieces, piece));
      title();
    }
    return pieces.isEmpty() ? null : joined(pieces);
  }

  /** Whether more is said of the first piece than what comes behind it: {@code numbers with}. */
  private boolean subject(int from, Part piece) {
    if (words.get(from).is("ATLEAST")
        && (at >= words.size() || words.stream().filter(word -> word.is("ATLEAST")).count() > 1)) {
      return true;
    }
    boolean counted = Count.at(words, from) != null;
    boolean literal = piece.literal() != null;
    boolean any = piece.expression().startsWith(".");
    int next = at;
    while (plain(next, "that|which|must|should")) {
      next++;
    }
    return next < words.size()
        && !literal
        && (words.get(next).is("HAS")
            || words.get(next).is("END")
            || words.get(next).is("IS")
            || (words.get(next).is(Word.Kind.COMMA)
                && !lengthFollows(next + 1)
                && !(single(from) && CharacterKinds.at(words, next + 1) != null)
                && (any || (!counted && !plain(from, "an?|the|one|START")))));
  }

  /** Whether a piece may follow without a word between: {@code a dash 4 digits}. */
  private boolean touches() {
    boolean bare =
        at > 0
            && words.get(at - 1).is(Word.Kind.WORD)
            && words.get(at - 1).text().matches("[A-Z]+");
    CharacterKinds.Found sign = CharacterKinds.at(words, at);
    return !bare
        && (here().plain().matches("a|an")
            || counts()
            || here().is("ATLEAST")
            || (sign != null && sign.set().length() == 2 && sign.set().startsWith("\\")));
  }

  /** One behind the other; in a path what varies is in steps of their own. */
  private static Part joined(List<Part> pieces) {
    String first = pieces.get(0).literal();
    boolean path = first != null && first.startsWith("/");
    StringBuilder expression = new StringBuilder();
    StringBuilder sample = new StringBuilder();
    boolean varying = false;
    for (Part piece : pieces) {
      boolean varies = piece.literal() == null;
      String step = path && varying && varies ? "/" : "";
      expression.append(step).append(piece.expression());
      sample.append(step).append(piece.samples().get(0));
      varying = varies;
    }
    return Part.kind(expression.toString(), sample.toString());
  }

  /** Passes what stands between pieces; whether there was any. */
  private boolean joints(boolean first, boolean literal) {
    int from = at;
    while (at < words.size()) {
      Word word = here();
      boolean starts =
          first
              && word.is("START")
              && words.stream().anyMatch(other -> other.is("THEN") || other.is("AND"))
              && words.stream()
                  .noneMatch(other -> other.is("END") || other.is("HAS") || other.is("NOT"));
      boolean ends = !first && word.is("END") && lastItem();
      boolean joint =
          word.is("THEN")
              || word.is(Word.Kind.COMMA)
              || (!first && word.is("AND") && !word.text().equalsIgnoreCase("but"))
              || starts
              || ends
              || word.is("ONLY")
              || (!first && !literal && word.is("HAS") && word.text().equalsIgnoreCase("with"))
              || (first
                  && plain(at, "the")
                  && at + 1 < words.size()
                  && words.get(at + 1).is("START"))
              || (word.is(Word.Kind.WORD) && word.plain().matches(JOINTS));
      if (!joint) {
        break;
      }
      at++;
    }
    return at > from;
  }

  private Part item() {
    Part left = one();
    List<Part> all = new ArrayList<>();
    while (left != null) {
      all.add(left);
      int back = at;
      boolean listed = left.literal() != null && listed(at);
      left = null;
      if (listed) {
        at++;
        left = one();
      } else if (at < words.size() && here().is("OR")) {
        at++;
        left = one();
        at = left == null ? back : at;
      }
    }
    if (all.isEmpty()) {
      return null;
    }
    Part piece =
        all.size() == 1
            ? all.get(0)
            : Part.kind(
                Escape.oneOf(all.stream().map(Part::expression).toList()),
                all.get(0).samples().get(0));
    return cased(piece);
  }

  @Override
  Part one() {
    boolean article = false;
    while (at < words.size()
        && (plain(at, ARTICLES) || here().is("IS") || (here().is("HAS") && naming(at)))) {
      if (here().is("HAS")) {
        return literal(at + 1);
      }
      article |= here().plain().matches("a|an|single|one|another");
      at++;
    }
    if (at >= words.size()) {
      return null;
    }
    Part ranged = range();
    if (ranged != null) {
      return ranged;
    }
    Count count = Count.at(words, at);
    if (count != null) {
      return counted(count, article);
    }
    if (here().is(Word.Kind.LITERAL)) {
      return literal(at);
    }
    if (plain(at, NAMING) && at + 1 < words.size()) {
      Word next = words.get(at + 1);
      boolean name =
          next.is(Word.Kind.LITERAL)
              || (next.is(Word.Kind.WORD) && next.text().matches("[A-Z]{1,8}|[A-Za-z]"));
      if ((name && !plain(at, "letters|numbers?"))
          || (called() && plain(at, "letters|word|text"))) {
        return literal(at + 1);
      }
    }
    Part name = named();
    if (name != null) {
      return name;
    }
    boolean title =
        at + 1 < words.size()
            && words.get(at + 1).is(Word.Kind.WORD)
            && CharacterKinds.at(words, at + 1) == null
            && !plain(at + 1, ARTICLES + "|" + JOINTS);
    if (here().is(Word.Kind.WORD)
        && !title
        && here().text().matches("[A-Z]{1,8}|[b-hj-z]")
        && CharacterKinds.at(words, at) == null) {
      return literal(at);
    }
    return kinds(null, article);
  }

  /** "The word", "the letters": what comes is the text itself. */
  private boolean naming(int i) {
    return words.get(i).text().equalsIgnoreCase("the")
        && i + 1 < words.size()
        && (words.get(i + 1).is(Word.Kind.LITERAL) || words.get(i + 1).is(Word.Kind.WORD));
  }

  private Part literal(int i) {
    at = i + 1;
    Part mask = Masks.of(words.get(i).text());
    varied |= mask != null;
    return mask == null ? Part.of(words.get(i).text(), false) : mask;
  }

  /** A text that has a name: the longest one that stands here. */
  private Part named() {
    for (int end = Math.min(words.size(), at + LONGEST_NAME); end > at; end--) {
      List<Word> name = words.subList(at, end);
      boolean plain =
          name.stream().allMatch(word -> word.is(Word.Kind.WORD))
              && !KnownTypes.NOISE.contains(name.get(name.size() - 1).plain());
      Candidate type = plain ? KnownTypes.named(name) : null;
      boolean kind = end == at + 1 && CharacterKinds.at(words, at) != null;
      if (type != null && !kind && !type.matches().isEmpty()) {
        at = end;
        varied = true;
        return Part.kind(Operands.inside(type.expression()), type.matches().get(0));
      }
    }
    return null;
  }
}
