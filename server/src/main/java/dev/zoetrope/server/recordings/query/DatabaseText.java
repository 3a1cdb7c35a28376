package dev.zoetrope.server.recordings.query;

/** What a text column can hold. */
public final class DatabaseText {
  private DatabaseText() {}

  /**
   * Whether a text column can hold this: PostgreSQL has neither U+0000 nor lone surrogates, so a
   * text with one cannot equal or occur in anything stored.
   */
  public static boolean fits(String text) {
    return text.codePoints().allMatch(c -> c != 0 && (c < 0xD800 || c > 0xDFFF));
  }
}
