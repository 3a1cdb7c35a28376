package dev.zoetrope.server;

import dev.zoetrope.server.instance.EnvironmentCheck;
import io.micronaut.runtime.Micronaut;
import io.micronaut.runtime.exceptions.ApplicationStartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Starts the server; everything it can be told comes from the environment (see the README). {@code
 * --print-config} prints the settings and ends. Exit codes: 0 ended by a signal, 2 a setting is
 * wrong, 1 it could not start for another reason.
 */
public final class Application {
  private static final int WRONG_SETTING = 2;

  private Application() {}

  public static void main(String[] args) {
    List<String> complaints = EnvironmentCheck.complaints(System.getenv().keySet());
    if (!complaints.isEmpty()) {
      complaints.forEach(System.err::println);
      System.exit(WRONG_SETTING);
    }
    if (List.of(args).contains("--print-config")) {
      System.out.print(EnvironmentCheck.effective(System.getenv()));
      return;
    }
    prepareDataDirectory();
    try {
      Micronaut.build(args).mainClass(Application.class).banner(false).start();
    } catch (ApplicationStartupException e) {
      System.exit(1);
    }
  }

  /**
   * H2 refuses a path such as {@code data/x} that is neither absolute nor starts with {@code ./}.
   */
  private static void prepareDataDirectory() {
    String given =
        Objects.requireNonNullElse(
            System.getProperty("zoetrope.data.dir", System.getenv("ZOETROPE_DATA_DIR")),
            "zoetrope-data");
    Path directory = Path.of(given).toAbsolutePath().normalize();
    try {
      Files.createDirectories(directory);
      if (!Files.isWritable(directory)) {
        throw new IOException("it cannot be written");
      }
    } catch (IOException e) {
      System.err.printf("ZOETROPE_DATA_DIR is %s: %s%n", directory, e);
      System.exit(WRONG_SETTING);
    }
    System.setProperty("zoetrope.data.dir", directory.toString());
  }
}
