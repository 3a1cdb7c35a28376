package dev.zoetrope.server.assistant.regex;

/**
 * A piece of a description.
 *
 * @param text as written, without quotes
 * @param plain in lower case, for words; the keyword for keywords
 */
record Word(Kind kind, String text, String plain) {
  enum Kind {
    /** Text that is meant literally: in quotes, or written as no word is. */
    LITERAL,
    NUMBER,
    /** {@code YYYY-MM-DD} and the like. */
    FORMAT,
    KEYWORD,
    COMMA,
    WORD
  }

  boolean is(Kind other) {
    return kind == other;
  }

  boolean is(String keyword) {
    return kind == Kind.KEYWORD && plain.equals(keyword);
  }
}
