package dev.zoetrope.server.assistant.filters;

import dev.zoetrope.server.assistant.filters.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a message into words, numbers, addresses, quotations and signs. */
final class Tokenizer {
  private record Rule(Kind kind, Pattern pattern) {
    static Rule of(Kind kind, String pattern) {
      return new Rule(kind, Pattern.compile(pattern));
    }
  }

  /** In this order; each pattern is possessive, so that no text makes it look back. */
  private static final List<Rule> RULES =
      List.of(
          Rule.of(
              Kind.QUOTED,
              "\"([^\"]*+)\"|\u201c([^\u201d]*+)\u201d|`([^`]*+)`|\u00ab([^\u00bb]*+)\u00bb"),
          Rule.of(Kind.EMAIL, "[\\w.+-]{0,64}+@[\\w-]++(?:\\.[\\w-]++)++"),
          Rule.of(Kind.QUOTED, "(\\^[^\\s\"]++)"),
          Rule.of(Kind.QUOTED, "(?<![\\w.)])(\\.[a-zA-Z]{2,10})(?![\\w.])"),
          Rule.of(Kind.ADDRESS, "[a-zA-Z][a-zA-Z0-9+.-]{1,15}+://[^\\s\"<>]++"),
          Rule.of(
              Kind.ADDRESS,
              "(?:[a-zA-Z0-9-]++\\.)++[a-zA-Z]{2,}+(?::\\d++)?+(?:[/?#][^\\s\"<>]*+)?+"),
          Rule.of(Kind.ADDRESS, "localhost(?::\\d++)?+(?:/[^\\s\"<>]*+)?+"),
          Rule.of(Kind.ADDRESS, "/[^\\s\"<>]*+"),
          Rule.of(
              Kind.DATE,
              "\\d{4}-\\d{1,2}-\\d{1,2}(?:[Tt]\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?+)?+(?:[Zz]|[+-]\\d{2}:?\\d{2})?+)?+(?![\\d-])"),
          Rule.of(Kind.DATE, "\\d{1,4}([/.])\\d{1,2}\\1\\d{2,4}(?![\\d/])"),
          Rule.of(Kind.TIME, "\\d{1,2}:\\d{2}(?::\\d{2})?+"),
          Rule.of(Kind.ORDINAL, "(\\d{1,2})(?:st|nd|rd|th)(?![a-zA-Z])"),
          Rule.of(Kind.NUMBER, "\\d{1,3}(?:,\\d{3})++(?![\\d])|\\d++(?:\\.\\d++)?+"),
          Rule.of(Kind.COMPARISON, ">=|<=|=>|=<|!=|==|<>|[><=\u2265\u2264\u2260+]"),
          Rule.of(
              Kind.WORD, "[$\\p{L}\\p{M}](?:[\\p{L}\\p{M}\\d$]|['\u2019](?=\\p{L}))*+|[&|]++|%"),
          Rule.of(Kind.DASH, "[-\u2013\u2014_~]++"),
          Rule.of(Kind.COMMA, "[,;\\n]"),
          Rule.of(Kind.STOP, "[.!?\u2026]++"),
          Rule.of(Kind.OPEN, "[(\\[]"),
          Rule.of(Kind.CLOSE, "[)\\]]"));

  /** The end of "bob@example.com's"; of words it is taken off with the other endings. */
  private static final Pattern POSSESSIVE =
      Pattern.compile("(?<=[\\w\"])['\u2019]s(?![\\p{L}\\d])");

  private static final Pattern SINGLE_QUOTED =
      Pattern.compile("['\u2018]([^'\u2018\u2019]*+)['\u2019](?![\\p{L}\\d])");

  private Tokenizer() {}

  static List<Token> tokens(String text) {
    List<Token> tokens = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (Character.isWhitespace(c) && c != '\n') {
        at++;
        continue;
      }
      if (at > 0
          && POSSESSIVE
              .matcher(text)
              .region(at, text.length())
              .useTransparentBounds(true)
              .lookingAt()) {
        at += 2;
        continue;
      }
      Token last = tokens.isEmpty() ? null : tokens.get(tokens.size() - 1);
      boolean glued = last != null && last.end() == at;
      Token token = next(text, at, glued, last);
      if (token == null) {
        at++;
        continue;
      }
      if (token.is(Kind.DASH) && glued && last.is(Kind.WORD) && !unit(tokens)) {
        // sign-in and add_to_cart are the words sign in and add to cart.
        tokens.set(
            tokens.size() - 1,
            new Token(
                last.kind(),
                last.text(),
                last.word(),
                last.stem(),
                last.start(),
                token.end(),
                last.glued()));
      } else {
        tokens.add(token);
      }
      at = token.end();
    }
    return tokens;
  }

  /** Whether the last word belongs to a number, as in 30s-60s. */
  private static boolean unit(List<Token> tokens) {
    int size = tokens.size();
    return size > 1 && tokens.get(size - 1).glued() && tokens.get(size - 2).is(Kind.NUMBER);
  }

  private static Token next(String text, int at, boolean glued, Token last) {
    if (!glued || last.is(Kind.OPEN)) {
      Matcher quote =
          SINGLE_QUOTED.matcher(text).region(at, text.length()).useTransparentBounds(true);
      if (quote.lookingAt()) {
        return plain(Kind.QUOTED, quote.group(1), at, quote.end(), glued);
      }
    }
    for (Rule rule : RULES) {
      if (glued && rule.kind == Kind.ADDRESS && last.is(Kind.WORD) && text.charAt(at) == '/') {
        // iOS/Android are alternatives, not a path.
        return new Token(Kind.WORD, "or", "or", "or", at, at + 1, true);
      }
      if (rule.kind == Kind.ADDRESS && glued && last.is(Kind.NUMBER)) {
        continue;
      }
      Matcher matcher =
          rule.pattern.matcher(text).region(at, text.length()).useTransparentBounds(true);
      if (matcher.lookingAt()) {
        return token(rule.kind, matcher, at, glued);
      }
    }
    return null;
  }

  private static Token token(Kind kind, Matcher matcher, int at, boolean glued) {
    String text = matcher.group();
    switch (kind) {
      case QUOTED -> {
        for (int i = 1; i <= matcher.groupCount(); i++) {
          if (matcher.group(i) != null) {
            return plain(kind, matcher.group(i).strip(), at, matcher.end(), glued);
          }
        }
        return plain(kind, "", at, matcher.end(), glued);
      }
      case ADDRESS -> {
        int end = text.length();
        while (end > 1 && ".,;:!?)]}'\u2019".indexOf(text.charAt(end - 1)) >= 0) {
          if (closes(text, end - 1)) {
            break;
          }
          end--;
        }
        return plain(kind, text.substring(0, end), at, at + end, glued);
      }
      case ORDINAL -> {
        return plain(kind, matcher.group(1), at, matcher.end(), glued);
      }
      case NUMBER -> {
        return plain(kind, text.replace(",", ""), at, matcher.end(), glued);
      }
      case WORD -> {
        String word =
            text.startsWith("&") ? "and" : text.startsWith("|") ? "or" : Words.plain(text);
        return new Token(kind, text, word, Words.stem(word), at, matcher.end(), glued);
      }
      default -> {
        return plain(kind, text, at, matcher.end(), glued);
      }
    }
  }

  /** Whether what ends an address closes a bracket of the address, as in /orders/(\\d+). */
  private static boolean closes(String text, int at) {
    int opening = ")]}".indexOf(text.charAt(at));
    if (opening < 0) {
      return false;
    }
    String before = text.substring(0, at);
    char open = "([{".charAt(opening);
    char close = text.charAt(at);
    return before.chars().filter(c -> c == open).count()
        > before.chars().filter(c -> c == close).count();
  }

  private static Token plain(Kind kind, String text, int start, int end, boolean glued) {
    return new Token(kind, text, "", "", start, end, glued);
  }
}
