package dev.zoetrope.server.assistant.regex;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Texts by the characters they are made of: {@code exactly 5 digits}, {@code a letter followed by
 * digits}.
 */
final class ShapeReading implements Reading {
  private static final Set<String> SUBJECTS =
      Set.of(
          "string",
          "strings",
          "word",
          "words",
          "text",
          "texts",
          "code",
          "codes",
          "id",
          "ids",
          "username",
          "usernames",
          "slug",
          "slugs",
          "password",
          "passwords",
          "number",
          "numbers",
          "identifier",
          "identifiers",
          "name",
          "names",
          "token",
          "tokens",
          "value",
          "values",
          "key",
          "keys",
          "pin",
          "long",
          "length",
          "exactly",
          "in",
          "sequence",
          "sequences");

  /**
   * Characters with how many of them.
   *
   * @param counted whether the description says how many
   */
  private record Piece(
      String set, String expression, Count count, boolean counted, String sample) {}

  @Override
  public Candidate read(Description description) {
    List<Word> words = description.words();
    List<Piece> pieces = new ArrayList<>();
    boolean not = false;
    boolean sequence = false;
    boolean optional = false;
    Count pending = null;
    for (int i = 0; i < words.size(); ) {
      Word word = words.get(i);
      Count count = Count.at(words, i);
      if (count != null && count.next() <= words.size()) {
        if (pending != null) {
          return null;
        }
        pending = count;
        i = count.next();
        continue;
      }
      CharacterKinds.Found kind = CharacterKinds.at(words, i);
      boolean subject =
          kind != null
              && SUBJECTS.contains(word.plain())
              && pending == null
              && pieces.isEmpty()
              && hasKindLater(words, i + 1);
      if (kind != null && !subject) {
        i += kind.length();
        Count amount = optional && pending == null ? Count.optional(word) : pending;
        optional = false;
        if (kind.set().isEmpty()
            && pending != null
            && !pieces.isEmpty()
            && !pieces.get(pieces.size() - 1).counted) {
          // Hex strings of 32 characters: hex ones.
          Piece last = pieces.remove(pieces.size() - 1);
          pieces.add(new Piece(last.set, last.expression, pending, true, last.sample));
          pending = null;
          continue;
        }
        if (i < words.size() && (words.get(i).is("ORMORE") || words.get(i).is("ORLESS"))) {
          if (amount == null) {
            return null;
          }
          amount = amount.limited(words.get(i++));
          pending = null;
          pieces.add(new Piece(kind.set(), kind.expression(), amount, true, kind.sample()));
          continue;
        }
        boolean union =
            pending == null
                && !pieces.isEmpty()
                && i - kind.length() > 0
                && words.get(i - kind.length() - 1).is("OR")
                && !pieces.get(pieces.size() - 1).set.isEmpty()
                && !kind.set().isEmpty();
        if (union) {
          // 24 letters or digits: either, 24 times.
          Piece last = pieces.remove(pieces.size() - 1);
          String set = last.set + kind.set();
          pieces.add(new Piece(set, "[" + set + "]", last.count, last.counted, last.sample));
          continue;
        }
        boolean single =
            i - kind.length() > 0 && words.get(i - kind.length() - 1).plain().matches("a|an");
        boolean refines =
            !pieces.isEmpty()
                && pieces.get(pieces.size() - 1).counted
                && pending == null
                && adjective(words, i - kind.length());
        if (refines) {
          Piece last = pieces.remove(pieces.size() - 1);
          pieces.add(new Piece(kind.set(), kind.expression(), last.count, true, kind.sample()));
        } else {
          pieces.add(
              new Piece(
                  kind.set(),
                  kind.expression(),
                  amount == null ? new Count(1, single ? 1 : -1, 0) : amount,
                  amount != null || single,
                  kind.sample()));
        }
        pending = null;
        continue;
      }
      boolean prefix =
          word.is("START")
              && i + 1 < words.size()
              && words.get(i + 1).is(Word.Kind.LITERAL)
              && words.stream().anyMatch(other -> other.is("THEN"));
      if (prefix) {
        sequence = true;
      } else if (word.is("NOT")) {
        not = true;
      } else if (word.is("THEN")) {
        sequence = true;
      } else if (word.is("OPTIONAL") && !optional && pending == null) {
        optional = true;
        sequence = true;
      } else if (word.is(Word.Kind.LITERAL)) {
        pieces.add(
            new Piece(
                "",
                optional ? "(?:" + Escape.literal(word.text()) + ")" : Escape.literal(word.text()),
                new Count(optional ? 0 : 1, 1, 0),
                true,
                word.text()));
        optional = false;
      } else if (word.is("START")
          || word.is("END")
          || word.is("EXAMPLE")
          || word.is("NEITHER")
          || word.is("OPTIONAL")
          || word.is(Word.Kind.FORMAT)) {
        return null;
      } else if (word.is("HAS") && (!onlySubjectsBefore(words, i) || ofAny(pieces))) {
        return null;
      } else if (word.is(Word.Kind.WORD)
          && !KnownTypes.NOISE.contains(word.plain())
          && !SUBJECTS.contains(word.plain())) {
        return null;
      }
      i++;
    }
    if (optional) {
      return null;
    }
    if (pending != null) {
      // A 6 character code, 32 characters long: the number came last.
      if (pieces.size() != 1 || pieces.get(0).counted) {
        return null;
      }
      Piece piece = pieces.get(0);
      pieces.set(0, new Piece(piece.set, piece.expression, pending, true, piece.sample));
    }
    if (pieces.isEmpty()
        || pieces.stream()
            .allMatch(piece -> piece.set.isEmpty() && !piece.expression.equals("."))) {
      return null;
    }
    return candidate(pieces, sequence, not, words.stream().anyMatch(word -> word.is("HAS")));
  }

  /** "8 characters with a digit" is not eight and then a digit. */
  private static boolean ofAny(List<Piece> pieces) {
    return !pieces.isEmpty() && pieces.get(pieces.size() - 1).expression.equals(".");
  }

  private static boolean hasKindLater(List<Word> words, int from) {
    for (int i = from; i < words.size(); i++) {
      if (CharacterKinds.at(words, i) != null) {
        return true;
      }
    }
    return false;
  }

  private static boolean onlySubjectsBefore(List<Word> words, int at) {
    return words.subList(0, at).stream().anyMatch(word -> SUBJECTS.contains(word.plain()));
  }

  /** "6 character alphanumeric code": the second kind says which characters. */
  private static boolean adjective(List<Word> words, int at) {
    return at > 0
        && words.get(at - 1).is(Word.Kind.WORD)
        && words.get(at - 1).plain().matches("characters?|chars?|letters?");
  }

  private static Candidate candidate(
      List<Piece> pieces, boolean sequence, boolean not, boolean has) {
    long counted = pieces.stream().filter(Piece::counted).count();
    boolean inOrder = sequence || counted > 1;
    if (has
        && !not
        && pieces.size() == 1
        && counted == 1
        && pieces.get(0).expression.length() <= 2
        && !pieces.get(0).expression.equals("\\d")
        && !pieces.get(0).set.isEmpty()) {
      // A text with exactly three commas has other characters, too.
      Piece sign = pieces.get(0);
      String rest = "[^" + sign.set + "]*";
      String some =
          "^"
              + rest
              + "(?:"
              + sign.expression
              + rest
              + ")"
              + (sign.count.quantifier().isEmpty() ? "{1}" : sign.count.quantifier())
              + "$";
      return new Candidate(
          some,
          List.of("a" + (sign.sample + "b").repeat(Math.max(1, sign.count.least()))),
          List.of("ab"));
    }
    StringBuilder expression = new StringBuilder("^");
    StringBuilder sample = new StringBuilder();
    if (not) {
      StringBuilder set = new StringBuilder();
      pieces.forEach(piece -> set.append(piece.set));
      return set.isEmpty() || inOrder
          ? null
          : new Candidate(
              "^[^" + set + "]" + (has ? "*" : "+") + "$",
              List.of("\u00e9"),
              List.of("\u00e9" + pieces.get(0).sample));
    }
    if (inOrder) {
      for (Piece piece : pieces) {
        expression.append(piece.expression).append(piece.count.quantifier());
        sample.append(piece.sample.repeat(Math.max(1, piece.count.least())));
      }
      return new Candidate(
          expression.append('$').toString(), List.of(sample.toString()), List.of(""));
    }
    Count count =
        pieces.stream()
            .filter(Piece::counted)
            .map(Piece::count)
            .findFirst()
            .orElse(new Count(1, -1, 0));
    String set = String.join("", pieces.stream().map(Piece::set).distinct().toList());
    boolean any = pieces.stream().anyMatch(piece -> piece.set.isEmpty());
    expression
        .append(pieces.size() == 1 ? pieces.get(0).expression : any ? "." : "[" + set + "]")
        .append(count.quantifier())
        .append('$');
    String good = pieces.get(0).sample.repeat(Math.max(1, count.least()));
    List<String> bad = new ArrayList<>();
    if (count.least() > 0) {
      bad.add(pieces.get(0).sample.repeat(count.least() - 1));
    }
    if (count.most() > 0) {
      bad.add(pieces.get(0).sample.repeat(count.most() + 1));
    }
    return new Candidate(expression.toString(), List.of(good), bad);
  }
}
