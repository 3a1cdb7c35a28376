package dev.zoetrope.conformance.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * The server of this build, started as a user would: as a process, on an empty data directory and a
 * free port. It ends, and its data goes, with {@link #close()}.
 */
public final class BundledServer implements AutoCloseable {
  private static final String KEY = "phx_conformanceTestKey0000000000000000000000001";
  private static final String TOKEN = "phc_conformanceTestToken000000000000000000000001";
  private static final String EMAIL = "ada@example.com";
  private static final String PASSWORD = "conformance password 1";
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final Path directory;
  private final Process process;
  private final URI base;

  private BundledServer(Path directory, Process process, URI base) {
    this.directory = directory;
    this.process = process;
    this.base = base;
  }

  /**
   * Starts it.
   *
   * @param settings further {@code ZOETROPE_} variables
   * @throws IllegalStateException with the server's output when it does not get ready
   */
  public static BundledServer start(Map<String, String> settings) {
    try {
      Path directory = Files.createTempDirectory("zoetrope-conformance");
      Path log = directory.resolve("server.log");
      int port = freePort();
      ProcessBuilder builder =
          new ProcessBuilder(command(directory, "dev.zoetrope.server.Application"))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()));
      builder.environment().keySet().removeIf(name -> name.startsWith("ZOETROPE_"));
      builder.environment().putAll(environment(port, directory));
      builder.environment().putAll(settings);
      BundledServer server =
          new BundledServer(directory, builder.start(), URI.create("http://127.0.0.1:" + port));
      Runtime.getRuntime().addShutdownHook(new Thread(server.process::destroyForcibly));
      server.awaitReady(log);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start the bundled server", e);
    }
  }

  /** It has everything. */
  public Target target() {
    return new Target(
        base,
        KEY,
        Optional.of(TOKEN),
        Optional.of(new Target.Login(EMAIL, PASSWORD)),
        EnumSet.allOf(Capability.class));
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      remove(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + directory, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static void remove(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static Map<String, String> environment(int port, Path directory) {
    Map<String, String> environment = new HashMap<>();
    environment.put("ZOETROPE_PORT", Integer.toString(port));
    environment.put("ZOETROPE_DATA_DIR", directory.resolve("data").toString());
    environment.put("ZOETROPE_BOOTSTRAP_PROJECT_TOKEN", TOKEN);
    environment.put("ZOETROPE_BOOTSTRAP_PERSONAL_API_KEY", KEY);
    environment.put("ZOETROPE_BOOTSTRAP_EMAIL", EMAIL);
    environment.put("ZOETROPE_BOOTSTRAP_PASSWORD", PASSWORD);
    return environment;
  }

  /** The jar that the build has put into this one; in the build's own tests, its classes. */
  static List<String> command(Path directory, String main) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    try (InputStream jar = BundledServer.class.getResourceAsStream("/server/zoetrope.jar")) {
      if (jar != null) {
        Path file = directory.resolve("zoetrope.jar");
        Files.copy(jar, file);
        return List.of(java, "-cp", file.toString(), main);
      }
    }
    if (BundledServer.class.getResource("/dev/zoetrope/server/Application.class") == null) {
      throw new IllegalStateException(
          "there is no server in this jar: package the whole project, or name a target");
    }
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return List.of(java, "-cp", classPath, main);
  }

  private void awaitReady(Path log) throws IOException {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest readiness =
        HttpRequest.newBuilder(base.resolve("/health/readiness"))
            .timeout(Duration.ofSeconds(5))
            .build();
    long limit = System.nanoTime() + START_LIMIT.toNanos();
    while (process.isAlive() && System.nanoTime() < limit) {
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
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
    process.destroyForcibly();
    throw new IllegalStateException("the server did not get ready:\n" + Files.readString(log));
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
