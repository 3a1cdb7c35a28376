package dev.zoetrope.server.instance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Knows whether the first start on an embedded database came to its end. H2 commits each change of
 * a table by itself, so one that was interrupted leaves a database that no migration can go on
 * with; nobody can have stored anything in it, and the next start begins anew (B-060).
 */
public final class FreshDatabase {
  private static final String DATABASE = "zoetrope.mv.db";
  private static final String MARKER = "first-start.unfinished";

  private FreshDatabase() {}

  /** Before the embedded database below this directory is opened. */
  public static void prepare(Path directory) throws IOException {
    Path marker = directory.resolve(MARKER);
    if (Files.exists(marker)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "zoetrope.*.db")) {
        for (Path file : files) {
          // Aside, not away: somebody may have put a backup here since.
          Files.move(
              file,
              directory.resolve("unfinished-" + file.getFileName()),
              StandardCopyOption.REPLACE_EXISTING);
        }
      }
    } else if (Files.notExists(directory.resolve(DATABASE))) {
      Files.createFile(marker);
      sync(directory);
    }
  }

  /** Once the database holds everything that a first start puts there. */
  static void complete(Path directory) {
    try {
      if (Files.deleteIfExists(directory.resolve(MARKER))) {
        // A marker that a power failure brings back would put aside what was stored since.
        sync(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot end the first start in " + directory, e);
    }
  }

  private static void sync(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
