package dev.zoetrope.server.snapshots;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;

/**
 * The directory of segment files. A file begins with 24 bytes: {@code ZSEG}, version 1 as an int,
 * and the id of the database it belongs to.
 */
final class SegmentFiles {
  static final String SUFFIX = ".seg";
  static final int HEADER = 24;
  private static final int MAGIC = 0x5A534547;
  private static final int VERSION = 1;
  private static final int PIECE = 128 << 10;

  private final Path directory;
  private final UUID store;

  SegmentFiles(Path directory, UUID store) throws IOException {
    this.directory = Files.createDirectories(directory);
    this.store = store;
  }

  Path directory() {
    return directory;
  }

  Path path(String segment) {
    return directory.resolve(segment + SUFFIX);
  }

  /** A new segment, its header written, its name durable. */
  FileChannel create(String segment) throws IOException {
    Path path = path(segment);
    FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try {
      ByteBuffer header = ByteBuffer.allocate(HEADER).putInt(MAGIC).putInt(VERSION);
      header.putLong(store.getMostSignificantBits()).putLong(store.getLeastSignificantBits());
      write(channel, header.flip(), 0);
      syncDirectory();
      return channel;
    } catch (IOException e) {
      channel.close();
      Files.deleteIfExists(path);
      throw e;
    }
  }

  /** Whether the segment was written for this database. */
  boolean isOurs(Path path) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(HEADER);
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      while (header.hasRemaining() && channel.read(header, header.position()) > 0) {
        // A short read is followed by another.
      }
    }
    header.flip();
    return header.remaining() == HEADER
        && header.getInt() == MAGIC
        && header.getInt() == VERSION
        && new UUID(header.getLong(), header.getLong()).equals(store);
  }

  /** Makes names that came or went durable. */
  void syncDirectory() throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** In pieces: the platform keeps a copy as large as the largest write of each thread. */
  static void write(FileChannel channel, ByteBuffer bytes, long at) throws IOException {
    long position = at;
    int end = bytes.limit();
    while (bytes.position() < end) {
      bytes.limit(Math.min(end, bytes.position() + PIECE));
      position += channel.write(bytes, position);
    }
  }

  /** Fills the buffer from the bytes at this position on; false when there are not so many. */
  static boolean read(FileChannel channel, ByteBuffer bytes, long at) throws IOException {
    long position = at;
    int end = bytes.limit();
    while (bytes.position() < end) {
      bytes.limit(Math.min(end, bytes.position() + PIECE));
      int n = channel.read(bytes, position);
      if (n < 0) {
        return false;
      }
      position += n;
    }
    return true;
  }

  /** The name of the segment; empty when the file is none. */
  static Optional<String> segment(Path path) {
    String name = path.getFileName().toString();
    return name.endsWith(SUFFIX)
        ? Optional.of(name.substring(0, name.length() - SUFFIX.length()))
        : Optional.empty();
  }
}
