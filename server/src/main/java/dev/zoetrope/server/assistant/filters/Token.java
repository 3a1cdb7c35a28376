package dev.zoetrope.server.assistant.filters;

/**
 * A piece of a message.
 *
 * @param text as written, without quotes
 * @param word in lower case, without accents and apostrophes; empty for what is no word
 * @param stem the word without its ending, so that forms of it are equal
 * @param glued whether nothing lies between it and the piece before
 */
record Token(Kind kind, String text, String word, String stem, int start, int end, boolean glued) {
  enum Kind {
    WORD,
    NUMBER,
    /** {@code 3rd} */
    ORDINAL,
    QUOTED,
    /** A path, a domain or a whole URL. */
    ADDRESS,
    /** An e-mail address, or the part from the at sign on. */
    EMAIL,
    /** {@code 2026-11-03}, {@code 3.11.2026}, with a time or without */
    DATE,
    /** {@code 14:30} */
    TIME,
    /** {@code >=} and the like; {@code +} behind a number */
    COMPARISON,
    DASH,
    COMMA,
    /** The end of a sentence. */
    STOP,
    OPEN,
    CLOSE
  }

  boolean is(Kind other) {
    return kind == other;
  }

  boolean is(String other) {
    return word.equals(other);
  }
}
