package dev.zoetrope.server.snapshots;

import dev.zoetrope.server.web.HealthIndicator;
import dev.zoetrope.server.web.StorageUnavailable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * Refuses to write while there is too little room, before the database runs into the wall, and says
 * so in the server's health. Looks again every second, so it recovers by itself (B-266).
 */
@Singleton
class FreeSpace implements HealthIndicator {
  private static final long LOOK_EVERY_MS = 1_000;

  private final StorageSettings settings;
  private final Clock clock;
  private long lookedAt = Long.MIN_VALUE;
  private String problem;
  private volatile String writeProblem;

  FreeSpace(StorageSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** Throws when nothing must be written now. */
  void require() {
    String reason = look();
    if (reason != null) {
      throw new StorageUnavailable(reason, null);
    }
  }

  /** Remembers why a write failed, until one succeeds. */
  void failed(IOException e) {
    writeProblem = "cannot write blocks: " + e.getMessage();
  }

  void succeeded() {
    writeProblem = null;
  }

  @Override
  public String name() {
    return "blocks";
  }

  @Override
  public Optional<String> failure() {
    String reason = look();
    return Optional.ofNullable(reason == null ? writeProblem : reason);
  }

  private synchronized String look() {
    long now = clock.millis();
    if (Math.abs(now - lookedAt) >= LOOK_EVERY_MS) {
      lookedAt = now;
      problem = measure();
    }
    return problem;
  }

  private String measure() {
    try {
      Path directory = settings.directory();
      Files.createDirectories(directory);
      long free = Files.getFileStore(directory).getUsableSpace();
      return free >= settings.minFreeBytes()
          ? null
          : "%d bytes are free, %d are required".formatted(free, settings.minFreeBytes());
    } catch (IOException e) {
      return "the data directory cannot be used: " + e.getMessage();
    }
  }
}
