package dev.zoetrope.server.instance;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The one clock; tests replace it. */
@Factory
class TimeFactory {
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }
}
