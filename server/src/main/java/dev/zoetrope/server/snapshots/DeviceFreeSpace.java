package dev.zoetrope.server.snapshots;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Asks the device. */
@Singleton
class DeviceFreeSpace implements FreeSpace {
  @Override
  public long usable(Path directory) throws IOException {
    return Files.getFileStore(directory).getUsableSpace();
  }
}
