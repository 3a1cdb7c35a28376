package dev.zoetrope.server.sharing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.zoetrope.server.web.ApiException;
import dev.zoetrope.server.web.ErrorCode;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Slows down who guesses the password of a share: per address and, more generously, altogether
 * (B-306). Windows of a minute, counted by each server for itself.
 */
@Singleton
class PasswordThrottle {
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int PER_ADDRESS = 5;
  private static final int PER_SHARE = 50;

  private final Clock clock;
  private final Cache<Object, Failures> failures =
      Caffeine.newBuilder().maximumSize(100_000).build();

  PasswordThrottle(Clock clock) {
    this.clock = clock;
  }

  private record Failures(Instant since, int count) {}

  private record Guesser(long projectId, String sessionId, String address) {}

  /** Throws 429 when there were too many wrong passwords within the last minute. */
  void check(Share share, String address) {
    check(guesser(share, address), PER_ADDRESS);
    check(guesser(share, "*"), PER_SHARE);
  }

  void failed(Share share, String address) {
    Instant now = clock.instant();
    for (Guesser guesser : List.of(guesser(share, address), guesser(share, "*"))) {
      failures
          .asMap()
          .merge(
              guesser,
              new Failures(now, 1),
              (before, one) ->
                  isOver(before, now) ? one : new Failures(before.since(), before.count() + 1));
    }
  }

  private void check(Guesser guesser, int most) {
    Instant now = clock.instant();
    Failures known = failures.getIfPresent(guesser);
    if (known != null && !isOver(known, now) && known.count() >= most) {
      long seconds = Math.max(1, Duration.between(now, known.since().plus(WINDOW)).toSeconds());
      throw ApiException.of(
              ErrorCode.THROTTLED,
              "Request was throttled. Expected available in %d seconds.".formatted(seconds))
          .withHeader("Retry-After", Long.toString(seconds));
    }
  }

  private static boolean isOver(Failures known, Instant now) {
    return !known.since().plus(WINDOW).isAfter(now);
  }

  private static Guesser guesser(Share share, String address) {
    return new Guesser(share.projectId(), share.sessionId(), address);
  }
}
