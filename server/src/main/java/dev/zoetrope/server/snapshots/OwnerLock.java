package dev.zoetrope.server.snapshots;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A file that is locked for as long as its holder lives, so that others can tell. The lock goes
 * with the process however it ends.
 */
final class OwnerLock implements AutoCloseable {
  /**
   * Locks held by this JVM. Opening and closing a locked file a second time would drop the lock, so
   * a held one must not even be looked at.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel channel;

  private OwnerLock(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /** The lock; empty while somebody else has it. */
  static Optional<OwnerLock> take(Path file) throws IOException {
    Path path = file.toAbsolutePath().normalize();
    if (!HELD.add(path)) {
      return Optional.empty();
    }
    FileChannel channel = null;
    try {
      channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return Optional.of(new OwnerLock(path, channel));
      }
    } catch (OverlappingFileLockException e) {
      // Held by another class loader of this JVM.
    } catch (IOException e) {
      release(path, channel);
      throw e;
    }
    release(path, channel);
    return Optional.empty();
  }

  /** Whether somebody holds the lock of this file at the moment. */
  static boolean isHeld(Path file) throws IOException {
    if (!Files.exists(file)) {
      return false;
    }
    Optional<OwnerLock> taken = take(file);
    if (taken.isPresent()) {
      taken.get().close();
    }
    return taken.isEmpty();
  }

  @Override
  public void close() throws IOException {
    release(path, channel);
  }

  private static void release(Path path, FileChannel channel) throws IOException {
    try {
      if (channel != null) {
        channel.close();
      }
    } finally {
      HELD.remove(path);
    }
  }
}
