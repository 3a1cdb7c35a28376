package dev.zoetrope.server.capture.decode;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Hands the bytes of an event, exactly as they were sent, to a compressor while the parser reads
 * them: nothing is copied in between and an event of any size takes no memory. Also refuses what
 * the parser lets pass: UTF-8 in more bytes than needed, and encoded surrogates.
 */
final class EventTape extends InputStream {
  private static final byte LINE_BREAK = 1;
  private static final byte MALFORMED = 2;
  private static final byte LEAD = 3;
  private static final byte[] KINDS = kinds();

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long SPACES = 0x2020202020202020L;
  private static final long HIGH_BITS = 0x8080808080808080L;

  private final InputStream in;

  /** What the parser holds of its last read: the bytes from start to end of its own buffer. */
  private byte[] buffer = {};

  private int start;
  private int end;
  private boolean lineBreaks;

  /** Offset in the stream of the byte at start. */
  private long base;

  private BlockCompressor target;
  private long written;
  private int pendingLead;

  EventTape(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (target != null) {
      writeUpTo(base + (end - start));
    }
    int n = in.read(into, offset, length);
    if (n <= 0) {
      return n;
    }
    boolean appended = into == buffer && offset == end;
    if (!appended) {
      base += end - start;
      buffer = into;
      start = offset;
      lineBreaks = false;
    }
    end = offset + n;
    inspect(offset);
    return n;
  }

  /** From this offset on, which the parser has read but not let go of, bytes go to the target. */
  void begin(long offset, BlockCompressor compressor) {
    target = compressor;
    written = offset;
  }

  /** Up to this offset, exclusive. */
  void finish(long offset) {
    writeUpTo(offset);
    target = null;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private void writeUpTo(long offset) {
    int from = start + (int) (written - base);
    int to = start + (int) (offset - base);
    written = offset;
    if (!lineBreaks) {
      target.write(buffer, from, to);
      return;
    }
    // Between tokens only: inside strings JSON has them escaped.
    for (int i = from; i < to; i++) {
      if (buffer[i] == '\n' || buffer[i] == '\r') {
        target.write(buffer, from, i);
        from = i + 1;
      }
    }
    target.write(buffer, from, to);
  }

  private void inspect(int from) {
    if (pendingLead != 0) {
      checkSecond(pendingLead, buffer[from] & 0xff);
      pendingLead = 0;
    }
    for (int i = from; i < end; i++) {
      while (i + Long.BYTES <= end && isPlain((long) WORDS.get(buffer, i))) {
        i += Long.BYTES;
      }
      if (i == end) {
        return;
      }
      int b = buffer[i] & 0xff;
      byte kind = KINDS[b];
      if (kind == 0) {
        continue;
      }
      if (kind == LINE_BREAK) {
        lineBreaks = true;
      } else if (kind == MALFORMED) {
        throw malformed();
      } else if (i + 1 < end) {
        checkSecond(b, buffer[i + 1] & 0xff);
      } else {
        pendingLead = b;
      }
    }
  }

  /** Whether all eight bytes are ASCII and none is a control character: nothing to look at. */
  private static boolean isPlain(long word) {
    return ((word | (word - SPACES)) & HIGH_BITS) == 0;
  }

  private static void checkSecond(int lead, int second) {
    boolean wrong =
        switch (lead) {
          case 0xE0 -> second < 0xA0;
          case 0xED -> second > 0x9F;
          case 0xF0 -> second < 0x90;
          default -> second > 0x8F;
        };
    if (wrong) {
      throw malformed();
    }
  }

  private static CaptureRefusal malformed() {
    return CaptureRefusal.undecodable("invalid UTF8 in request payload");
  }

  private static byte[] kinds() {
    byte[] kinds = new byte[256];
    kinds['\n'] = LINE_BREAK;
    kinds['\r'] = LINE_BREAK;
    kinds[0xC0] = MALFORMED;
    kinds[0xC1] = MALFORMED;
    for (int b = 0xF5; b <= 0xFF; b++) {
      kinds[b] = MALFORMED;
    }
    for (int lead : new int[] {0xE0, 0xED, 0xF0, 0xF4}) {
      kinds[lead] = LEAD;
    }
    return kinds;
  }
}
