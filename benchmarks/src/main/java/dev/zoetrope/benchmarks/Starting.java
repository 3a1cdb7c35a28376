package dev.zoetrope.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * P6: from starting the process to the first 200, empty database; without and with an archive of
 * loaded classes, which a clean run before wrote (an AOT cache where the JVM has one).
 */
final class Starting implements Measurement {
  @Override
  public List<Row> measure(Bench bench) throws Exception {
    Path archive = bench.work().resolve("classes.archive");
    boolean aot = Runtime.version().feature() >= 25;
    String write = aot ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=";
    String use = aot ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=";
    double plain = start(bench);
    try (MeasuredServer once = bench.server("archive", write + archive)) {
      once.send("GET", "/api/environments/1/subscriptions/", "");
    }
    double archived = start(bench, use + archive);
    return List.of(
        row("no cache", plain, 4),
        row(
            (aot ? "AOT cache" : "AppCDS archive") + " of this JVM, compared with none",
            archived,
            1.5));
  }

  private static double start(Bench bench, String... options) throws IOException {
    List<Double> seconds = new ArrayList<>();
    String[] all = Stream.concat(Stream.of("-Xmx256m"), Stream.of(options)).toArray(String[]::new);
    for (int i = 0; i < (bench.brief() ? 1 : 5); i++) {
      try (MeasuredServer server = bench.server("start", all)) {
        seconds.add(server.startSeconds());
      }
    }
    return Bench.median(seconds);
  }

  private static Row row(String what, double seconds, double limit) {
    return new Row(
        "P6",
        "start to first 200, empty database, " + what,
        "-",
        "%.1f s".formatted(seconds),
        "%.1f s".formatted(seconds),
        "<= %.1f s".formatted(limit),
        seconds <= limit);
  }
}
