package dev.zoetrope.server.snapshots;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Asks the device. */
@Singleton
class DeviceFreeSpace implements FreeSpace {
  /** Finding a directory's device reads the table of mounts, which is too slow for each commit. */
  private final Map<Path, FileStore> stores = new ConcurrentHashMap<>();

  @Override
  public long usable(Path directory) throws IOException {
    FileStore store = stores.get(directory);
    if (store == null) {
      store = Files.getFileStore(directory);
      stores.put(directory, store);
    }
    return store.getUsableSpace();
  }
}
