package dev.zoetrope.server.snapshots;

import dev.zoetrope.server.crypto.Tokens;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Segments as files of one directory, which several processes may share. A segment is named after
 * its owner: each start of a process is an owner of its own, known to live by a lock file (B-261).
 */
@Singleton
class FileBlockStore implements BlockStore {
  private static final String UPKEEP = "upkeep.lock";

  private final StorageSettings settings;
  private final Clock clock;
  private final SegmentFiles files;
  private final String owner;
  private final OwnerLock alive;
  private final AtomicInteger next = new AtomicInteger();

  /** Segments being written to, with who writes. */
  private final ConcurrentHashMap<String, SegmentSink> open = new ConcurrentHashMap<>();

  /** Segments with records that the index may not know yet, and how many. */
  private final ConcurrentHashMap<String, Integer> unreleased = new ConcurrentHashMap<>();

  FileBlockStore(StorageSettings settings, BlockRepository blocks, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    try {
      this.files = new SegmentFiles(settings.dir(), blocks.storeId());
      String name = newName();
      Optional<OwnerLock> lock = OwnerLock.take(lockOf(name));
      while (lock.isEmpty()) {
        // Somebody tidying up held it for a moment and may delete the file.
        name = newName();
        lock = OwnerLock.take(lockOf(name));
      }
      this.owner = name;
      this.alive = lock.get();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot use the segment directory " + settings.dir(), e);
    }
  }

  @Override
  public Sink open() {
    return new SegmentSink(this, settings.segmentSize());
  }

  @Override
  public byte[] read(BlockAddress address) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(address.size());
    try (FileChannel channel =
        FileChannel.open(files.path(address.segment()), StandardOpenOption.READ)) {
      if (!SegmentFiles.read(channel, bytes, address.start())) {
        throw new EOFException(address + " is behind the end of its segment");
      }
    }
    return bytes.array();
  }

  @Override
  public Optional<Upkeep> upkeep() throws IOException {
    return OwnerLock.take(files.directory().resolve(UPKEEP))
        .map(lock -> new SegmentUpkeep(this, files, lock, clock, settings.quietPeriod()));
  }

  @Override
  public void probe() throws IOException {
    Path probe = files.directory().resolve(owner + ".probe");
    try (FileChannel channel =
        FileChannel.open(
            probe,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      SegmentFiles.write(channel, ByteBuffer.allocate(8_192), 0);
      channel.force(false);
    } finally {
      Files.deleteIfExists(probe);
    }
  }

  /** A new segment that the sink writes to from now on. */
  NewSegment create(SegmentSink sink) throws IOException {
    String name = "%s-%06d".formatted(owner, next.incrementAndGet());
    open.put(name, sink);
    try {
      return new NewSegment(name, files.create(name));
    } catch (IOException e) {
      open.remove(name);
      throw e;
    }
  }

  /** The segment holds one more record that the index may not know yet. */
  void pin(String segment) {
    unreleased.merge(segment, 1, Integer::sum);
  }

  /** One record less. */
  void unpin(String segment) {
    unreleased.computeIfPresent(segment, (name, count) -> count == 1 ? null : count - 1);
  }

  boolean isPinned(String segment) {
    return unreleased.containsKey(segment);
  }

  /** The sink does not write to the segment any more. */
  void finished(String segment) {
    open.remove(segment);
  }

  Optional<SegmentSink> writerOf(String segment) {
    return Optional.ofNullable(open.get(segment));
  }

  /** Whether a living process other than this one may write to the segment. */
  boolean belongsToAnother(String segment) throws IOException {
    String other = ownerOf(segment);
    return !other.equals(owner) && OwnerLock.isHeld(lockOf(other));
  }

  /** Removes the lock files of processes that are gone. */
  void removeLocksExcept(Set<String> owners) throws IOException {
    try (var paths = Files.newDirectoryStream(files.directory(), "*.owner")) {
      for (Path path : paths) {
        String name = path.getFileName().toString().replace(".owner", "");
        if (!name.equals(owner) && !owners.contains(name) && !OwnerLock.isHeld(path)) {
          Files.deleteIfExists(path);
        }
      }
    }
  }

  static String ownerOf(String segment) {
    return segment.replaceFirst("-.*", "");
  }

  private static String newName() {
    return Tokens.random("").substring(0, 16);
  }

  private Path lockOf(String name) {
    return files.directory().resolve(name + ".owner");
  }

  @PreDestroy
  void stop() throws IOException {
    open.values().forEach(SegmentSink::close);
    alive.close();
    Files.deleteIfExists(lockOf(owner));
  }

  record NewSegment(String name, FileChannel channel) {}
}
