package dev.zoetrope.server.snapshots;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** The lines of a block as they are answered: {@code ["<window id>",<event>]}. */
final class BlockLines implements AutoCloseable {
  private static final byte[] END = "]\n".getBytes(StandardCharsets.UTF_8);

  private final ZstdInputStreamNoFinalizer events;
  private final byte[] start;
  private final byte[] buffer = new byte[16_384];
  private boolean insideLine;

  BlockLines(byte[] zstd, String windowId) throws IOException {
    events = new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(zstd));
    String quoted = String.valueOf(JsonStringEncoder.getInstance().quoteAsString(windowId));
    start = ("[\"" + quoted + "\",").getBytes(StandardCharsets.UTF_8);
  }

  /** Writes some more; false when there is nothing more. */
  boolean writeSome(OutputStream out) throws IOException {
    int size = events.read(buffer);
    if (size < 0) {
      endLine(out);
      return false;
    }
    int from = 0;
    for (int i = 0; i < size; i++) {
      if (buffer[i] == '\n') {
        write(out, from, i);
        endLine(out);
        from = i + 1;
      }
    }
    write(out, from, size);
    return true;
  }

  private void write(OutputStream out, int from, int to) throws IOException {
    if (from < to) {
      if (!insideLine) {
        out.write(start);
        insideLine = true;
      }
      out.write(buffer, from, to - from);
    }
  }

  private void endLine(OutputStream out) throws IOException {
    if (insideLine) {
      out.write(END);
      insideLine = false;
    }
  }

  @Override
  public void close() throws IOException {
    events.close();
  }
}
