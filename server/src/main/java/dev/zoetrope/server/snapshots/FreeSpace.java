package dev.zoetrope.server.snapshots;

import java.io.IOException;
import java.nio.file.Path;

/** Asks how many bytes can still be written below a directory. */
interface FreeSpace {
  long usable(Path directory) throws IOException;
}
