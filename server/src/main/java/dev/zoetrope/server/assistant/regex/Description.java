package dev.zoetrope.server.assistant.regex;

import dev.zoetrope.server.assistant.filters.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A description cut into literal texts, numbers, keywords and other words.
 *
 * @param anyCase whether upper and lower case are the same
 */
record Description(List<Word> words, boolean anyCase) {
  private static final Pattern ANY_CASE =
      Pattern.compile(
          "(?i),?\\s*\\(?\\b(?:case[- ]insensitive(?:ly)?|ignor(?:e|ing) (?:the )?case|regardless of (?:the )?case|in any case|no matter the case|any case|(?:(?:upper(?: ?case)? (?:or|and) lower ?case|the case|case|casing) (?:does not|doesn't|doesnt|should not|shouldn't) matter)|(?:in )?(?:upper|lower) ?case or (?:upper|lower) ?case|whatever the case|no matter (?:if )?upper or lower ?case|not case[- ]sensitive|upper or lower case)\\b\\)?");

  /** A name of two words, the second of which looks like a text. */
  private static final Pattern VERSIONED =
      Pattern.compile("(?i)\\buuids?[ -]?(?:version |v)([1-8])\\b");

  private static final Pattern PIECE =
      Pattern.compile(
          "\"([^\"]*+)\"|\u201c([^\u201d]*+)\u201d|`([^`]*+)`|(?<![\\p{L}\\d])'([^']*+)'(?![\\p{L}\\d])|,|;|\\S+");
  private static final Pattern FORMAT =
      Pattern.compile("(?i)(?:yyyy|yy|mm|dd|hh|ss)(?:[-/.: T]?(?:yyyy|yy|mm|dd|hh|ss))+");
  private static final Pattern LITERAL =
      Pattern.compile(
          "/\\S*|\\S*://\\S*|\\S*[@_*{}<>=\\[\\]%?#&|~^\\\\+]\\S*|[.$#?&]\\S+|--?\\w\\S*|\\S+-|[\\w-]+(?:\\.[\\w-]+)+(?:[/:]\\S*)?|localhost\\S+|(?=\\S*\\d)(?=\\S*[A-Za-z])[\\w.:-]+|\\d+[-/.:]\\S+|[a-z]+[A-Z]\\w*");
  private static final Pattern PLAIN =
      Pattern.compile(
          "(?i)e\\.g|i\\.e|ipv[46]|iso-?8601|utf-?8|\\d+-?(?:digit|letter|char|character|hour)s?|sha-?\\d+|md5|base64|(?:(?:screaming|upper)_)?(?:snake|kebab|camel|pascal)[-_]?case|24h|12h|uuid-?v\\d|\\d+(?:st|nd|rd|th)|x");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,15}");
  private static final Pattern COUNTED =
      Pattern.compile("(?i)(\\d+)-(digit|letter|char|character|hour)s?");
  private static final Map<String, String> NUMBERS =
      Map.ofEntries(
          Map.entry("one", "1"),
          Map.entry("two", "2"),
          Map.entry("three", "3"),
          Map.entry("four", "4"),
          Map.entry("five", "5"),
          Map.entry("six", "6"),
          Map.entry("seven", "7"),
          Map.entry("eight", "8"),
          Map.entry("nine", "9"),
          Map.entry("ten", "10"),
          Map.entry("twelve", "12"));

  static Description of(String text) {
    Matcher anyCase = ANY_CASE.matcher(text);
    boolean insensitive = anyCase.find();
    List<Word> words = new ArrayList<>();
    String rest = insensitive ? anyCase.replaceAll("") : text;
    Matcher matcher = PIECE.matcher(VERSIONED.matcher(rest).replaceAll("uuidv$1"));
    while (matcher.find()) {
      String quoted = null;
      for (int i = 1; i <= 4; i++) {
        quoted = matcher.group(i) == null ? quoted : matcher.group(i);
      }
      if (quoted != null) {
        words.add(new Word(Word.Kind.LITERAL, quoted, ""));
      } else {
        piece(matcher.group(), words);
      }
    }
    return new Description(keywords(words), insensitive);
  }

  private static void piece(String written, List<Word> words) {
    if (written.equals(",") || written.equals(";")) {
      words.add(new Word(Word.Kind.COMMA, ",", ""));
      return;
    }
    String text = written;
    while (text.length() > 1 && "(".indexOf(text.charAt(0)) >= 0) {
      text = text.substring(1);
    }
    boolean comma = false;
    while (!text.isEmpty()
        && (",;:!)".indexOf(text.charAt(text.length() - 1)) >= 0
            || (text.length() > 1 && ".?".indexOf(text.charAt(text.length() - 1)) >= 0))) {
      comma |= ",;".indexOf(text.charAt(text.length() - 1)) >= 0;
      text = text.substring(0, text.length() - 1);
    }
    if (text.isEmpty()) {
      return;
    }
    Matcher counted = COUNTED.matcher(text);
    if (counted.matches()) {
      words.add(new Word(Word.Kind.NUMBER, counted.group(1), counted.group(1)));
      text = counted.group(2);
    }
    String plain = Words.plain(text);
    if (NUMBER.matcher(text).matches()) {
      words.add(new Word(Word.Kind.NUMBER, text, text));
    } else if (NUMBERS.containsKey(plain)) {
      words.add(new Word(Word.Kind.NUMBER, text, NUMBERS.get(plain)));
    } else if (FORMAT.matcher(text).matches()) {
      words.add(new Word(Word.Kind.FORMAT, text, plain));
    } else if (LITERAL.matcher(text).matches() && !PLAIN.matcher(text).matches()) {
      words.add(new Word(Word.Kind.LITERAL, text, ""));
    } else {
      words.add(new Word(Word.Kind.WORD, text, plain));
    }
    if (comma) {
      words.add(new Word(Word.Kind.COMMA, ",", ""));
    }
  }

  private static List<Word> keywords(List<Word> words) {
    List<String> plain =
        words.stream().map(word -> word.is(Word.Kind.WORD) ? word.plain() : "\u0000").toList();
    List<Word> all = new ArrayList<>();
    for (int i = 0; i < words.size(); ) {
      Keywords.Match match = words.get(i).is(Word.Kind.WORD) ? Keywords.at(plain, i) : null;
      if (match == null) {
        all.add(words.get(i++));
      } else {
        all.add(new Word(Word.Kind.KEYWORD, words.get(i).text(), match.keyword()));
        i += match.length();
      }
    }
    return List.copyOf(all);
  }

  /** "/en/ at the beginning of the path": the relation before its text, as elsewhere. */
  Description relationFirst() {
    if (words.stream().limit(Math.max(0, words.size() - 4)).anyMatch(Description::relation)) {
      return this;
    }
    for (int i = 1; i < words.size(); i++) {
      boolean place =
          words.get(i).is("FROM")
              && i + 2 < words.size()
              && words.get(i + 1).plain().matches("the|very")
              && (words.get(i + 2).is("START") || words.get(i + 2).is("END"));
      boolean rest =
          place
              && words.subList(i + 3, words.size()).stream()
                  .allMatch(
                      word ->
                          word.is("FROM")
                              || word.plain().matches("the|a|path|url|line|string|text|name|it"));
      if (rest) {
        List<Word> moved = new ArrayList<>();
        moved.add(words.get(i + 2));
        moved.addAll(words.subList(0, i));
        return new Description(List.copyOf(moved), anyCase);
      }
    }
    return this;
  }

  private static boolean relation(Word word) {
    return word.is("START") || word.is("END");
  }

  /** The words from one place to before another, or to the end when that is negative. */
  Description part(int from, int to) {
    return new Description(words.subList(from, to < 0 ? words.size() : to), anyCase);
  }

  /** The words in lower case with a blank around each; literals as {@code §}. */
  String outline() {
    StringBuilder out = new StringBuilder(" ");
    for (Word word : words) {
      out.append(
              switch (word.kind()) {
                case LITERAL -> "\u00a7";
                case WORD -> word.plain();
                case KEYWORD -> word.plain();
                case FORMAT -> "FORMAT";
                default -> word.text();
              })
          .append(' ');
    }
    return out.toString();
  }
}
