package dev.zoetrope.server.accounts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.zoetrope.server.web.ApiException;
import dev.zoetrope.server.web.ErrorCode;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** Slows down who guesses passwords (B-057). */
@Singleton
class LoginThrottle {
  private static final Duration WINDOW = Duration.ofMinutes(15);
  private static final int PER_EMAIL = 5;
  private static final int PER_ADDRESS = 20;

  private final Clock clock;
  private final Cache<String, Deque<Instant>> failures =
      Caffeine.newBuilder().maximumSize(100_000).expireAfterAccess(Duration.ofHours(1)).build();

  LoginThrottle(Clock clock) {
    this.clock = clock;
  }

  /** Throws 429 when there were too many failures. */
  void check(String email, String address) {
    check("e:" + email, PER_EMAIL);
    check("a:" + address, PER_ADDRESS);
  }

  void failed(String email, String address) {
    note("e:" + email);
    note("a:" + address);
  }

  void succeeded(String email) {
    failures.invalidate("e:" + email);
  }

  private void check(String key, int most) {
    Deque<Instant> times = failures.getIfPresent(key);
    if (times == null) {
      return;
    }
    synchronized (times) {
      Instant now = clock.instant();
      while (!times.isEmpty() && !times.peekFirst().plus(WINDOW).isAfter(now)) {
        times.removeFirst();
      }
      if (times.size() >= most) {
        long wait = Math.max(1, Duration.between(now, times.peekFirst().plus(WINDOW)).toSeconds());
        throw ApiException.of(
                ErrorCode.THROTTLED,
                "Request was throttled. Expected available in %d seconds.".formatted(wait))
            .withHeader("Retry-After", Long.toString(wait));
      }
    }
  }

  private void note(String key) {
    Deque<Instant> times = failures.get(key, k -> new ArrayDeque<>());
    synchronized (times) {
      times.addLast(clock.instant());
      while (times.size() > PER_ADDRESS) {
        times.removeFirst();
      }
    }
  }
}
