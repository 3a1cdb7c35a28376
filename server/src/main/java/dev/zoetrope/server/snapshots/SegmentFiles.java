package dev.zoetrope.server.snapshots;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Segments as files below the data directory. Each process appends to a file of its own, a new one
 * at every start, so that what a crash left at the end of a file is never written over (B-262).
 */
@Singleton
class SegmentFiles implements BlockStore {
  private static final String SUFFIX = ".seg";

  private final StorageSettings settings;
  private FileChannel current;
  private String currentName;
  private long end;

  SegmentFiles(StorageSettings settings) {
    this.settings = settings;
  }

  @Override
  public synchronized Location append(byte[] record) throws IOException {
    if (current == null || (end > 0 && end + record.length > settings.segmentBytes())) {
      roll();
    }
    long offset = end;
    try {
      ByteBuffer bytes = ByteBuffer.wrap(record);
      while (bytes.hasRemaining()) {
        current.write(bytes, offset + bytes.position());
      }
      end = offset + record.length;
      return new Location(currentName, offset, record.length);
    } catch (IOException e) {
      // Half a record would only be in the way.
      abandon(offset, e);
      throw e;
    }
  }

  @Override
  public synchronized void sync() throws IOException {
    if (current != null) {
      current.force(false);
    }
  }

  @Override
  public byte[] read(Location location) throws IOException {
    try (FileChannel file = FileChannel.open(path(location.segment()), StandardOpenOption.READ)) {
      ByteBuffer bytes = ByteBuffer.allocate(location.length());
      while (bytes.hasRemaining()) {
        if (file.read(bytes, location.offset() + bytes.position()) < 0) {
          throw new EOFException(location + " is beyond the end of its segment");
        }
      }
      return bytes.array();
    }
  }

  @Override
  public List<Segment> closedSegments() throws IOException {
    List<Segment> segments = new ArrayList<>();
    if (!Files.isDirectory(settings.directory())) {
      return segments;
    }
    try (Stream<Path> files = Files.list(settings.directory())) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(SUFFIX) && !isCurrent(name)) {
          segments.add(new Segment(name, Files.size(file)));
        }
      }
    }
    return segments;
  }

  @Override
  public void delete(Collection<String> segments) throws IOException {
    for (String segment : segments) {
      Files.deleteIfExists(path(segment));
    }
  }

  /** Starts the next segment; the directory entry is made durable too. */
  private void roll() throws IOException {
    if (current != null) {
      current.force(false);
      current.close();
      current = null;
    }
    Files.createDirectories(settings.directory());
    String name = UUID.randomUUID() + SUFFIX;
    current =
        FileChannel.open(
            settings.directory().resolve(name),
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE);
    currentName = name;
    end = 0;
    try (FileChannel directory = FileChannel.open(settings.directory(), StandardOpenOption.READ)) {
      directory.force(true);
    }
  }

  private void abandon(long offset, IOException reason) {
    try {
      current.truncate(offset);
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  private synchronized boolean isCurrent(String name) {
    return current != null && name.equals(currentName);
  }

  private Path path(String segment) throws NoSuchFileException {
    if (!segment.endsWith(SUFFIX) || segment.indexOf('/') >= 0) {
      throw new NoSuchFileException(segment);
    }
    return settings.directory().resolve(segment);
  }

  @PreDestroy
  synchronized void close() throws IOException {
    if (current != null) {
      current.force(false);
      current.close();
      current = null;
    }
  }
}
