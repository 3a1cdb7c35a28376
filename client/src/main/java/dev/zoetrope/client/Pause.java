package dev.zoetrope.client;

import java.time.Duration;

/** Waits between attempts; tests count instead of waiting. */
interface Pause {
  Pause REAL = duration -> Thread.sleep(duration.toMillis());

  void forAbout(Duration duration) throws InterruptedException;
}
