package dev.zoetrope.server.snapshots;

import java.io.IOException;
import java.io.UncheckedIOException;

/** A record that is made while it is written, so that it is never in memory as a whole. */
interface BlockRecord {
  /** Its bytes, known before it is written. */
  int size();

  /** Writes all of it, each byte once, in any order. */
  void writeTo(Output output) throws IOException;

  /** Where the bytes go. */
  interface Output {
    /**
     * Writes bytes.
     *
     * @param at their offset within the record
     */
    void write(int at, byte[] bytes, int length) throws IOException;
  }

  /** All of it. */
  default byte[] bytes() {
    byte[] all = new byte[size()];
    try {
      writeTo((at, bytes, length) -> System.arraycopy(bytes, 0, all, at, length));
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return all;
  }

  /** A record there is already. */
  static BlockRecord of(byte[] record) {
    return new BlockRecord() {
      @Override
      public int size() {
        return record.length;
      }

      @Override
      public void writeTo(Output output) throws IOException {
        output.write(0, record, record.length);
      }
    };
  }
}
