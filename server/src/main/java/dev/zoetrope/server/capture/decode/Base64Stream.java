package dev.zoetrope.server.capture.decode;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Decodes base64 as it flows by: both alphabets, line breaks, padding or none, and blanks that were
 * plus signs before somebody decoded the form once too often.
 */
final class Base64Stream extends InputStream {
  private static final byte SKIPPED = -2;
  private static final byte WRONG = -1;
  private static final byte[] VALUES = values();

  private final InputStream in;
  private final byte[] chunk = new byte[8 << 10];
  private int at;
  private int size;
  private int bits;
  private int held;

  Base64Stream(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int written = 0;
    while (written < length) {
      if (at == size) {
        // What there is rather than waiting for more.
        if (written > 0) {
          break;
        }
        size = in.read(chunk, 0, chunk.length);
        at = 0;
        if (size <= 0) {
          size = 0;
          return -1;
        }
      }
      byte value = VALUES[chunk[at++] & 0xff];
      if (value == WRONG) {
        throw CaptureRefusal.undecodable("invalid base64 data");
      }
      if (value != SKIPPED) {
        held = held << 6 | value;
        bits += 6;
        if (bits >= 8) {
          bits -= 8;
          into[offset + written++] = (byte) (held >> bits);
        }
      }
    }
    return written;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** Whether all of these bytes can be base64. */
  static boolean accepts(byte[] head) {
    for (byte b : head) {
      if (VALUES[b & 0xff] == WRONG) {
        return false;
      }
    }
    return true;
  }

  private static byte[] values() {
    byte[] values = new byte[256];
    Arrays.fill(values, WRONG);
    String digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (int i = 0; i < digits.length(); i++) {
      values[digits.charAt(i)] = (byte) i;
    }
    values['-'] = values['+'];
    values['_'] = values['/'];
    values[' '] = values['+'];
    for (char skipped : new char[] {'\r', '\n', '\t', '='}) {
      values[skipped] = SKIPPED;
    }
    return values;
  }
}
