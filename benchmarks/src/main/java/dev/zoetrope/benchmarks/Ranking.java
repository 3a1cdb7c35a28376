package dev.zoetrope.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * P2, its other half: the values of session properties among a million sessions (the short form:
 * 100,000), one caller, the first answer and the later ones apart.
 */
final class Ranking implements Measurement {
  private static final int RUNS = 200;

  @Override
  public List<Row> measure(Bench bench) throws Exception {
    long sessions = bench.brief() ? 100_000 : 1_000_000;
    Path data = bench.fresh("ranking");
    new MeasuredServer(bench.jar(), data, List.of("-Xmx512m")).close();
    new SessionRows(data, sessions).write();
    List<Row> table = new ArrayList<>();
    try (MeasuredServer server = new MeasuredServer(bench.jar(), data, List.of("-Xmx512m"))) {
      for (Map.Entry<String, String> question : questions().entrySet()) {
        double first = millis(server, question.getValue());
        double[] later = new double[RUNS];
        for (int i = 0; i < RUNS; i++) {
          later[i] = millis(server, question.getValue());
        }
        Arrays.sort(later);
        double p99 = later[RUNS * 99 / 100];
        table.add(
            new Row(
                "P2",
                "values among %,d sessions: %s".formatted(sessions, question.getKey()),
                "-",
                "first %.0f ms, then p50 %.1f ms, p99 %.1f ms".formatted(first, later[RUNS / 2], p99),
                "-",
                "p99 <= 50 ms",
                p99 <= 50));
      }
    }
    return table;
  }

  private static Map<String, String> questions() {
    Map<String, String> questions = new LinkedHashMap<>();
    questions.put("entry address, 2,000 of them", "key=$entry_current_url");
    questions.put("entry address, searched", "key=$entry_current_url&value=page/19");
    questions.put("referring domain", "key=$entry_referring_domain");
    questions.put("channel", "key=$channel_type");
    questions.put("duration, a number", "key=$session_duration");
    return questions;
  }

  private static double millis(MeasuredServer server, String query) throws Exception {
    long begin = System.nanoTime();
    server.send("GET", "/api/environments/1/sessions/values/?" + query, "");
    return (System.nanoTime() - begin) / 1e6;
  }
}
