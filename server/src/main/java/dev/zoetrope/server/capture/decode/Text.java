package dev.zoetrope.server.capture.decode;

/** Strings that every database can store. */
final class Text {
  private static final char REPLACEMENT = '\uFFFD';

  private Text() {}

  /** NUL and halves of surrogate pairs become U+FFFD; everything else stays. */
  static String storable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || Character.isSurrogate(c)) {
        return replaced(text);
      }
    }
    return text;
  }

  private static String replaced(String text) {
    StringBuilder result = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (pair) {
        result.append(c).append(text.charAt(++i));
      } else {
        result.append(c == 0 || Character.isSurrogate(c) ? REPLACEMENT : c);
      }
    }
    return result.toString();
  }

  /** At most this many characters, without cutting a surrogate pair. */
  static String cut(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
    return text.substring(0, end);
  }
}
