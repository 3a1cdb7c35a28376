package dev.zoetrope.server.snapshots;

import dev.zoetrope.server.web.HealthIndicator;
import dev.zoetrope.server.web.StorageUnavailable;
import dev.zoetrope.server.web.WriteProtection;
import io.micronaut.context.annotation.Value;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows whether recordings can be stored. Refuses while less than the reserve is free, so that the
 * embedded database on the same device never meets a full one, and recovers by itself (B-270).
 */
@Singleton
class StorageGuard implements HealthIndicator, WriteProtection {
  private static final Logger LOG = LoggerFactory.getLogger(StorageGuard.class);

  /** What the embedded database needs to change a row. */
  private static final long LAST_BYTES = 16L << 20;

  private final StorageSettings settings;
  private final FreeSpace space;
  private final BlockStore store;
  private final List<Path> directories;
  private final DamageCount damage;
  private volatile String failure;
  private volatile boolean refusing;

  StorageGuard(
      StorageSettings settings,
      FreeSpace space,
      BlockStore store,
      DamageCount damage,
      @Value("${zoetrope.data.dir}") Path dataDirectory) {
    this.settings = settings;
    this.space = space;
    this.store = store;
    this.damage = damage;
    this.directories = List.of(settings.dir(), dataDirectory);
  }

  /**
   * Passes while there is room to store anything at all. Whoever is about to write asks first, also
   * when there is no block among it.
   */
  void requireSpace() {
    Optional<String> shortage = shortage(settings.minFree());
    boolean now = shortage.isPresent();
    if (now != refusing) {
      refusing = now;
      LOG.warn("{}", shortage.map(s -> "refusing to store: " + s).orElse("storing again"));
    }
    if (now) {
      throw new StorageUnavailable(shortage.get());
    }
  }

  /** Remembers that writing failed, until it works again. */
  void failed(StorageUnavailable reason) {
    if (failure == null) {
      LOG.error("recordings cannot be stored: {}", reason.getMessage(), reason);
    }
    failure = reason.getMessage();
  }

  /** Remembers that writing worked. */
  void worked() {
    failure = null;
  }

  @Override
  public String name() {
    return "blocks";
  }

  @Override
  public Optional<String> failure() {
    return shortage(settings.minFree()).or(() -> Optional.ofNullable(failure));
  }

  @Override
  public Optional<String> notice() {
    return damage.notice();
  }

  /** Looks whether a failure is over, when there is one. */
  @Scheduled(fixedDelay = "${zoetrope.storage.probe-interval:5s}")
  void recheck() {
    if (failure != null && shortage(settings.minFree()).isEmpty()) {
      try {
        store.probe();
        failure = null;
        LOG.warn("recordings can be stored again");
      } catch (IOException e) {
        LOG.debug("still failing: {}", e.getMessage());
      }
    }
  }

  /** Also a change of one row is too much for a device that is all but full. */
  @Override
  public Optional<String> reason() {
    return shortage(Math.min(LAST_BYTES, settings.minFree()));
  }

  private Optional<String> shortage(long reserve) {
    for (Path directory : directories) {
      try {
        long usable = Files.isDirectory(directory) ? space.usable(directory) : Long.MAX_VALUE;
        if (usable < reserve) {
          return Optional.of(
              "no space left on the device: %d MB free, %d MB are kept in reserve"
                  .formatted(usable >> 20, reserve >> 20));
        }
      } catch (IOException e) {
        return Optional.of("the free space cannot be read");
      }
    }
    return Optional.empty();
  }
}
