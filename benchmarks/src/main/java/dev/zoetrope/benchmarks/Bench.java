package dev.zoetrope.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What every measurement works with.
 *
 * @param jar the server
 * @param fixtures recorded traffic
 * @param work a directory for everything that is written
 * @param brief whether this is the short form: the same cases, less of each
 */
record Bench(Path jar, Path fixtures, Path work, boolean brief) {
  static final int CORES = Runtime.getRuntime().availableProcessors();

  /** How long one figure of a rate is measured. */
  long millis() {
    return brief ? 2_000 : 10_000;
  }

  /** How often a figure is measured; the median counts. */
  int rounds() {
    return brief ? 1 : 3;
  }

  /** An empty directory. */
  Path fresh(String name) throws IOException {
    return Files.createDirectories(Files.createTempDirectory(work, name).resolve("data"));
  }

  /** A server with an empty database. */
  MeasuredServer server(String name, String... jvmOptions) throws IOException {
    return new MeasuredServer(jar, fresh(name), List.of(jvmOptions));
  }

  static double median(List<Double> figures) {
    List<Double> sorted = new ArrayList<>(figures);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }
}
