package dev.zoetrope.conformance;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Starts this build's server as a user would: as a process, on an empty data directory. When the
 * build has packaged the jar, it is that jar; before that, the same classes.
 */
final class BundledServer {
  private static final String KEY = "phx_conformanceTestKey0000000000000000000000001";
  private static final String TOKEN = "phc_conformanceTestToken000000000000000000000001";
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private BundledServer() {}

  static Target start() {
    try {
      Path directory = Files.createTempDirectory("zoetrope-conformance");
      Path log = directory.resolve("server.log");
      int port = freePort();
      ProcessBuilder builder =
          new ProcessBuilder(command())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()));
      builder.environment().put("ZOETROPE_PORT", Integer.toString(port));
      builder.environment().put("ZOETROPE_DATA_DIR", directory.resolve("data").toString());
      builder.environment().put("ZOETROPE_BOOTSTRAP_PROJECT_TOKEN", TOKEN);
      builder.environment().put("ZOETROPE_BOOTSTRAP_PERSONAL_API_KEY", KEY);
      Process process = builder.start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
      URI base = URI.create("http://127.0.0.1:" + port);
      awaitReady(process, base, log);
      return new Target(base, KEY, TOKEN);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start the server", e);
    }
  }

  private static List<String> command() {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Arrays.stream(classPath.split(File.pathSeparator))
        .filter(entry -> entry.endsWith("zoetrope.jar"))
        .findFirst()
        .map(jar -> List.of(java, "-jar", jar))
        .orElse(List.of(java, "-cp", classPath, "dev.zoetrope.server.Application"));
  }

  private static void awaitReady(Process process, URI base, Path log) throws IOException {
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
    process.destroy();
    throw new AssertionError("the server did not get ready:\n" + Files.readString(log));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
