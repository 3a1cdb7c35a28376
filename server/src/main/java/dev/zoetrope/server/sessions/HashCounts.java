package dev.zoetrope.server.sessions;

/** Counts texts by a hash of 64 bits, in 12 bytes each and room to grow. */
final class HashCounts {
  private static final int SMALLEST = 1 << 10;

  /** Open addressing; 0 is a free place. */
  private long[] hashes = new long[SMALLEST];

  private int[] counts = new int[SMALLEST];
  private int size;

  void add(String text) {
    if (2 * size >= hashes.length) {
      grow();
    }
    long hash = hash(text);
    int place = place(hash);
    if (hashes[place] == 0) {
      hashes[place] = hash;
      size++;
    }
    counts[place]++;
  }

  /** How often the text was added. */
  int of(String text) {
    return counts[place(hash(text))];
  }

  private void grow() {
    long[] before = hashes;
    int[] counted = counts;
    hashes = new long[2 * before.length];
    counts = new int[2 * before.length];
    for (int i = 0; i < before.length; i++) {
      if (before[i] != 0) {
        int place = place(before[i]);
        hashes[place] = before[i];
        counts[place] = counted[i];
      }
    }
  }

  private int place(long hash) {
    int mask = hashes.length - 1;
    int place = (int) hash & mask;
    while (hashes[place] != 0 && hashes[place] != hash) {
      place = (place + 1) & mask;
    }
    return place;
  }

  /** FNV-1a over the letters, then mixed so that every bit depends on every letter; never 0. */
  private static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    hash ^= hash >>> 33;
    return hash == 0 ? 1 : hash;
  }
}
