package dev.zoetrope.server.snapshots;

import java.io.IOException;
import java.util.Collection;
import java.util.List;

/** Keeps sealed records in append-only segments: files here, objects of a bucket elsewhere. */
public interface BlockStore {
  /**
   * Where a record lies.
   *
   * @param segment the name of the segment
   * @param offset of its first byte
   * @param length in bytes
   */
  record Location(String segment, long offset, int length) {}

  /** Appends a record; it is safe once {@link #sync()} returned. */
  Location append(byte[] record) throws IOException;

  /** Makes everything appended so far survive a crash. */
  void sync() throws IOException;

  /** Reads a record. */
  byte[] read(Location location) throws IOException;

  /** The names and sizes of the segments nobody appends to any more. */
  List<Segment> closedSegments() throws IOException;

  /** Removes segments that nothing refers to any more. */
  void delete(Collection<String> segments) throws IOException;

  /** A closed segment and its size in bytes. */
  record Segment(String name, long bytes) {}
}
