package dev.zoetrope.server;

import io.micronaut.runtime.Micronaut;
import java.nio.file.Path;
import java.util.Objects;

/** Starts the server; everything it can be told comes from the environment (see the README). */
public final class Application {
  private Application() {}

  public static void main(String[] args) {
    makeDataDirectoryAbsolute();
    Micronaut.build(args).mainClass(Application.class).banner(false).start();
  }

  /**
   * H2 refuses a path such as {@code data/x} that is neither absolute nor starts with {@code ./}.
   */
  private static void makeDataDirectoryAbsolute() {
    String given =
        Objects.requireNonNullElse(
            System.getProperty("zoetrope.data.dir", System.getenv("ZOETROPE_DATA_DIR")),
            "zoetrope-data");
    System.setProperty("zoetrope.data.dir", Path.of(given).toAbsolutePath().normalize().toString());
  }
}
