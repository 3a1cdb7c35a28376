package dev.zoetrope.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Prints the table of {@code docs/benchmarks.md}. Every figure is a ratio to a baseline measured in
 * the same run, because machines differ and are noisy; nothing here fails.
 *
 * <p>Arguments: the server jar, the folder of recorded traffic.
 */
public final class Benchmarks {
  private static final int CONNECTIONS = 32;
  private static final int SECONDS = Integer.getInteger("zoetrope.bench.seconds", 5);
  private static final int CORPUS_MB = Integer.getInteger("zoetrope.bench.corpus.mb", 512);
  private static final int CORES = Runtime.getRuntime().availableProcessors();

  private final Path jar;
  private final Path fixtures;
  private final Path work;

  private Benchmarks(Path jar, Path fixtures, Path work) {
    this.jar = jar;
    this.fixtures = fixtures;
    this.work = work;
  }

  public static void main(String[] args) throws Exception {
    Path work = Files.createTempDirectory("zoetrope-bench");
    try {
      new Benchmarks(Path.of(args[0]), Path.of(args[1]), work).run();
    } finally {
      try (Stream<Path> files = Files.walk(work)) {
        files.sorted(Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
      }
    }
  }

  private void run() throws Exception {
    System.out.printf("%d cores, JDK %s%n", CORES, System.getProperty("java.version"));
    System.out.println(
        "| id | what | baseline of the run | measured | ratio or figure | promise |");
    System.out.println("|---|---|---|---|---|---|");
    startAndMemory();
    requests();
    ingestion();
  }

  private void startAndMemory() throws IOException {
    List<Double> starts = new ArrayList<>();
    double idle = 0;
    for (int i = 0; i < 3; i++) {
      try (MeasuredServer server =
          new MeasuredServer(jar, fresh("start" + i), List.of("-Xmx256m"))) {
        starts.add(server.startSeconds());
        idle = server.memoryMegabytes("VmRSS");
      }
    }
    starts.sort(Comparator.naturalOrder());
    row(
        "P6",
        "start to first 200, empty database",
        "-",
        "%.1f s".formatted(starts.get(1)),
        "no cache",
        "<= 4 s");
    row("P7", "idle RSS, -Xmx256m", "-", "%.0f MB".formatted(idle), "-", "<= 180 MB");
  }

  private void requests() throws Exception {
    try (MeasuredServer server = new MeasuredServer(jar, fresh("requests"), List.of("-Xmx256m"))) {
      server.send("POST", "/api/environments/1/insights/", "{\"name\":\"bench\"}");
      server.send("POST", "/api/environments/1/subscriptions/", SUBSCRIPTION);
      LoadGenerator load = new LoadGenerator(server.port());
      byte[] constant = LoadGenerator.request("GET", "/health/liveness", "", new byte[0]);
      byte[] object = authorized("GET", "/api/environments/1/subscriptions/1/", new byte[0]);
      load.run(CONNECTIONS, SECONDS * 1000L, (c, n) -> object);
      List<Double> ratios = new ArrayList<>();
      LoadGenerator.Result last = null;
      double base = 0;
      for (int i = 0; i < 3; i++) {
        base = load.run(CONNECTIONS, SECONDS * 1000L, (c, n) -> constant).perSecond();
        last = load.run(CONNECTIONS, SECONDS * 1000L, (c, n) -> object);
        ratios.add(last.perSecond() / base);
      }
      ratios.sort(Comparator.naturalOrder());
      row(
          "P1",
          "authenticated GET of one subscription, 32 connections",
          "constant JSON %.0f/s".formatted(base),
          "%.0f/s, p50 %.1f ms, p99 %.1f ms, %d failures"
              .formatted(
                  last.perSecond(),
                  last.p50Micros() / 1e3,
                  last.p99Micros() / 1e3,
                  last.failures()),
          "%.2f".formatted(ratios.get(1)),
          ">= 0.30, p99 <= 25 ms");

      byte[] create =
          authorized(
              "POST",
              "/api/environments/1/subscriptions/",
              SUBSCRIPTION.getBytes(StandardCharsets.UTF_8));
      List<Double> writes = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        base = rawInserts(4, SECONDS * 1000L);
        last = load.run(4, SECONDS * 1000L, (c, n) -> create);
        writes.add(last.perSecond() / base);
      }
      writes.sort(Comparator.naturalOrder());
      row(
          "P3",
          "create subscription, durable, H2, 4 connections",
          "raw insert + commit %.0f/s".formatted(base),
          "%.0f/s, p99 %.1f ms, %d failures"
              .formatted(last.perSecond(), last.p99Micros() / 1e3, last.failures()),
          "%.2f".formatted(writes.get(1)),
          ">= 0.60");
      row(
          "P7",
          "RSS after load, -Xmx256m",
          "-",
          "%.0f MB".formatted(server.memoryMegabytes("VmRSS")),
          "-",
          "<= 400 MB");
    }
  }

  private void ingestion() throws Exception {
    Corpus corpus = new Corpus(fixtures, CORPUS_MB);
    double rawMegabytes = corpus.rawBytes() / 1e6;
    List<Double> ratios = new ArrayList<>();
    double limit = 0;
    double rate = 0;
    long failures = 0;
    for (int i = 0; i < 3; i++) {
      limit = rawMegabytes / seconds(() -> corpus.bodies().parallelStream().forEach(Corpus::scan));
      try (MeasuredServer server =
          new MeasuredServer(jar, fresh("ingest" + i), List.of("-Xmx512m"))) {
        LoadGenerator load = new LoadGenerator(server.port());
        // The first tenth warms the server up under other identifiers of its own.
        Corpus warm = new Corpus(fixtures, Math.max(16, CORPUS_MB / 10));
        post(load, warm);
        LoadGenerator.Result[] result = new LoadGenerator.Result[1];
        rate = rawMegabytes / seconds(() -> result[0] = post(load, corpus));
        failures = result[0].failures();
      }
      ratios.add(rate / limit);
    }
    ratios.sort(Comparator.naturalOrder());
    row(
        "P4",
        "snapshot ingest, durable, H2, %.0f MB of JSON".formatted(rawMegabytes),
        "gunzip + streaming scan %.0f MB/s".formatted(limit),
        "%.0f MB/s, %d failures".formatted(rate, failures),
        "%.2f".formatted(ratios.get(1)),
        ">= 0.55");
  }

  private static LoadGenerator.Result post(LoadGenerator load, Corpus corpus) {
    AtomicInteger next = new AtomicInteger();
    return load.run(
        CORES * 2,
        3_600_000,
        (c, n) -> {
          int i = next.getAndIncrement();
          return i >= corpus.bodies().size()
              ? null
              : LoadGenerator.request(
                  "POST", "/s/", "Content-Type: text/plain\r\n", corpus.bodies().get(i));
        });
  }

  /** Commits per second of the same database with the same settings and one plain table. */
  private double rawInserts(int threads, long millis) throws Exception {
    Path file = fresh("raw").resolve("raw");
    String url =
        "jdbc:h2:file:%s;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;WRITE_DELAY=0".formatted(file);
    AtomicInteger commits = new AtomicInteger();
    try (Connection keep = DriverManager.getConnection(url, "bench", "")) {
      try (Statement statement = keep.createStatement()) {
        statement.execute(
            "CREATE TABLE plain (id BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, a VARCHAR(100), b TEXT)");
      }
      long end = System.nanoTime() + millis * 1_000_000;
      List<Thread> running =
          IntStream.range(0, threads)
              .mapToObj(i -> new Thread(() -> insertUntil(url, end, commits)))
              .toList();
      running.forEach(Thread::start);
      for (Thread thread : running) {
        thread.join();
      }
    }
    return commits.get() * 1000.0 / millis;
  }

  private static void insertUntil(String url, long end, AtomicInteger commits) {
    try (Connection connection = DriverManager.getConnection(url, "bench", "");
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO plain (a, b) VALUES (?, ?)")) {
      while (System.nanoTime() < end) {
        insert.setString(1, "a row like any other");
        insert.setString(2, SUBSCRIPTION);
        insert.executeUpdate();
        commits.incrementAndGet();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Path fresh(String name) throws IOException {
    return Files.createDirectories(Files.createTempDirectory(work, name).resolve("data"));
  }

  private static byte[] authorized(String method, String path, byte[] body) {
    return LoadGenerator.request(
        method,
        path,
        "Authorization: Bearer " + MeasuredServer.KEY + "\r\nContent-Type: application/json\r\n",
        body);
  }

  private static double seconds(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e9;
  }

  private static void row(
      String id, String what, String baseline, String measured, String ratio, String promise) {
    System.out.printf(
        "| %s | %s | %s | %s | %s | %s |%n", id, what, baseline, measured, ratio, promise);
  }

  private static final String SUBSCRIPTION =
      "{\"insight\":1,\"target_type\":\"email\",\"target_value\":\"ada@example.com\","
          + "\"frequency\":\"weekly\",\"start_date\":\"2026-01-01T09:00:00Z\",\"title\":\"bench\"}";
}
