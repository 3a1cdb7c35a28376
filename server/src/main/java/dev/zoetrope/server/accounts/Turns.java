package dev.zoetrope.server.accounts;

import dev.zoetrope.server.web.ApiException;
import dev.zoetrope.server.web.ErrorCode;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Waiting, with an end, for a turn at something that costs much processor time or memory. */
final class Turns {
  private Turns() {}

  /** Takes a turn, or throws 429 when none came in time. */
  static void take(Semaphore turns, Duration patience) {
    boolean taken = false;
    try {
      taken = turns.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!taken) {
      throw throttled(patience.toSeconds());
    }
  }

  /** 429 with upstream's text. */
  static ApiException throttled(long seconds) {
    return ApiException.of(
            ErrorCode.THROTTLED,
            "Request was throttled. Expected available in %d second%s."
                .formatted(seconds, seconds == 1 ? "" : "s"))
        .withHeader("Retry-After", Long.toString(seconds));
  }
}
