package dev.zoetrope.server.assistant.regex;

import dev.zoetrope.server.assistant.filters.Words;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Characters by their names: digits, uppercase letters, dashes. */
final class CharacterKinds {
  /**
   * Characters of a kind.
   *
   * @param set as it stands in square brackets; empty for every character
   * @param sample one of them
   * @param length of the name, in words
   */
  record Found(String set, String sample, int length) {
    String expression() {
      return switch (set) {
        case "" -> ".";
        case "0-9" -> "\\d";
        default ->
            set.length() == 1
                ? Escape.literal(set)
                : set.length() == 2 && set.startsWith("\\")
                    ? (set.equals("\\-") ? "-" : set)
                    : "[" + set + "]";
      };
    }
  }

  private static final int LONGEST = 3;
  private static final Map<String, String[]> KINDS = new HashMap<>();

  static {
    add(
        "0-9",
        "7",
        "digit",
        "number",
        "numeral",
        "numeric character",
        "numeric digit",
        "decimal digit");
    add(
        "A-Za-z",
        "k",
        "letter",
        "alphabetic character",
        "alphabetical character",
        "alphabetic letter",
        "latin letter",
        "alpha character");
    add(
        "A-Z",
        "K",
        "uppercase letter",
        "upper case letter",
        "capital letter",
        "capital",
        "uppercase character",
        "uppercase",
        "upper case",
        "uppercase word",
        "capitals",
        "upper case character",
        "big letter");
    add(
        "a-z",
        "k",
        "lowercase letter",
        "lower case letter",
        "small letter",
        "lowercase character",
        "lowercase",
        "lower case",
        "lowercase word",
        "lower case character");
    add(
        "A-Za-z0-9",
        "k",
        "alphanumeric character",
        "alphanumeric",
        "alphanumeric",
        "alphanumeric char",
        "letter or digit",
        "alphanumerical character");
    add(
        "0-9a-fA-F",
        "f",
        "hex character",
        "hex digit",
        "hexadecimal digit",
        "hexadecimal character",
        "hex",
        "hexadecimal");
    add("", "x", "character", "char", "symbol", "letters of any kind", "sign");
    add(
        "\\s",
        " ",
        "space",
        "whitespace",
        "blank",
        "white space",
        "whitespace character",
        "space character");
    add("\\-", "-", "dash", "hyphen", "minus", "minus sign");
    add("_", "_", "underscore");
    add("\\.", ".", "dot", "period", "full stop", "point");
    add("/", "/", "slash", "forward slash", "trailing slash");
    add("\\\\", "\\", "backslash");
    add(
        "?",
        "?",
        "question mark",
        "query string",
        "query",
        "querystring",
        "query parameter",
        "any query parameter",
        "query param",
        "url parameter",
        "url param",
        "param",
        "parameter");
    add(",", ",", "comma");
    add(":", ":", "colon");
    add(";", ";", "semicolon");
    add("@", "@", "at sign", "at symbol");
    add(
        "#",
        "#",
        "hash",
        "hash sign",
        "hash fragment",
        "fragment",
        "hash symbol",
        "pound sign",
        "anchor");
    add("+", "+", "plus sign");
    add("*", "*", "asterisk", "star");
    add("%", "%", "percent sign");
    add("$", "$", "dollar sign");
    add("=", "=", "equals sign", "equal sign");
    add("&", "&", "ampersand");
    add("!", "!", "exclamation mark", "exclamation point");
    add("aeiouAEIOU", "a", "vowel");
    add("b-df-hj-np-tv-zB-DF-HJ-NP-TV-Z", "b", "consonant");
  }

  private CharacterKinds() {}

  private static void add(String set, String sample, String... names) {
    for (String name : names) {
      KINDS.put(stems(List.of(name.split(" "))), new String[] {set, sample});
    }
  }

  private static String stems(List<String> words) {
    StringBuilder out = new StringBuilder();
    for (String word : words) {
      out.append(out.isEmpty() ? "" : " ").append(Words.stem(word.replace("-", "")));
    }
    return out.toString();
  }

  /** The kind named from here on, or null. */
  static Found at(List<Word> words, int from) {
    for (int length = Math.min(LONGEST, words.size() - from); length > 0; length--) {
      List<Word> name = words.subList(from, from + length);
      if (name.stream()
          .allMatch(word -> word.is(Word.Kind.WORD) || word.is("AND") || word.is("IS"))) {
        String[] kind =
            KINDS.get(
                stems(
                    name.stream()
                        .map(word -> word.text().toLowerCase(java.util.Locale.ROOT))
                        .toList()));
        if (kind != null) {
          return new Found(kind[0], kind[1], length);
        }
      }
    }
    return null;
  }
}
