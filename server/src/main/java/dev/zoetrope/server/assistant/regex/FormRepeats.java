package dev.zoetrope.server.assistant.regex;

import java.util.List;

/** Reads what {@link FormParser} finds behind characters: how they are repeated and called. */
abstract class FormRepeats extends FormCursor {
  private static final int LONGEST_NUMBER = 4;
  private static final int LONGEST_TITLE = 3;
  private static final String BEHIND =
      "long|length|total|each|codes?|ids?|identifiers?|pins?|keys?|tokens?|names?|part|parts|values?"
          + "|sku|skus|slugs?|strings?|suffix|in|only|overall|altogether|it|numbers?";
  static final String GROUPS = "groups?|blocks?|sets?|parts?|sections?|chunks?|pairs?";

  /** Whether the signs between are those of a group. */
  boolean grouped;

  FormRepeats(List<Word> words) {
    super(words);
  }

  /** What stands between what is repeated. */
  record Separator(String expression, String sample) {}

  /** {@code separated by dashes}, {@code with dots in between}; null when there is none. */
  final Separator separator() {
    if (grouped) {
      return null;
    }
    int i = at;
    if (i < words.size() && words.get(i).is(Word.Kind.COMMA)) {
      i++;
    }
    boolean by =
        plain(i, "separated|delimited|divided|joined|connected|split")
            && i + 1 < words.size()
            && (plain(i + 1, "by|using") || words.get(i + 1).is("HAS"));
    boolean with = i < words.size() && words.get(i).is("HAS");
    if (!by && !with) {
      return null;
    }
    int sign = by ? i + 2 : i + 1;
    while (plain(sign, ARTICLES)) {
      sign++;
    }
    if (sign >= words.size()) {
      return null;
    }
    CharacterKinds.Found kind = CharacterKinds.at(words, sign);
    boolean literal = words.get(sign).is(Word.Kind.LITERAL);
    int next = kind == null ? sign + 1 : sign + kind.length();
    boolean between =
        (plain(next, "in") && next + 1 < words.size() && words.get(next + 1).is("BETWEEN"))
            || (next < words.size() && words.get(next).is("BETWEEN"));
    if ((kind == null && !literal) || (!by && !between)) {
      return null;
    }
    at = by ? next : words.get(next).is("BETWEEN") ? next + 1 : next + 2;
    if (plain(at, "them|each|the")) {
      at++;
    }
    return kind == null
        ? new Separator(Escape.literal(words.get(sign).text()), words.get(sign).text())
        : new Separator(kind.expression(), kind.sample());
  }

  /** A piece so many times. */
  static Part repeated(Part unit, Count count, Separator sign) {
    String one = sign.expression + unit.expression();
    String more =
        "(?:"
            + one
            + ")"
            + new Count(count.least() - 1, count.most() < 0 ? -1 : count.most() - 1, 0)
                .quantifier();
    String sample = unit.samples().get(0);
    return Part.kind(
        unit.expression()
            + (count.most() == 1 ? "" : count.least() == 2 && count.most() == 2 ? one : more),
        sample + (sign.sample + sample).repeat(Math.max(0, count.least() - 1)));
  }

  /** How many decimals a number has, as in {@code with two decimals}; null when it is not told. */
  final Count places() {
    int i = at + (at < words.size() && words.get(at).is("HAS") ? 1 : 0);
    Count count = i > at ? Count.at(words, i) : null;
    boolean decimals =
        count != null
            && count.least() > 0
            && plain(count.next(), "decimals?")
            && count.most() < LONGEST_NUMBER;
    if (!decimals) {
      return null;
    }
    at = count.next() + (plain(count.next() + 1, "places?|digits?") ? 2 : 1);
    return count;
  }

  /** {@code 16 digits in groups of four}, with or without a sign between the groups. */
  final Part inGroups(String one, Count count) {
    boolean groups =
        plain(at, "in")
            && plain(at + 1, GROUPS)
            && at + 3 < words.size()
            && words.get(at + 2).is("FROM")
            && words.get(at + 3).is(Word.Kind.NUMBER);
    boolean few = groups && words.get(at + 3).plain().length() < LONGEST_NUMBER;
    int size = few ? Integer.parseInt(words.get(at + 3).plain()) : 0;
    if (size < 2 || count.least() != count.most() || count.least() % size != 0) {
      return null;
    }
    at += 4;
    Separator sign = separator();
    String group = one + "{" + size + "}";
    String sample = "7".repeat(size);
    return repeated(
        Part.kind(group, sample),
        new Count(count.least() / size, count.least() / size, 0),
        sign == null ? new Separator("[ -]?", " ") : sign);
  }

  /** Passes what the piece is called: {@code five digit zip code}. */
  final void title() {
    int i = at;
    while (i < words.size()
        && i - at < LONGEST_TITLE
        && words.get(i).is(Word.Kind.WORD)
        && words.get(i).text().matches("[a-z]+")
        && CharacterKinds.at(words, i) == null
        && !words.get(i).plain().matches(ARTICLES)) {
      i++;
    }
    boolean ends =
        i == words.size()
            || words.get(i).is(Word.Kind.COMMA)
            || words.get(i).is("THEN")
            || words.get(i).is("OPTIONAL");
    boolean counted =
        at > 1 && i == words.size() && i - at <= 2 && words.get(at - 1).is(Word.Kind.WORD);
    boolean name = i > at && (counted || words.get(i - 1).plain().matches(BEHIND));
    if (name && ends) {
      at = i;
    }
  }

  /** Whether a list of texts goes on here: {@code SHOE, SHIRT or HAT}. */
  final boolean listed(int from) {
    int i = from;
    while (i + 1 < words.size() && words.get(i).is(Word.Kind.COMMA) && text(i + 1)) {
      i += 2;
    }
    return i > from && i + 1 < words.size() && words.get(i).is("OR") && text(i + 1);
  }

  private boolean text(int i) {
    return words.get(i).is(Word.Kind.LITERAL)
        || (words.get(i).is(Word.Kind.WORD) && words.get(i).text().matches("[A-Z]{1,8}"));
  }

  /** Whether what comes is the last: {@code and ending in a letter}. */
  final boolean lastItem() {
    return words.subList(at + 1, words.size()).stream()
        .noneMatch(
            word ->
                word.is("THEN") || word.is("AND") || word.is("HAS") || word.is(Word.Kind.COMMA));
  }

  /** Whether it is told how long the whole is: {@code at most 30 characters}. */
  final boolean lengthFollows(int from) {
    Count count = Count.at(words, from);
    CharacterKinds.Found kind = count == null ? null : CharacterKinds.at(words, count.next());
    return kind != null && kind.set().isEmpty();
  }

  /** Whether a number stands here that is how many of what comes. */
  final boolean counts() {
    Count count = Count.at(words, at);
    return here().is(Word.Kind.NUMBER)
        && count != null
        && CharacterKinds.at(words, count.next()) != null;
  }

  /** "Starts with tok_ and is 20 characters long": those of the prefix are among them. */
  final Part withoutPrefix(List<Part> pieces, Part piece) {
    String prefix = pieces.size() == 1 ? pieces.get(0).literal() : null;
    boolean all =
        prefix != null
            && piece.expression().matches("\\.\\{\\d{1,3}\\}")
            && words.stream().anyMatch(word -> word.plain().matches("total|long|altogether"));
    int left = all ? piece.samples().get(0).length() - prefix.length() : 0;
    return left > 0 ? Part.kind(".{" + left + "}", "x".repeat(left)) : piece;
  }

  /** "Optionally with -1234": any digits. */
  final Part shownDigits(Part piece) {
    String text = piece == null ? "" : piece.samples().get(0);
    boolean shown = text.matches("\\W\\d{2,}") && piece.expression().equals(Escape.literal(text));
    if (!shown) {
      return piece;
    }
    if (at + 2 < words.size() + 1 && at < words.size() && here().is("FROM")) {
      at = words.size();
    }
    return Part.kind(
        Escape.literal(text.substring(0, 1)) + "\\d{" + (text.length() - 1) + "}", text);
  }

  /** "Letter, digit": one of the kind. */
  final boolean single(int from) {
    CharacterKinds.Found kind = CharacterKinds.at(words, from);
    return kind != null
        && !plural(from + kind.length() - 1)
        && !words.get(from).plain().matches("numbers?|uppercase|lowercase|alphanumeric|hex");
  }

  /** "The letters px": what comes is the text itself. */
  final boolean called() {
    Word next = words.get(at + 1);
    return at > 0
        && words.get(at - 1).text().equalsIgnoreCase("the")
        && next.is(Word.Kind.WORD)
        && next.text().matches("[a-z]{1,8}")
        && CharacterKinds.at(words, at + 1) == null
        && !next.plain().matches(ARTICLES + "|that|which|and|then|in|of|for");
  }

  /** {@code in uppercase}, {@code in capitals}. */
  final Part cased(Part piece) {
    if (at + 1 >= words.size() || !plain(at, "in|all")) {
      return piece;
    }
    int next = plain(at + 1, "all") ? at + 2 : at + 1;
    CharacterKinds.Found kind = CharacterKinds.at(words, next);
    boolean one = kind != null && (kind.set().equals("A-Z") || kind.set().equals("a-z"));
    if (!one || !piece.expression().contains("A-Za-z")) {
      return piece;
    }
    at = next + kind.length();
    return Part.kind(
        piece.expression().replace("A-Za-z", kind.set()),
        kind.set().equals("A-Z")
            ? piece.samples().get(0).toUpperCase(java.util.Locale.ROOT)
            : piece.samples().get(0).toLowerCase(java.util.Locale.ROOT));
  }
}
