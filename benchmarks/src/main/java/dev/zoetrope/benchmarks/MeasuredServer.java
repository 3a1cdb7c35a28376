package dev.zoetrope.benchmarks;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The built jar as a process with an empty data directory and known credentials. */
final class MeasuredServer implements AutoCloseable {
  static final String TOKEN = "phc_benchmarkProjectToken00000000000000000000001";
  static final String KEY = "phx_benchmarkKey00000000000000000000000000000001";

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final int port;
  private final double startSeconds;

  MeasuredServer(Path jar, Path dataDirectory, List<String> jvmOptions) throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    command.addAll(List.of("-jar", jar.toString()));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(dataDirectory.resolveSibling("server.log").toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "ZOETROPE_PORT",
                Integer.toString(port),
                "ZOETROPE_DATA_DIR",
                dataDirectory.toString(),
                "ZOETROPE_CAPTURE_MAX_AGE",
                "0",
                "ZOETROPE_BOOTSTRAP_PROJECT_TOKEN",
                TOKEN,
                "ZOETROPE_BOOTSTRAP_PERSONAL_API_KEY",
                KEY));
    long started = System.nanoTime();
    process = builder.start();
    awaitReady();
    startSeconds = (System.nanoTime() - started) / 1e9;
  }

  int port() {
    return port;
  }

  /** What {@link #createSubscription()} creates. */
  static final String SUBSCRIPTION =
      "{\"insight\":1,\"target_type\":\"email\",\"target_value\":\"ada@example.com\","
          + "\"frequency\":\"weekly\",\"start_date\":\"2026-01-01T09:00:00Z\",\"title\":\"bench\"}";

  /** The bytes of a request that carries the key. */
  static byte[] authorized(String method, String path, byte[] body) {
    return LoadGenerator.request(
        method,
        path,
        "Authorization: Bearer " + KEY + "\r\nContent-Type: application/json\r\n",
        body);
  }

  /** Insight 1 and subscription 1. */
  void createSubscription() {
    send("POST", "/api/environments/1/insights/", "{\"name\":\"bench\"}");
    send("POST", "/api/environments/1/subscriptions/", SUBSCRIPTION);
  }

  /** A recording of one event. */
  void capture(String session) {
    send(
        "POST",
        "/s/",
        ("[{\"event\":\"$snapshot\",\"properties\":{\"token\":\"%s\",\"distinct_id\":\"d\","
                + "\"$session_id\":\"%s\",\"$snapshot_data\":[{\"type\":4,\"timestamp\":1700000000000,"
                + "\"data\":{\"href\":\"https://example.com/\"}}]}}]")
            .formatted(TOKEN, session));
  }

  /** How many replay events the server gives back for a session. */
  long storedEvents(String session) {
    return send(
            "GET",
            "/api/environments/1/session_recordings/" + session + "/snapshots/?source=all",
            "")
        .lines()
        .filter(line -> !line.isBlank())
        .count();
  }

  long pid() {
    return process.pid();
  }

  /** Processor time the server has used, in seconds. */
  double processorSeconds() {
    return process.info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
  }

  /** Seconds from starting the process to the first 200. */
  double startSeconds() {
    return startSeconds;
  }

  /** Resident memory in MB: {@code VmRSS} now or {@code VmHWM}, its peak. */
  double memoryMegabytes(String field) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
      if (line.startsWith(field + ":")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
      }
    }
    throw new IOException("no " + field + " of process " + process.pid());
  }

  /** One request with the API key; fails unless the answer is 2xx. */
  String send(String method, String path, String json) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Authorization", "Bearer " + KEY)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(json))
            .build();
    try {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() / 100 != 2) {
        throw new IllegalStateException(
            method + " " + path + " -> " + response.statusCode() + " " + response.body());
      }
      return response.body();
    } catch (IOException e) {
      throw new IllegalStateException(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitReady() {
    HttpRequest readiness =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/readiness"))
            .build();
    for (int i = 0; i < 6000 && process.isAlive(); i++) {
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
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
    throw new IllegalStateException("the server did not start; see server.log");
  }
}
