package dev.zoetrope.server.snapshots;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the damaged blocks that this process has found, for its health (B-263). */
@Singleton
class DamageCount {
  private final AtomicLong found = new AtomicLong();

  void found() {
    found.incrementAndGet();
  }

  Optional<String> notice() {
    long count = found.get();
    return count == 0 ? Optional.empty() : Optional.of(count + " damaged blocks found");
  }
}
