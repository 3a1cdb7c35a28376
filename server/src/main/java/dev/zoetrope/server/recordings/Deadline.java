package dev.zoetrope.server.recordings;

import dev.zoetrope.server.web.ApiException;
import dev.zoetrope.server.web.ErrorCode;
import java.time.Duration;

/** When a question to the database is given up with 429 (B-216). */
record Deadline(long nanos) {
  static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** Gives up when the time is over. */
  void check() {
    if (System.nanoTime() - nanos > 0) {
      throw passed();
    }
  }

  /** What is left for one more statement, in seconds, at least one. */
  int seconds() {
    check();
    return Math.toIntExact(1 + (nanos - System.nanoTime()) / 1_000_000_000L);
  }

  static ApiException passed() {
    return ApiException.of(ErrorCode.THROTTLED, "Query timeout exceeded. Try again later.");
  }
}
