package dev.zoetrope.server.snapshots;

import java.io.IOException;

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
