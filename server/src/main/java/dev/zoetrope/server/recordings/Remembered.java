package dev.zoetrope.server.recordings;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Remembers what was stored a short while ago, so that it need not be asked: a newer key takes the
 * place of an older one. Keys are seeded, so that nobody can make two that are equal.
 */
final class Remembered {
  private static final int PLACES = 1 << 17;
  private static final long SEED = new SecureRandom().nextLong();

  private final AtomicLongArray keys = new AtomicLongArray(PLACES);

  /** A seeded hash of a text. */
  static long of(String text) {
    long hash = SEED;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * 0x9e3779b97f4a7c15L;
      hash ^= hash >>> 29;
    }
    return hash;
  }

  /**
   * A hash of all of it, never 0.
   *
   * @param text already hashed
   */
  static long key(long project, long mark, int kind, long text) {
    return mixed(mixed(mixed(text ^ SEED ^ project) ^ mark) ^ kind) | 1;
  }

  boolean has(long key) {
    return keys.get(place(key)) == key;
  }

  void add(long key) {
    keys.set(place(key), key);
  }

  private static int place(long key) {
    return (int) (key >>> 40) & (PLACES - 1);
  }

  /** Every bit of the result depends on every bit of the input. */
  static long mixed(long value) {
    long x = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    x = (x ^ (x >>> 27)) * 0x94d049bb133111ebL;
    return x ^ (x >>> 31);
  }
}
