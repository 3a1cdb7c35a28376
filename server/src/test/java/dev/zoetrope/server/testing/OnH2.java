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

  /** Properties of a database file that a test fills before the server starts. */
  default Map<String, String> existing(Path dataDirectory) {
    return Map.of(
        "zoetrope.database.url",
        "jdbc:h2:file:"
            + dataDirectory.resolve("existing")
            + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=0"
            + ";DB_CLOSE_ON_EXIT=FALSE",
        "zoetrope.database.user",
        "zoetrope",
        "zoetrope.database.password",
        "");
  }
}
