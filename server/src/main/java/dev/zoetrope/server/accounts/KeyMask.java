package dev.zoetrope.server.accounts;

/** What is shown of a key once its value is gone: its first and last four characters. */
final class KeyMask {
  private KeyMask() {}

  static String of(String key) {
    return key.length() < 12
        ? "********"
        : key.substring(0, 4) + "..." + key.substring(key.length() - 4);
  }
}
