package dev.zoetrope.server.testing;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The server as a process of its own, so that a test can kill it. Starts on the test's class path,
 * always on the same port and data directory.
 */
public final class ServerProcess implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final Path dataDirectory;
  private final Map<String, String> environment;
  private final List<String> jvmOptions;
  private final int port;
  private final HttpClient client = HttpClient.newHttpClient();
  private Process process;

  /**
   * @param dataDirectory where the server keeps everything, its log ({@code server.log}) too
   * @param environment what the server is told, besides port and data directory
   * @param jvmOptions options of the server's JVM
   */
  public ServerProcess(
      Path dataDirectory, Map<String, String> environment, List<String> jvmOptions) {
    this.dataDirectory = dataDirectory;
    this.environment = environment;
    this.jvmOptions = jvmOptions;
    this.port = freePort();
  }

  /** Where the server answers. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + port);
  }

  public long pid() {
    return process.pid();
  }

  /** The server's standard output and error of all starts. */
  public Path log() {
    return dataDirectory.resolveSibling(dataDirectory.getFileName() + ".log");
  }

  /** Starts and waits until the server says that it is ready. */
  public ServerProcess start() {
    launch();
    awaitReady();
    return this;
  }

  /** Starts a server that will not come up; answers the exit code. */
  public int startRefused() {
    launch();
    awaitExit();
    return process.exitValue();
  }

  /** Starts and does not wait. */
  public void launch() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            "dev.zoetrope.server.Application"));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    builder.environment().keySet().removeIf(name -> name.startsWith("ZOETROPE_"));
    builder.environment().putAll(environment);
    builder.environment().put("ZOETROPE_PORT", Integer.toString(port));
    builder.environment().put("ZOETROPE_DATA_DIR", dataDirectory.toString());
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new IllegalStateException("cannot start the server", e);
    }
  }

  /** SIGTERM, as an operator ends it. */
  public void end() {
    process.destroy();
    awaitExit();
  }

  /** What the ended process said. */
  public int exitCode() {
    return process.exitValue();
  }

  /** SIGKILL: the process gets no chance to do anything more. */
  public void kill() {
    process.destroyForcibly();
    awaitExit();
  }

  @Override
  public void close() {
    if (process != null) {
      end();
    }
  }

  /** Waits until the server says that it is ready. */
  public void awaitReady() {
    long limit = System.nanoTime() + START_LIMIT.toNanos();
    HttpRequest readiness =
        HttpRequest.newBuilder(uri().resolve("/health/readiness"))
            .timeout(Duration.ofSeconds(5))
            .build();
    while (System.nanoTime() < limit) {
      if (!process.isAlive()) {
        throw new AssertionError("the server ended at start:\n" + logText());
      }
      try {
        if (client.send(readiness, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
      } catch (IOException e) {
        // Not listening yet.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    throw new AssertionError("the server was not ready within " + START_LIMIT + ":\n" + logText());
  }

  private void awaitExit() {
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("the server did not end:\n" + logText());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private String logText() {
    try {
      return Files.readString(log());
    } catch (IOException e) {
      return "no log: " + e;
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
