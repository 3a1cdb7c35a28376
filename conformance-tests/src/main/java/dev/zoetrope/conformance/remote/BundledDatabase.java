package dev.zoetrope.conformance.remote;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The database of the server of this build as a process of its own, so that it can be lost. */
public final class BundledDatabase implements AutoCloseable {
  private final Path directory;
  private final Process process;
  private final int port;

  private BundledDatabase(Path directory, Process process, int port) {
    this.directory = directory;
    this.process = process;
    this.port = port;
  }

  /** Starts an empty one on a free port. */
  public static BundledDatabase start() {
    try {
      Path directory = Files.createTempDirectory("zoetrope-conformance-database");
      int port = BundledServer.freePort();
      List<String> command =
          new ArrayList<>(BundledServer.command(directory, "org.h2.tools.Server"));
      command.addAll(
          List.of(
              "-tcp",
              "-tcpPort",
              Integer.toString(port),
              "-ifNotExists",
              "-baseDir",
              directory.toString()));
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve("database.log").toFile())
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      BundledDatabase database = new BundledDatabase(directory, process, port);
      database.awaitReady();
      return database;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start the bundled database", e);
    }
  }

  /** As {@code ZOETROPE_DATABASE_URL} wants it. */
  public String url() {
    return "jdbc:h2:tcp://127.0.0.1:%d/./zoetrope;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=0"
        .formatted(port);
  }

  /** Ends it, as a failure would: at once. */
  public void lose() {
    process.destroyForcibly();
    try {
      process.waitFor(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    lose();
    try {
      BundledServer.remove(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + directory, e);
    }
  }

  private void awaitReady() throws IOException {
    for (int i = 0; i < 400 && process.isAlive(); i++) {
      try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
        if (probe.isConnected()) {
          return;
        }
      } catch (IOException e) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      }
    }
    throw new IOException(
        "the database did not get ready: " + Files.readString(directory.resolve("database.log")));
  }
}
