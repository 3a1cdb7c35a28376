package dev.zoetrope.server.capture.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;

class LzStringTest {
  @Example
  void knownTextIsRead() {
    // Made by lz-string 1.5.0.
    assertThat(LzString.decompressFromBase64("BYUwNmD2Q===", 100)).isEqualTo("hello");
    assertThat(LzString.decompressFromBase64("CcN4P4NQQAQIZ/D5ULwbgAPbUA==", 100))
        .isEqualTo("äöü€ aaaaaaaaaaaaa 😀😀");
  }

  @Property(tries = 500)
  void whatIsWrittenIsRead(@ForAll @StringLength(min = 1, max = 300) String text) {
    assertThat(LzString.decompressFromBase64(roundTrip(text), 10_000)).isEqualTo(text);
  }

  @Example
  void theLimitHolds() {
    String lz = roundTrip("a".repeat(10_000));

    assertThatThrownBy(() -> LzString.decompressFromBase64(lz, 9_999))
        .isInstanceOf(CaptureRefusal.class)
        .hasMessageStartingWith("maximum event size exceeded");
  }

  @Property(tries = 500)
  void nothingElseThanARefusalComesOfGarbage(@ForAll @StringLength(max = 100) String garbage) {
    try {
      LzString.decompressFromBase64(garbage, 1_000);
    } catch (CaptureRefusal e) {
      assertThat(e.status()).isBetween(400, 413);
    }
  }

  /** The format from the other side: LZ78 with the codes the reader expects. */
  static String roundTrip(String text) {
    Bits bits = new Bits();
    Map<String, Integer> dictionary = new HashMap<>();
    Map<String, Boolean> fresh = new HashMap<>();
    int[] state = {2, 2};
    String w = "";
    for (int i = 0; i < text.length(); i++) {
      String c = text.substring(i, i + 1);
      if (!dictionary.containsKey(c)) {
        dictionary.put(c, dictionary.size() + 3);
        fresh.put(c, true);
      }
      if (dictionary.containsKey(w + c)) {
        w = w + c;
      } else {
        emit(bits, w, dictionary, fresh, state);
        dictionary.put(w + c, dictionary.size() + 3);
        w = c;
      }
    }
    emit(bits, w, dictionary, fresh, state);
    bits.write(2, state[1]);
    return bits.text();
  }

  private static void emit(
      Bits bits,
      String w,
      Map<String, Integer> dictionary,
      Map<String, Boolean> fresh,
      int[] state) {
    if (w.isEmpty()) {
      return;
    }
    if (fresh.remove(w) != null) {
      boolean wide = w.charAt(0) > 255;
      bits.write(wide ? 1 : 0, state[1]);
      bits.write(w.charAt(0), wide ? 16 : 8);
      grow(state);
    } else {
      bits.write(dictionary.get(w), state[1]);
    }
    grow(state);
  }

  private static void grow(int[] state) {
    if (--state[0] == 0) {
      state[0] = 1 << state[1]++;
    }
  }

  private static final class Bits {
    private static final String DIGITS =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private final StringBuilder out = new StringBuilder();
    private int value;
    private int count;

    void write(int number, int width) {
      for (int i = 0; i < width; i++) {
        value = value << 1 | (number >> i & 1);
        if (++count == 6) {
          out.append(DIGITS.charAt(value));
          value = 0;
          count = 0;
        }
      }
    }

    String text() {
      while (count != 0) {
        write(0, 1);
      }
      return out.toString();
    }
  }
}
