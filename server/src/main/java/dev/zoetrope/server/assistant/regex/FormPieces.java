package dev.zoetrope.server.assistant.regex;

import java.util.List;

/** Reads the pieces of {@link FormParser} that are characters, with how many of them there are. */
abstract class FormPieces extends FormRepeats {
  private static final String MORE = "more|additional|further|other|random|extra|consecutive|plain";

  FormPieces(List<Word> words) {
    super(words);
  }

  /** Reads one piece from here on; null when there is none. */
  abstract Part one();

  /** What stands behind a number of them. */
  final Part counted(Count count, boolean article) {
    int start = at;
    at = count.next();
    while (plain(at, MORE)) {
      at++;
    }
    if (plain(at, GROUPS) && at + 1 < words.size() && words.get(at + 1).is("FROM")) {
      at += 2;
      grouped = true;
      Part unit = one();
      grouped = false;
      Separator sign = unit == null ? null : separator();
      return unit == null
          ? null
          : repeated(unit, count, sign == null ? new Separator("", "") : sign);
    }
    if (plain(at, "words?") && count.least() > 0) {
      at++;
      Separator sign = separator();
      varied = true;
      return repeated(
          Part.kind("[^\\s]+", "word"), count, sign == null ? new Separator("\\s+", " ") : sign);
    }
    boolean either =
        count.next() == start + 1
            && at + 1 < words.size()
            && here().is("OR")
            && words.get(at + 1).is(Word.Kind.NUMBER)
            && CharacterKinds.at(words, at + 2) != null;
    if (either) {
      Count other = Count.at(words, at + 1);
      at = other == null ? at : other.next();
      int back = at;
      Part few = other == null ? null : kinds(count, false);
      at = back;
      Part many = few == null ? null : kinds(other, false);
      return many == null
          ? null
          : Part.kind(
              Escape.oneOf(List.of(few.expression(), many.expression())), few.samples().get(0));
    }
    Part kinds = kinds(count, article);
    if (kinds == null && at == start + 1 && words.get(start).is(Word.Kind.NUMBER)) {
      return Part.of(words.get(start).text(), false);
    }
    return kinds;
  }

  /** Characters of one or several kinds, as many as are said. */
  final Part kinds(Count said, boolean article) {
    int start = at;
    CharacterKinds.Found kind = CharacterKinds.at(words, at);
    if (kind == null) {
      return null;
    }
    String set = kind.set();
    String sample = kind.sample();
    boolean sign = set.length() <= 2 && !set.isEmpty();
    boolean plural = plural(at + kind.length() - 1);
    boolean number = plain(at, "numbers?") && said == null;
    boolean numbers = plain(at, "numbers?");
    at += kind.length();
    CharacterKinds.Found next = CharacterKinds.at(words, at);
    if (next != null
        && (set.equals("A-Z") || set.equals("a-z"))
        && !plain(at - 1, "letters?|characters?")) {
      set = narrowed(set, next.set());
      sample = set.contains("A-F") ? "F" : set.contains("a-f") ? "f" : sample;
      plural = plural(at + next.length() - 1);
      at += next.length();
    }
    boolean union = false;
    while (!article && !set.isEmpty() && unites(plural || said != null)) {
      CharacterKinds.Found other = CharacterKinds.at(words, at);
      set += set.contains(other.set()) ? "" : other.set();
      at += other.length();
      plural = plural(at - 1);
      union = true;
      CharacterKinds.Found noun = CharacterKinds.at(words, at);
      if (noun != null && noun.set().isEmpty()) {
        at += noun.length();
      }
    }
    varied |= !sign || union;
    String one = union ? "[" + set + "]" : new CharacterKinds.Found(set, sample, 1).expression();
    Count count = said;
    if (count == null && at < words.size() && (here().is("ORMORE") || here().is("ORLESS"))) {
      at = start;
      return null;
    }
    if (count != null && at < words.size() && (here().is("ORMORE") || here().is("ORLESS"))) {
      count = count.limited(here());
      at++;
    }
    int back = at;
    Separator separator = separator();
    if (separator != null && count != null) {
      String unit = numbers ? "\\d+" : sign ? one : one.equals("\\d") ? one : one + "+";
      return repeated(Part.kind(unit, sample), count, separator);
    }
    if (separator != null && plural) {
      return Part.kind(one + "+(?:" + separator.expression() + one + "+)*", sample);
    }
    at = back;
    int from = at + 1;
    Count places = number ? places() : null;
    if (places != null) {
      String decimals = "\\.\\d" + places.quantifier();
      boolean most = words.get(from).is("ATMOST");
      return Part.kind(
          "\\d+" + (most ? "(?:" + decimals + ")?" : decimals), "1." + "5".repeat(places.least()));
    }
    Part grouped = count == null ? null : inGroups(one, count);
    if (grouped != null) {
      return grouped;
    }
    if (count == null) {
      boolean many = number || (plural && !sign) || (plural && union) || (union && !article);
      return Part.kind(one + (many ? "+" : ""), sample);
    }
    return Part.kind(
        one + count.quantifier(),
        sample.repeat(Math.max(count.least() == 0 ? 0 : 1, count.least())));
  }

  /** "Uppercase alphanumeric characters" are capitals and digits. */
  static String narrowed(String letters, String all) {
    return switch (all) {
      case "A-Za-z0-9" -> letters + "0-9";
      case "0-9a-fA-F" -> letters.equals("A-Z") ? "0-9A-F" : "0-9a-f";
      default -> letters;
    };
  }

  /**
   * Passes a joint before one more kind of the same characters: {@code letters, digits or dashes}.
   */
  private boolean unites(boolean many) {
    int i = at;
    boolean or = false;
    boolean joint = false;
    while (i < words.size()
        && (words.get(i).is("OR") || words.get(i).is("AND") || words.get(i).is(Word.Kind.COMMA))) {
      or |= words.get(i).is("OR");
      joint = true;
      i++;
    }
    CharacterKinds.Found kind = joint ? CharacterKinds.at(words, i) : null;
    if (kind == null || kind.set().isEmpty() || !(or || many)) {
      return false;
    }
    boolean same = or || plural(i + kind.length() - 1) || kind.set().length() > 2;
    if (same) {
      at = i;
    }
    return same;
  }

  /** {@code a number between 1 and 12}. */
  final Part range() {
    int i = plain(at, "numbers?|integers?|values?") ? at + 1 : at;
    boolean range =
        i + 3 < words.size()
            && words.get(i).is("BETWEEN")
            && words.get(i + 1).is(Word.Kind.NUMBER)
            && (words.get(i + 2).is("AND") || words.get(i + 2).is("TO"))
            && words.get(i + 3).is(Word.Kind.NUMBER)
            && words.get(i + 1).plain().length() < 10
            && words.get(i + 3).plain().length() < 10
            && CharacterKinds.at(words, i + 4) == null
            && (i > at || i + 4 == words.size());
    if (!range) {
      return null;
    }
    long low = Long.parseLong(words.get(i + 1).plain());
    long high = Long.parseLong(words.get(i + 3).plain());
    at = i + 4;
    varied = true;
    return low > high ? null : Part.kind(NumberRange.between(low, high), String.valueOf(low));
  }
}
