package dev.zoetrope.server.snapshots;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.nio.file.Path;

/** Where and how blocks are kept. */
@Singleton
public class StorageSettings {
  private final Path directory;
  private final long segmentBytes;
  private final long minFreeBytes;
  private final double compactBelow;

  StorageSettings(
      @Value("${zoetrope.data.dir}") String dataDirectory,
      @Value("${zoetrope.storage.segment.bytes:67108864}") long segmentBytes,
      @Value("${zoetrope.storage.min.free:268435456}") long minFreeBytes,
      @Value("${zoetrope.storage.compact.below:0.5}") double compactBelow) {
    this.directory = Path.of(dataDirectory, "segments");
    this.segmentBytes = segmentBytes;
    this.minFreeBytes = minFreeBytes;
    this.compactBelow = compactBelow;
  }

  Path directory() {
    return directory;
  }

  /** Size at which a segment is closed. */
  long segmentBytes() {
    return segmentBytes;
  }

  /** Free bytes below which nothing is accepted any more ({@code ZOETROPE_STORAGE_MIN_FREE}). */
  long minFreeBytes() {
    return minFreeBytes;
  }

  /** Share of live bytes below which a segment is rewritten. */
  double compactBelow() {
    return compactBelow;
  }
}
