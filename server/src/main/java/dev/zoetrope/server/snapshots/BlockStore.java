package dev.zoetrope.server.snapshots;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Keeps records in append-only segments that no two processes write to. Knows nothing of what is in
 * a record, nor which records are still wanted: the index in the database does.
 */
interface BlockStore {
  /** A new place to append to, with segments of its own. */
  Sink open();

  /**
   * The bytes of a record.
   *
   * @throws java.nio.file.NoSuchFileException when the segment is not there (any more)
   * @throws java.io.EOFException when the segment ends before the record does
   */
  byte[] read(BlockAddress address) throws IOException;

  /**
   * The right to tidy up, which one process at a time has; empty while another has it, or this one
   * has it already.
   */
  Optional<Upkeep> upkeep() throws IOException;

  /** Tries to write, for as long as writing is known to fail. */
  void probe() throws IOException;

  /** Appends records. Safe for use by several threads. */
  interface Sink extends AutoCloseable {
    /**
     * Writes a record behind the last one. It is not durable before {@link #sync()}, and its
     * segment is left alone by upkeep until the record is {@linkplain #release released}.
     *
     * @throws dev.zoetrope.server.web.StorageUnavailable when it cannot; nothing of the record
     *     stays
     */
    BlockAddress append(BlockRecord record);

    /** Says that the index knows these records now, or never will. Once for each record. */
    void release(Collection<BlockAddress> addresses);

    /**
     * Makes everything appended so far durable.
     *
     * @throws dev.zoetrope.server.web.StorageUnavailable when it cannot
     */
    void sync();

    /**
     * Whether what was appended to this segment can be relied upon after the next {@link #sync()}:
     * no sync of it has failed.
     */
    boolean isReliable(String segment);

    @Override
    void close();
  }

  /** Tidying up segments that nobody writes to. */
  interface Upkeep extends AutoCloseable {
    /**
     * The segments of this database that have been quiet for the quiet period and hold no record
     * that is yet to be released.
     */
    List<Segment> quiet() throws IOException;

    /**
     * Stops appending to the segment if somebody here does.
     *
     * @return false when it now holds records that are yet to be released
     */
    boolean retire(Segment segment);

    /** Cuts off everything from this byte on. */
    void truncate(Segment segment, long size) throws IOException;

    void remove(Segment segment) throws IOException;

    @Override
    void close() throws IOException;
  }

  /**
   * A segment.
   *
   * @param size its bytes
   * @param overhead bytes at its start that are no record
   * @param open whether this process may go on appending to it
   */
  record Segment(String name, long size, int overhead, boolean open) {}
}
