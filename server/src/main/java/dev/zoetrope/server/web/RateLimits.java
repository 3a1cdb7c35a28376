package dev.zoetrope.server.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * Counts requests per class and caller, in any minute and in any hour (B-018). Each server process
 * counts for itself; who was not seen for an hour is forgotten.
 */
@Singleton
class RateLimits {
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final long HOUR = Duration.ofHours(1).toMillis();

  /** More callers than this at once are not counted exactly; memory is bounded instead. */
  private static final int MAX_CALLERS = 10_000;

  private final Clock clock;
  private final Map<String, Rate> rates;
  private final Cache<String, Windows> callers =
      Caffeine.newBuilder().maximumSize(MAX_CALLERS).expireAfterAccess(Duration.ofHours(1)).build();

  RateLimits(RateSettings settings, Clock clock, Contract contract) {
    this.clock = clock;
    this.rates =
        Map.of(
            "default", new Rate(settings.defaultPerMinute(), settings.defaultPerHour()),
            "recordings", new Rate(settings.recordingsPerMinute(), settings.recordingsPerHour()),
            "snapshots", new Rate(settings.snapshotsPerMinute(), settings.snapshotsPerHour()));
    contract.operations().forEach(RateLimits::classOf);
  }

  private record Rate(int perMinute, int perHour) {}

  private record Windows(SlidingWindow minute, SlidingWindow hour) {}

  /** The class that the contract puts the operation into. */
  static String classOf(Contract.Operation operation) {
    String name = operation.node().path("x-rate-limit").asText("default");
    return switch (name) {
      case "default", "recordings", "snapshots" -> name;
      default -> throw new IllegalStateException(operation.id() + " has no rate class " + name);
    };
  }

  /**
   * Counts a request if it is allowed.
   *
   * @return whole seconds until it would be; 0 when it is
   */
  long admit(String rateClass, String caller) {
    Rate rate = rates.get(rateClass);
    Windows windows =
        callers.get(
            rateClass + " " + caller,
            key ->
                new Windows(
                    new SlidingWindow(rate.perMinute(), MINUTE),
                    new SlidingWindow(rate.perHour(), HOUR)));
    synchronized (windows) {
      long now = clock.millis();
      long wait = Math.max(windows.minute().untilFree(now), windows.hour().untilFree(now));
      if (wait == 0) {
        windows.minute().add(now);
        windows.hour().add(now);
      }
      return (wait + 999) / 1000;
    }
  }
}
