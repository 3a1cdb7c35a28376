package dev.zoetrope.benchmarks;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * P2: lists of 100 recordings with three filters, among a million recordings (the short form:
 * 100,000) with five events each, against the same questions written by hand in SQL.
 *
 * <p>{@code -Dzoetrope.bench.keep=folder} keeps the data there for the next run.
 */
final class Filtering implements Measurement {
  private static final int RUNS = 200;
  private static final int RUNS_BY_HAND = 10;

  @Override
  public List<Row> measure(Bench bench) throws Exception {
    long recordings = bench.brief() ? 100_000 : 1_000_000;
    String keep = System.getProperty("zoetrope.bench.keep", "");
    Path data =
        keep.isBlank() ? bench.fresh("filtering") : Path.of(keep).resolve("data" + recordings);
    RecordingRows rows = new RecordingRows(data, recordings);
    if (!Files.exists(data.resolve("written"))) {
      Files.createDirectories(data);
      new MeasuredServer(bench.jar(), data, List.of("-Xmx512m")).close();
      rows.write();
      Files.createFile(data.resolve("written"));
    }
    Map<String, Double> byHand = byHand(rows);
    List<Row> table = new ArrayList<>();
    try (MeasuredServer server = new MeasuredServer(bench.jar(), data, List.of("-Xmx512m"))) {
      for (Map.Entry<String, String> filter : filters().entrySet()) {
        Figures figures = measure(server, filter.getValue());
        Double base = byHand.get(filter.getKey());
        table.add(
            new Row(
                "P2",
                "list of 100 of %,d recordings: %s".formatted(recordings, filter.getKey()),
                base == null ? "-" : "by hand p50 %.1f ms".formatted(base),
                "p50 %.1f ms, p99 %.1f ms, %d found%s"
                    .formatted(
                        figures.p50,
                        figures.p99,
                        figures.found,
                        figures.refused == 0 ? "" : ", %d times 429".formatted(figures.refused)),
                base == null ? "-" : "%.2f".formatted(figures.p50 / base),
                "p50 <= 10 ms, p99 <= 60 ms",
                figures.p50 <= 10 && figures.p99 <= 60 && figures.refused == 0));
      }
    }
    return table;
  }

  private record Figures(double p50, double p99, int found, int refused) {}

  private static Figures measure(MeasuredServer server, String leaves) {
    double[] millis = new double[RUNS];
    int refused = 0;
    int found = 0;
    for (int i = -RUNS; i < RUNS; i++) {
      String filters =
          "{\"filter_group\":{\"type\":\"AND\",\"values\":["
              + leaves.replace("#", Integer.toString(Math.floorMod(i * 37, 200)))
              + "]}}";
      String path =
          "/api/environments/1/session_recordings?limit=100&filters="
              + URLEncoder.encode(filters, StandardCharsets.UTF_8);
      long begin = System.nanoTime();
      String answer;
      try {
        answer = server.send("GET", path, "");
      } catch (IllegalStateException e) {
        answer = "";
        if (!e.getMessage().contains("429")) {
          throw e;
        }
        refused++;
      }
      if (i >= 0) {
        millis[i] = (System.nanoTime() - begin) / 1e6;
        found = answer.split("\"distinct_id\"", -1).length - 1;
      }
    }
    Arrays.sort(millis);
    return new Figures(millis[RUNS / 2], millis[RUNS * 99 / 100], found, refused);
  }

  private static Map<String, String> filters() {
    String rage = "{\"type\":\"events\",\"id\":\"$rageclick\"}";
    String long5 =
        "{\"type\":\"recording\",\"key\":\"duration\",\"operator\":\"gt\",\"value\":120}";
    String errors =
        "{\"type\":\"log_entry\",\"key\":\"level\",\"operator\":\"exact\",\"value\":\"error\"}";
    String firefox =
        "{\"type\":\"event\",\"key\":\"$browser\",\"operator\":\"exact\",\"value\":\"Firefox\"}";
    String page =
        "{\"type\":\"events\",\"id\":\"$pageview\",\"properties\":[{\"type\":\"event\",\"key\":"
            + "\"$current_url\",\"operator\":\"icontains\",\"value\":\"/page/1\"}]}";
    String onePage = page.replace("/page/1", "/page/#?");
    String plan = "{\"type\":\"person\",\"key\":\"plan\",\"operator\":\"exact\",\"value\":\"pro\"}";
    String email =
        "{\"type\":\"person\",\"key\":\"email\",\"operator\":\"exact\",\"value\":"
            + "\"user#@example.com\"}";
    Map<String, String> filters = new LinkedHashMap<>();
    filters.put("rageclick 5%, duration, error", String.join(",", rage, long5, errors));
    filters.put(
        "signup 10%, clicks, not rageclick",
        "{\"type\":\"events\",\"id\":\"signup\"},"
            + "{\"type\":\"recording\",\"key\":\"click_count\",\"operator\":\"gte\",\"value\":10},"
            + "{\"type\":\"events\",\"id\":\"$rageclick\",\"negation\":true}");
    filters.put(
        "upgrade_failed 0.05%, duration, error",
        String.join(",", "{\"type\":\"events\",\"id\":\"upgrade_failed\"}", long5, errors));
    filters.put("page view icontains 50%, duration, error", String.join(",", page, long5, errors));
    filters.put("one page of 200, duration, error", String.join(",", onePage, long5, errors));
    filters.put("browser 10%, duration, error", String.join(",", firefox, long5, errors));
    filters.put(
        "person plan 33%, duration, signup",
        String.join(",", plan, long5, "{\"type\":\"events\",\"id\":\"signup\"}"));
    filters.put("one e-mail address, duration, error", String.join(",", email, long5, errors));
    filters.put(
        "purchase with amount > 400 (0.4%), duration, error",
        String.join(
            ",",
            "{\"type\":\"events\",\"id\":\"purchase\",\"properties\":[{\"type\":\"event\",\"key\":"
                + "\"amount\",\"operator\":\"gt\",\"value\":400}]}",
            long5,
            errors));
    return filters;
  }

  /** What somebody who knows the tables would write for the first questions. */
  private static Map<String, Double> byHand(RecordingRows rows) throws SQLException {
    String happened =
        " AND EXISTS (SELECT 1 FROM event e WHERE e.session_id = r.session_id AND e.project_id = 1"
            + " AND e.event = '%s')";
    String logged =
        " AND EXISTS (SELECT 1 FROM log_entry l WHERE l.session_id = r.session_id"
            + " AND l.project_id = 1 AND l.level = 'error')";
    // H2 would rather read and sort all that lasted so long.
    String latest = "recording r USE INDEX (recording_latest) WHERE r.project_id = 1";
    Map<String, String> statements =
        Map.of(
            "rageclick 5%, duration, error",
            latest + happened.formatted("$rageclick") + " AND r.duration_s > 120" + logged,
            "signup 10%, clicks, not rageclick",
            latest
                + happened.formatted("signup")
                + " AND r.click_count >= 10"
                + happened.formatted("$rageclick").replace("EXISTS", "NOT EXISTS"));
    Map<String, Double> millis = new LinkedHashMap<>();
    try (Connection connection = rows.open(";CACHE_SIZE=65536;OPTIMIZE_REUSE_RESULTS=0")) {
      for (Map.Entry<String, String> where : statements.entrySet()) {
        try (PreparedStatement statement =
            connection.prepareStatement(
                "SELECT r.* FROM "
                    + where.getValue()
                    + " ORDER BY r.project_id, r.start_ms DESC, r.session_id DESC LIMIT 100")) {
          double[] times = new double[RUNS_BY_HAND];
          for (int i = 0; i < times.length; i++) {
            long begin = System.nanoTime();
            try (ResultSet found = statement.executeQuery()) {
              while (found.next()) {
                found.getString("session_id");
              }
            }
            times[i] = (System.nanoTime() - begin) / 1e6;
          }
          Arrays.sort(times);
          millis.put(where.getKey(), times[RUNS_BY_HAND / 2]);
        }
      }
    }
    return millis;
  }
}
