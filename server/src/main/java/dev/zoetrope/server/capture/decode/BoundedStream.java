package dev.zoetrope.server.capture.decode;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Refuses with 413 once more bytes than allowed were read. */
final class BoundedStream extends FilterInputStream {
  private final long limit;
  private final String what;
  private long read;

  BoundedStream(InputStream in, long limit, String what) {
    super(in);
    this.limit = limit;
    this.what = what;
  }

  @Override
  public int read() throws IOException {
    int next = super.read();
    if (next >= 0) {
      count(1);
    }
    return next;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int n = super.read(buffer, offset, length);
    if (n > 0) {
      count(n);
    }
    return n;
  }

  private void count(int n) {
    read += n;
    if (read > limit) {
      throw CaptureRefusal.tooLarge("%s has more than %d bytes".formatted(what, limit));
    }
  }
}
