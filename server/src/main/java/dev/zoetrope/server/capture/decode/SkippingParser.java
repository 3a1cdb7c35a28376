package dev.zoetrope.server.capture.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.ObjectCodec;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.json.UTF8StreamJsonParser;
import com.fasterxml.jackson.core.sym.ByteQuadsCanonicalizer;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The parser for replay events, which are mostly long texts that nobody looks at: they are checked
 * and passed over byte by byte, escapes without being decoded.
 */
final class SkippingParser extends UTF8StreamJsonParser {
  private static final int BUFFER = 32_000;

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH = 0x8080808080808080L;
  private static final long SPACES = 0x20 * ONES;
  private static final long QUOTES = '"' * ONES;
  private static final long BACKSLASHES = '\\' * ONES;

  private static final byte QUOTE = 1;
  private static final byte ESCAPE = 2;
  private static final byte MORE_BYTES = 3;
  private static final byte CONTROL = 4;
  private static final byte SIMPLE_ESCAPE = 5;
  private static final byte[] IN_TEXT = inText();
  private static final byte[] BEHIND_BACKSLASH = behindBackslash();
  private static final boolean[] HEX = hex();

  private SkippingParser(
      IOContext context,
      int features,
      InputStream in,
      ObjectCodec codec,
      ByteQuadsCanonicalizer symbols) {
    super(context, features, in, codec, symbols, context.allocReadIOBuffer(BUFFER), 0, 0, 0, true);
  }

  /** Makes such parsers. The bytes are UTF-8: nothing else is tried. */
  static final class Factory extends JsonFactory {
    private static final long serialVersionUID = 1L;

    Factory(JsonFactoryBuilder settings) {
      super(settings);
    }

    @Override
    protected JsonParser _createParser(InputStream in, IOContext context) {
      return new SkippingParser(
          context,
          _parserFeatures,
          in,
          _objectCodec,
          _byteSymbolCanonicalizer.makeChildOrPlaceholder(_factoryFeatures));
    }
  }

  @Override
  protected void _skipString() throws IOException {
    _tokenIncomplete = false;
    while (true) {
      if (_inputPtr >= _inputEnd) {
        _loadMoreGuaranteed();
      }
      byte[] buffer = _inputBuffer;
      int end = _inputEnd;
      int at = _inputPtr;
      while (at < end) {
        at = skipOrdinary(buffer, at, end);
        if (at == end) {
          break;
        }
        int c = buffer[at++] & 0xff;
        byte kind = IN_TEXT[c];
        if (kind == QUOTE) {
          _inputPtr = at;
          return;
        }
        if (kind == ESCAPE) {
          int behind = skipEscape(buffer, at, end);
          if (behind > 0) {
            at = behind;
            continue;
          }
          _inputPtr = at;
          _decodeEscaped();
        } else if (kind == MORE_BYTES) {
          _inputPtr = at;
          skipContinuation(c);
        } else if (kind == CONTROL) {
          _inputPtr = at;
          _throwUnquotedSpace(c, "string value");
        } else {
          continue;
        }
        at = _inputPtr;
        end = _inputEnd;
      }
      _inputPtr = at;
    }
  }

  /**
   * Passes over characters of one or two bytes, eight bytes at a time, up to one that needs a look:
   * a quote, a backslash, a control character, a longer or a wrong sequence, or the last bytes.
   */
  private static int skipOrdinary(byte[] buffer, int from, int end) {
    int at = from;
    while (at + Long.BYTES <= end) {
      long word = (long) WORDS.get(buffer, at);
      long quote = word ^ QUOTES;
      long backslash = word ^ BACKSLASHES;
      // The lowest bit set is exact, and only that one counts.
      long special =
          (((quote - ONES) & ~quote)
                  | ((backslash - ONES) & ~backslash)
                  | ((word - SPACES) & ~word))
              & HIGH;
      int n = special == 0 ? Long.BYTES : Long.numberOfTrailingZeros(special) >>> 3;
      long high = word & HIGH;
      if (high != 0 && n > 0) {
        // Of those before the special one only.
        high &= -1L >>> (Long.SIZE - 8 * n);
        long lead = high & (word << 1);
        if (lead >>> (8 * n - 1) != 0) {
          // Its second byte is in the next word.
          n--;
          lead &= (1L << (8 * n)) - 1;
          high &= (1L << (8 * n)) - 1;
          special = 0;
        }
        if ((lead & (word << 2)) != 0 || (high & ~lead) != lead << 8) {
          return at;
        }
      }
      at += n;
      if (special != 0 || n == 0) {
        return at;
      }
    }
    return at;
  }

  /** The place behind a sound escape that is here as a whole; else 0. */
  private static int skipEscape(byte[] buffer, int at, int end) {
    if (at + 5 > end) {
      return 0;
    }
    if (BEHIND_BACKSLASH[buffer[at] & 0xff] == SIMPLE_ESCAPE) {
      return at + 1;
    }
    boolean sound =
        buffer[at] == 'u'
            && HEX[buffer[at + 1] & 0xff]
            && HEX[buffer[at + 2] & 0xff]
            && HEX[buffer[at + 3] & 0xff]
            && HEX[buffer[at + 4] & 0xff];
    return sound ? at + 5 : 0;
  }

  private void skipContinuation(int lead) throws IOException {
    int more =
        (lead & 0xE0) == 0xC0 ? 1 : (lead & 0xF0) == 0xE0 ? 2 : (lead & 0xF8) == 0xF0 ? 3 : 0;
    if (more == 0) {
      _reportInvalidChar(lead);
    }
    for (int i = 0; i < more; i++) {
      if (_inputPtr >= _inputEnd) {
        _loadMoreGuaranteed();
      }
      int next = _inputBuffer[_inputPtr++] & 0xff;
      if ((next & 0xC0) != 0x80) {
        _reportInvalidOther(next, _inputPtr);
      }
    }
  }

  private static byte[] inText() {
    byte[] kinds = new byte[256];
    for (int c = 0; c < 0x20; c++) {
      kinds[c] = CONTROL;
    }
    for (int c = 0x80; c < 256; c++) {
      kinds[c] = MORE_BYTES;
    }
    kinds['"'] = QUOTE;
    kinds['\\'] = ESCAPE;
    return kinds;
  }

  private static byte[] behindBackslash() {
    byte[] kinds = new byte[256];
    for (char c : "\"\\/bfnrt".toCharArray()) {
      kinds[c] = SIMPLE_ESCAPE;
    }
    return kinds;
  }

  private static boolean[] hex() {
    boolean[] hex = new boolean[256];
    for (char c : "0123456789abcdefABCDEF".toCharArray()) {
      hex[c] = true;
    }
    return hex;
  }
}
