package dev.zoetrope.server.capture;

import dev.zoetrope.server.web.StorageUnavailable;
import jakarta.inject.Singleton;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds the memory of requests that are being read: each is let in with the bytes it may come to
 * hold, first come first served. The rest waits on its connection, unread.
 */
@Singleton
class Admission {
  private static final int UNIT = 1024;

  /** Buffers and compressor of a request, whatever its size. */
  private static final long FIXED_COST = 512 * 1024;

  private final RequestLimits limits;
  private final int units;
  private final Semaphore free;

  Admission(RequestLimits limits) {
    this.limits = limits;
    this.units = Math.max(1, limits.memory() / UNIT);
    this.free = new Semaphore(units, true);
  }

  /** A share of the memory; closing it gives it back. */
  interface Share extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Waits for a share.
   *
   * @param bytes the size of the body; one larger than all there is gets all there is
   * @throws StorageUnavailable when none became free in time
   */
  Share enter(long bytes) {
    int wanted = (int) Math.min(units, (bytes + FIXED_COST) / UNIT + 1);
    try {
      if (!free.tryAcquire(wanted, limits.patience().toMillis(), TimeUnit.MILLISECONDS)) {
        throw new StorageUnavailable("too much arrives at the same time", null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageUnavailable("the server is shutting down", e);
    }
    return () -> free.release(wanted);
  }
}
