package dev.zoetrope.server.testing;

import java.nio.file.Path;
import java.util.Map;

/** Runs the test on the embedded database, in a file as in production. */
public interface OnH2 extends TestDatabase {
  @Override
  default Map<String, String> database(Path dataDirectory) {
    // The server's own default: a file below the data directory.
    return Map.of();
  }
}
