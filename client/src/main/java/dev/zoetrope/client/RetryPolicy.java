package dev.zoetrope.client;

import java.time.Duration;

/**
 * How long to be patient with a server that answers 429 or 503.
 *
 * @param attempts how often a request is sent at most; 1 means no retry
 * @param firstWait the wait before the second attempt when the server names none; doubles each time
 * @param longestWait a longer wait than this, asked for by the server, is not waited out: the
 *     refusal is reported at once
 */
public record RetryPolicy(int attempts, Duration firstWait, Duration longestWait) {
  /** Four attempts, half a second at first, at most a minute. */
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(4, Duration.ofMillis(500), Duration.ofMinutes(1));

  /** Every refusal is reported at once. */
  public static final RetryPolicy NONE = new RetryPolicy(1, Duration.ZERO, Duration.ZERO);

  public RetryPolicy {
    if (attempts < 1 || firstWait.isNegative() || longestWait.isNegative()) {
      throw new IllegalArgumentException("attempts start at 1, waits are not negative");
    }
  }
}
