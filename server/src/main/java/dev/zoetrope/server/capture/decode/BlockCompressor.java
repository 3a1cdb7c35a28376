package dev.zoetrope.server.capture.decode;

import com.github.luben.zstd.EndDirective;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * Compresses the lines of one block after another. Native memory is expensive to set up, so
 * compressors are lent out and given back by {@link #close()}.
 */
final class BlockCompressor implements AutoCloseable {
  /** Fast before small: recordings are mostly compressed by the sender already. */
  private static final int LEVEL = 1;

  private static final int BUFFER = 128 << 10;
  private static final int KEPT = 16;
  private static final int PIECE = 64 << 10;
  private static final int KEPT_PIECES = 4;
  private static final ConcurrentLinkedDeque<BlockCompressor> IDLE = new ConcurrentLinkedDeque<>();

  /** Bytes of a block that are not to be in it after all. */
  record Range(long from, long to) {}

  private final ZstdCompressCtx context = new ZstdCompressCtx().setLevel(LEVEL);
  private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER);
  private final ByteBuffer out = ByteBuffer.allocateDirect(BUFFER + 1024);

  /**
   * The compressed bytes so far, all but the last piece full: growing one array copies too much.
   */
  private final List<byte[]> pieces = new ArrayList<>(List.of(new byte[PIECE]));

  private int size;
  private long count;

  private BlockCompressor() {}

  /** One of one's own until it is closed. */
  static BlockCompressor lend() {
    BlockCompressor idle = IDLE.pollFirst();
    return idle == null ? new BlockCompressor() : idle;
  }

  void write(byte[] bytes, int from, int to) {
    count += to - from;
    int next = from;
    while (next < to) {
      int n = Math.min(in.remaining(), to - next);
      in.put(bytes, next, n);
      next += n;
      if (!in.hasRemaining()) {
        compress(EndDirective.CONTINUE);
      }
    }
  }

  void endLine() {
    count++;
    in.put((byte) '\n');
    if (!in.hasRemaining()) {
      compress(EndDirective.CONTINUE);
    }
  }

  /** Bytes written to the current block. */
  long count() {
    return count;
  }

  /** Ends the block and begins the next. */
  byte[] finish() {
    compress(EndDirective.END);
    byte[] bytes = new byte[size];
    for (int at = 0; at < size; at += PIECE) {
      System.arraycopy(pieces.get(at / PIECE), 0, bytes, at, Math.min(PIECE, size - at));
    }
    clear();
    return bytes;
  }

  /** Ends the block, leaving out parts of it: rare, so it is paid for only then. */
  byte[] finishWithout(List<Range> ranges) throws IOException {
    byte[] whole = finish();
    byte[] chunk = new byte[BUFFER];
    try (InputStream lines = new ZstdInputStream(new ByteArrayInputStream(whole))) {
      long at = 0;
      int next = 0;
      for (int n = lines.read(chunk); n >= 0; n = lines.read(chunk)) {
        int from = 0;
        while (next < ranges.size() && ranges.get(next).from < at + n) {
          Range range = ranges.get(next);
          int cut = (int) Math.max(from, range.from - at);
          write(chunk, from, cut);
          from = (int) Math.min(n, range.to - at);
          if (range.to > at + n) {
            break;
          }
          next++;
        }
        write(chunk, from, n);
        at += n;
      }
    }
    return finish();
  }

  /** Forgets an unfinished block and gives the compressor back. */
  @Override
  public void close() {
    context.reset();
    // A reset takes the level back to the library's own.
    context.setLevel(LEVEL);
    clear();
    if (IDLE.size() < KEPT) {
      IDLE.addFirst(this);
    } else {
      context.close();
    }
  }

  private void clear() {
    count = 0;
    in.clear();
    size = 0;
    if (pieces.size() > KEPT_PIECES) {
      // A large block is rare: its memory is not kept for the small ones that follow.
      pieces.subList(KEPT_PIECES, pieces.size()).clear();
    }
  }

  private void compress(EndDirective directive) {
    in.flip();
    boolean done;
    do {
      out.clear();
      done = context.compressDirectByteBufferStream(out, in, directive);
      out.flip();
      while (out.hasRemaining()) {
        int piece = size / PIECE;
        int offset = size % PIECE;
        if (piece == pieces.size()) {
          pieces.add(new byte[PIECE]);
        }
        int n = Math.min(PIECE - offset, out.remaining());
        out.get(pieces.get(piece), offset, n);
        size += n;
      }
    } while (directive == EndDirective.END ? !done : in.hasRemaining());
    in.clear();
  }
}
