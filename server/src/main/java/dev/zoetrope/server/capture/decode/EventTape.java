package dev.zoetrope.server.capture.decode;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Remembers the bytes that the parser read since the event it is in began, so that the event can be
 * stored exactly as it was sent. Holds one event and what the parser read ahead.
 */
final class EventTape extends FilterInputStream {
  private byte[] kept = new byte[1 << 16];

  /** The bytes in {@code kept} that are still needed are those from start to end. */
  private int start;

  private int end;

  /** Offset in the stream of the byte at start. */
  private long base;

  EventTape(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int n = super.read(buffer, offset, length);
    if (n > 0) {
      makeRoom(n);
      System.arraycopy(buffer, offset, kept, end, n);
      end += n;
    }
    return n;
  }

  /** Lets go of everything before this offset. */
  void forgetBefore(long offset) {
    int drop = (int) Math.min(end - start, offset - base);
    if (drop > 0) {
      start += drop;
      base += drop;
    }
  }

  /** Writes the bytes between two offsets as one line: line breaks between tokens become spaces. */
  void writeLine(long from, long to, OutputStream out) throws IOException {
    int first = start + (int) (from - base);
    int last = start + (int) (to - base);
    for (int i = first; i < last; i++) {
      if (kept[i] == '\n' || kept[i] == '\r') {
        kept[i] = ' ';
      }
    }
    out.write(kept, first, last - first);
    out.write('\n');
  }

  private void makeRoom(int n) {
    if (end + n <= kept.length) {
      return;
    }
    int live = end - start;
    byte[] target =
        live + n <= kept.length / 2 ? kept : new byte[Math.max(kept.length * 2, live + n)];
    System.arraycopy(kept, start, target, 0, live);
    kept = target;
    start = 0;
    end = live;
  }
}
