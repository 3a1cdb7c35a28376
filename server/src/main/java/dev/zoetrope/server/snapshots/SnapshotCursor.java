package dev.zoetrope.server.snapshots;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;

/**
 * Walks the blocks of a recording and hands out their events piece by piece; never holds more than
 * one block in its compressed form. Ends early when the recording is deleted meanwhile.
 */
final class SnapshotCursor implements AutoCloseable {
  private static final int PIECE = 65_536;
  private static final int ASK_FOR_KEY_EVERY = 100;

  private final BlockReader reader;
  private final long projectId;
  private final String sessionId;
  private final boolean frames;
  private final Iterator<StoredBlock> rest;
  private SecretKey key;
  private StoredBlock block;
  private BlockLines lines;
  private int taken;
  private boolean begun;

  SnapshotCursor(
      BlockReader reader,
      long projectId,
      String sessionId,
      List<StoredBlock> blocks,
      boolean frames) {
    this.reader = reader;
    this.projectId = projectId;
    this.sessionId = sessionId;
    this.frames = frames;
    this.rest = blocks.iterator();
  }

  /** The next bytes of the answer; null at the end. */
  byte[] next() throws IOException {
    ByteArrayOutputStream piece = new ByteArrayOutputStream(PIECE + 16_384);
    while (piece.size() < PIECE && (lines != null || open())) {
      if (frames) {
        writeFrame(piece);
      } else if (!writeSome(piece)) {
        close();
        if (!begun) {
          // The first bytes go out as soon as there are any.
          break;
        }
      }
    }
    begun = true;
    return piece.size() == 0 ? null : piece.toByteArray();
  }

  /** Opens the next block that can be read; false when there is none. */
  private boolean open() throws IOException {
    while (rest.hasNext()) {
      if (taken++ % ASK_FOR_KEY_EVERY == 0) {
        key = reader.key(projectId, sessionId).orElse(null);
      }
      if (key == null) {
        return false;
      }
      block = rest.next();
      Optional<byte[]> zstd = reader.read(projectId, sessionId, key, block);
      if (zstd.isPresent()) {
        lines = new BlockLines(zstd.get(), block.windowId());
        return true;
      }
    }
    return false;
  }

  private boolean writeSome(ByteArrayOutputStream out) {
    try {
      return lines.writeSome(out);
    } catch (IOException e) {
      reader.damaged(projectId, block, e);
      out.write('\n');
      return false;
    }
  }

  private void writeFrame(ByteArrayOutputStream out) throws IOException {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    try (ZstdOutputStreamNoFinalizer zstd = new ZstdOutputStreamNoFinalizer(frame, 1)) {
      boolean more = true;
      while (more) {
        more = lines.writeSome(zstd);
      }
    }
    close();
    out.write(ByteBuffer.allocate(4).putInt(frame.size()).array());
    frame.writeTo(out);
  }

  @Override
  public void close() throws IOException {
    if (lines != null) {
      lines.close();
      lines = null;
    }
  }
}
