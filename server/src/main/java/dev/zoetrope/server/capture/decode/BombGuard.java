package dev.zoetrope.server.capture.decode;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/**
 * Inflated bytes within bounds: an absolute one, and one relative to what came over the wire, which
 * a bomb breaks long before the first (ordinary snapshots inflate about tenfold).
 */
final class BombGuard extends FilterInputStream {
  private static final long HARMLESS = 8L << 20;
  private static final long RATIO = 150;

  private final CountedStream wire;
  private final long limit;
  private long inflated;

  BombGuard(InputStream in, CountedStream wire, long limit) {
    super(in);
    this.wire = wire;
    this.limit = limit;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int n;
    try {
      n = super.read(buffer, offset, length);
    } catch (ZipException | EOFException e) {
      throw CaptureRefusal.undecodable("invalid GZIP data");
    }
    if (n > 0) {
      inflated += n;
      if (inflated > limit || (inflated > HARMLESS && inflated > wire.count() * RATIO)) {
        throw CaptureRefusal.tooLarge(
            "Decompressed payload would exceed %d bytes".formatted(limit));
      }
    }
    return n;
  }
}
