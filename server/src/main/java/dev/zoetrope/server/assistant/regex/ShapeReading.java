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

  @Override
  public Candidate read(Description description) {
    List<Word> words = description.words();
    List<Shape.Piece> pieces = new ArrayList<>();
    if (!words.isEmpty()
        && words.get(0).is("ATLEAST")
        && CharacterKinds.at(words, 2) != null
        && !CharacterKinds.at(words, 2).set().isEmpty()) {
      // At least one digit: among others.
      return null;
    }
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
            && (!pieces.get(pieces.size() - 1).counted()
                || (pieces.size() == 1
                    && pieces.get(0).count().equals(new Count(1, 1, 0))
                    && pieces.get(0).set().length() > 2))) {
          // Hex strings of 32 characters: hex ones.
          Shape.Piece last = pieces.remove(pieces.size() - 1);
          pieces.add(new Shape.Piece(last.set(), last.expression(), pending, true, last.sample()));
          pending = null;
          continue;
        }
        if (i < words.size() && (words.get(i).is("ORMORE") || words.get(i).is("ORLESS"))) {
          if (amount == null) {
            return null;
          }
          amount = amount.limited(words.get(i++));
          pending = null;
          pieces.add(new Shape.Piece(kind.set(), kind.expression(), amount, true, kind.sample()));
          continue;
        }
        boolean cased =
            !pieces.isEmpty()
                && pieces.get(pieces.size() - 1).set().equals("A-Za-z")
                && (kind.set().equals("A-Z") || kind.set().equals("a-z"))
                && words.get(i - kind.length() - 1).plain().matches("in|all");
        if (cased) {
          Shape.Piece last = pieces.remove(pieces.size() - 1);
          pieces.add(
              new Shape.Piece(
                  kind.set(), kind.expression(), last.count(), last.counted(), kind.sample()));
          continue;
        }
        boolean union =
            pending == null
                && !pieces.isEmpty()
                && i - kind.length() > 0
                && words.get(i - kind.length() - 1).is("OR")
                && !pieces.get(pieces.size() - 1).set().isEmpty()
                && !kind.set().isEmpty();
        if (union) {
          // 24 letters or digits: either, 24 times.
          Shape.Piece last = pieces.remove(pieces.size() - 1);
          String set = last.set() + kind.set();
          pieces.add(
              new Shape.Piece(set, "[" + set + "]", last.count(), last.counted(), last.sample()));
          continue;
        }
        boolean single =
            i - kind.length() > 0 && words.get(i - kind.length() - 1).plain().matches("a|an");
        boolean refines =
            !pieces.isEmpty()
                && pieces.get(pieces.size() - 1).counted()
                && pending == null
                && adjective(words, i - kind.length());
        if (refines) {
          Shape.Piece last = pieces.remove(pieces.size() - 1);
          pieces.add(
              new Shape.Piece(kind.set(), kind.expression(), last.count(), true, kind.sample()));
        } else {
          pieces.add(
              new Shape.Piece(
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
            new Shape.Piece(
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
      } else if (word.is("HAS")
          && !(i == 0 && word.text().equalsIgnoreCase("the"))
          && (!onlySubjectsBefore(words, i) || ofAny(pieces))) {
        return null;
      } else if (named(words, i)) {
        pieces.add(
            new Shape.Piece(
                "", Escape.literal(word.text()), new Count(1, 1, 0), true, word.text()));
      } else if (word.is(Word.Kind.WORD)
          && !KnownTypes.NOISE.contains(word.plain())
          && !SUBJECTS.contains(word.plain())
          && !ofSubject(words, i, pieces.stream().anyMatch(Shape.Piece::counted))) {
        return null;
      }
      i++;
    }
    if (optional) {
      return null;
    }
    if (pending != null) {
      // A 6 character code, 32 characters long: the number came last.
      boolean kinds = pieces.stream().noneMatch(piece -> piece.counted() || piece.set().isEmpty());
      if (pieces.isEmpty() || pieces.get(0).counted() || !(pieces.size() == 1 || kinds)) {
        return null;
      }
      Shape.Piece piece = pieces.get(0);
      pieces.set(
          0, new Shape.Piece(piece.set(), piece.expression(), pending, true, piece.sample()));
      sequence = false;
    }
    if (pieces.isEmpty()
        || pieces.stream()
            .allMatch(piece -> piece.set().isEmpty() && !piece.expression().equals("."))) {
      return null;
    }
    boolean has = words.stream().anyMatch(word -> word.is("HAS"));
    boolean signs =
        has
            && !not
            && pieces.size() == 1
            && !pieces.get(0).counted()
            && !pieces.get(0).set().isEmpty()
            && pieces.get(0).set().length() <= 2
            && words.stream().noneMatch(word -> word.is("ONLY"));
    if (signs) {
      // "With dashes": among others.
      return null;
    }
    boolean some =
        has
            && !not
            && pieces.size() == 1
            && words.stream().noneMatch(word -> word.is(Word.Kind.NUMBER))
            && words.stream().anyMatch(word -> word.plain().matches("an?"));
    if (some) {
      // "With a space": with one at least.
      return null;
    }
    return new Shape(pieces, sequence, not, has).candidate();
  }

  /** "E followed by four digits": the letter itself. */
  private static boolean named(List<Word> words, int i) {
    boolean then =
        (i + 1 < words.size() && words.get(i + 1).is("THEN"))
            || (i > 0 && words.get(i - 1).is("THEN"));
    CharacterKinds.Found next = CharacterKinds.at(words, i + 1);
    boolean sign = next != null && next.set().length() <= 2 && !next.set().isEmpty();
    return (then || sign)
        && words.get(i).is(Word.Kind.WORD)
        && words.get(i).text().matches(then ? "[A-Z]{1,6}|[b-z]" : "[A-Z]{1,6}");
  }

  /** "Country code", "tracking number": what the code is of does not say how it looks. */
  private static boolean ofSubject(List<Word> words, int i, boolean counted) {
    return i + 1 < words.size()
        && (words.get(i + 1).plain().matches("codes?|ids?|identifiers?|tokens?|keys?|pins?")
            || (words.get(i + 1).plain().matches("numbers?")
                && (counted || hasKindLater(words, i + 2))));
  }

  /** "8 characters with a digit" is not eight and then a digit. */
  private static boolean ofAny(List<Shape.Piece> pieces) {
    return !pieces.isEmpty() && pieces.get(pieces.size() - 1).expression().equals(".");
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
}
