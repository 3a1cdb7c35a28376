package dev.zoetrope.server.accounts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Slows down who guesses passwords (B-057). An attempt counts from before the password is looked
 * at, so that many at the same time are not more than many one after the other.
 */
@Singleton
class LoginThrottle {
  private static final Duration WINDOW = Duration.ofMinutes(15);
  private static final int PER_EMAIL = 5;
  private static final int PER_ADDRESS = 20;

  private final Clock clock;
  private final Cache<String, Deque<Instant>> attempts =
      Caffeine.newBuilder().maximumSize(100_000).expireAfterAccess(Duration.ofHours(1)).build();

  LoginThrottle(Clock clock) {
    this.clock = clock;
  }

  /** Counts an attempt; throws 429, and does not count it, when there were too many. */
  synchronized void attempt(String email, String address) {
    Instant now = clock.instant();
    Deque<Instant> ofEmail = recent(emailKey(email), now);
    Deque<Instant> ofAddress = recent(addressKey(address), now);
    refuseBeyond(PER_EMAIL, ofEmail, now);
    refuseBeyond(PER_ADDRESS, ofAddress, now);
    ofEmail.addLast(now);
    ofAddress.addLast(now);
  }

  /** Takes back what was counted for the attempt that turned out right. */
  synchronized void succeeded(String email, String address) {
    attempts.invalidate(emailKey(email));
    recent(addressKey(address), clock.instant()).pollLast();
  }

  private Deque<Instant> recent(String key, Instant now) {
    Deque<Instant> times = attempts.get(key, k -> new ArrayDeque<>());
    while (!times.isEmpty() && !times.peekFirst().plus(WINDOW).isAfter(now)) {
      times.removeFirst();
    }
    return times;
  }

  private static void refuseBeyond(int most, Deque<Instant> times, Instant now) {
    if (times.size() >= most) {
      Duration wait = Duration.between(now, times.peekFirst().plus(WINDOW));
      throw Turns.throttled(Math.max(1, wait.plusMillis(999).toSeconds()));
    }
  }

  private static String emailKey(String email) {
    return "e:" + email;
  }

  private static String addressKey(String address) {
    return "a:" + address;
  }
}
