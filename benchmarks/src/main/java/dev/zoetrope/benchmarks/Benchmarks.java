package dev.zoetrope.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Prints the table of {@code docs/benchmarks.md} and writes it to a file. Every figure is compared
 * with a baseline of the same run where there is one, because machines differ and are noisy;
 * nothing here fails.
 *
 * <p>Arguments: the server jar, the folder of recorded traffic, the file for the table. {@code
 * -Dzoetrope.bench.brief} is the short form, {@code -Dzoetrope.bench.only=P1,P4} a part of it.
 */
public final class Benchmarks {
  private static final Map<String, Measurement> ALL = new LinkedHashMap<>();

  static {
    ALL.put("P1", new Reading());
    ALL.put("P2", new Filtering());
    ALL.put("P2-values", new Ranking());
    ALL.put("P3", new Creating());
    ALL.put("P4", new Ingesting());
    ALL.put("P6", new Starting());
    ALL.put("P7", new Resident());
    ALL.put("P11", new Authenticating());
  }

  private Benchmarks() {}

  public static void main(String[] args) throws Exception {
    boolean brief = !"false".equals(System.getProperty("zoetrope.bench.brief", "false"));
    String only = System.getProperty("zoetrope.bench.only", "");
    List<String> wanted =
        only.isBlank() ? List.copyOf(ALL.keySet()) : Arrays.asList(only.split(","));
    StringBuilder table =
        new StringBuilder(
            "Processors: %d. Java: %s. Form: %s.%n%n%s"
                .formatted(
                    Bench.CORES,
                    System.getProperty("java.version"),
                    brief ? "brief" : "full",
                    Row.HEAD));
    Path work = Files.createTempDirectory("zoetrope-bench");
    System.out.print(table);
    try {
      Bench bench = new Bench(Path.of(args[0]), Path.of(args[1]), work, brief);
      for (String id : wanted) {
        for (Row row : ALL.get(id).measure(bench)) {
          table.append(row.markdown());
          System.out.print(row.markdown());
        }
      }
      Files.writeString(Path.of(args[2]), table);
    } finally {
      try (Stream<Path> files = Files.walk(work)) {
        files.sorted(Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
      }
    }
  }
}
