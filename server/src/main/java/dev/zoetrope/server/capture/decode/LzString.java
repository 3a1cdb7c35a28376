package dev.zoetrope.server.capture.decode;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the lz-string format in its base64 form, which SDKs of before 2021 send: LZ78 over UTF-16
 * units with codes of growing width, lowest bit first.
 */
final class LzString {
  private static final String DIGITS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=";
  private static final int EIGHT_BITS = 0;
  private static final int SIXTEEN_BITS = 1;
  private static final int END = 2;

  private final String input;
  private int index;
  private int value;
  private int mask = 32;

  private LzString(String input) {
    this.input = input;
    this.value = digit(0);
  }

  /**
   * The text.
   *
   * @param limit the most characters that it may have
   */
  static String decompressFromBase64(String input, long limit) {
    return new LzString(input.strip().replace(' ', '+')).decompress(limit);
  }

  private String decompress(long limit) {
    List<String> dictionary = new ArrayList<>(List.of("", "", ""));
    int width = 3;
    int left = 4;
    String previous = literal(bits(2));
    if (previous == null) {
      return "";
    }
    dictionary.add(previous);
    StringBuilder text = new StringBuilder(previous);
    while (true) {
      if (index > input.length()) {
        throw CaptureRefusal.undecodable("invalid lz64 data");
      }
      int code = bits(width);
      if (code == END) {
        return text.toString();
      }
      if (code == EIGHT_BITS || code == SIXTEEN_BITS) {
        dictionary.add(literal(code));
        code = dictionary.size() - 1;
        if (--left == 0) {
          left = 1 << width++;
        }
      }
      String entry;
      if (code < dictionary.size()) {
        entry = dictionary.get(code);
      } else if (code == dictionary.size()) {
        entry = previous + previous.charAt(0);
      } else {
        throw CaptureRefusal.undecodable("invalid lz64 data");
      }
      text.append(entry);
      if (text.length() > limit) {
        throw CaptureRefusal.tooLarge(
            "Decompressed payload would exceed %d bytes".formatted(limit));
      }
      dictionary.add(previous + entry.charAt(0));
      previous = entry;
      if (--left == 0) {
        left = 1 << width++;
      }
    }
  }

  private String literal(int code) {
    return switch (code) {
      case EIGHT_BITS -> String.valueOf((char) bits(8));
      case SIXTEEN_BITS -> String.valueOf((char) bits(16));
      default -> null;
    };
  }

  private int bits(int count) {
    int result = 0;
    for (int power = 0; power < count; power++) {
      if ((value & mask) != 0) {
        result |= 1 << power;
      }
      mask >>= 1;
      if (mask == 0) {
        mask = 32;
        value = digit(++index);
      }
    }
    return result;
  }

  private int digit(int at) {
    int found = at < input.length() ? DIGITS.indexOf(input.charAt(at)) : 0;
    if (found < 0) {
      throw CaptureRefusal.undecodable("invalid lz64 data");
    }
    return found;
  }
}
