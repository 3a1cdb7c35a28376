package dev.zoetrope.server.snapshots;

import io.micronaut.context.annotation.Replaces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Says what a test wants to hear, and the truth when no test wants anything. */
@Singleton
@Replaces(DeviceFreeSpace.class)
class TestFreeSpace implements FreeSpace {
  private final DeviceFreeSpace device = new DeviceFreeSpace();
  private volatile OptionalLong pretended = OptionalLong.empty();

  void pretend(long usable) {
    pretended = OptionalLong.of(usable);
  }

  void tellTheTruth() {
    pretended = OptionalLong.empty();
  }

  @Override
  public long usable(Path directory) throws IOException {
    return pretended.isPresent() ? pretended.getAsLong() : device.usable(directory);
  }
}
