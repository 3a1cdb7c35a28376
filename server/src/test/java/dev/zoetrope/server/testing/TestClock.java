package dev.zoetrope.server.testing;

import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Replaces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The server's clock in tests: real time until a test sets or advances it. */
@Singleton
@Primary
@Replaces(Clock.class)
public class TestClock extends Clock {
  private volatile Duration offset = Duration.ZERO;
  private volatile Instant fixed;

  /** Stops the clock at this moment. */
  public void set(Instant now) {
    fixed = now;
  }

  /** Moves a stopped or a running clock forward. */
  public void advance(Duration by) {
    if (fixed == null) {
      offset = offset.plus(by);
    } else {
      fixed = fixed.plus(by);
    }
  }

  /** Back to real time. */
  public void reset() {
    fixed = null;
    offset = Duration.ZERO;
  }

  @Override
  public Instant instant() {
    return fixed == null ? Clock.systemUTC().instant().plus(offset) : fixed;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new IllegalArgumentException("the server knows UTC only");
  }
}
