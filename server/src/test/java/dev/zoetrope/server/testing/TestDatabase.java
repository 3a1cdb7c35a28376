package dev.zoetrope.server.testing;

import java.nio.file.Path;
import java.util.Map;

/** Which database an integration test runs on; mixed in by the one-line subclasses. */
public interface TestDatabase {
  /**
   * The properties that point the server at a fresh, empty database.
   *
   * @param dataDirectory the test's own data directory
   */
  Map<String, String> database(Path dataDirectory);
}
