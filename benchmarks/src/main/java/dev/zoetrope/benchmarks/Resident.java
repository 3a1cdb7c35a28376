package dev.zoetrope.benchmarks;

import java.util.List;

/** P7: resident memory, idle and after load, and whether little memory is enough. */
final class Resident implements Measurement {
  private static final long MINUTE = 60_000;
  private static final int CONNECTIONS = 16;

  @Override
  public List<Row> measure(Bench bench) throws Exception {
    long idleMillis = bench.brief() ? 10_000 : MINUTE;
    long loadMillis = Long.getLong("zoetrope.bench.load.ms", bench.brief() ? 10_000 : 3 * MINUTE);
    Corpus corpus = new Corpus(bench.fixtures(), 64);
    double idle;
    double loaded;
    try (MeasuredServer server = bench.server("resident", "-Xmx256m")) {
      Thread.sleep(idleMillis);
      idle = server.memoryMegabytes("VmRSS");
      loaded = load(server, corpus, loadMillis).loaded();
    }
    Outcome small;
    try (MeasuredServer server = bench.server("small", "-Xmx128m")) {
      small = load(server, corpus, bench.brief() ? 5_000 : MINUTE);
    }
    String mix = "%d s of captures and reads".formatted(loadMillis / 1000);
    return List.of(
        figure("resident, idle %d s, -Xmx256m".formatted(idleMillis / 1000), idle, 180),
        figure("resident after " + mix + ", -Xmx256m", loaded, 400),
        new Row(
            "P7",
            "the same load with -Xmx128m",
            "-",
            "%d requests, %d failures".formatted(small.requests(), small.failures()),
            "%.0f MB".formatted(small.loaded()),
            "no failure",
            small.failures() == 0));
  }

  private record Outcome(double loaded, long requests, long failures) {}

  private static Outcome load(MeasuredServer server, Corpus corpus, long millis) throws Exception {
    List<String> sessions = List.copyOf(corpus.sessions().keySet());
    LoadGenerator.Result result =
        new LoadGenerator(server.port())
            .run(
                CONNECTIONS,
                millis,
                (c, n) -> {
                  int i = c * 31 + n;
                  if (n % 2 == 0) {
                    byte[] body = corpus.bodies().get(i % corpus.bodies().size());
                    return LoadGenerator.request(
                        "POST", "/s/", "Content-Type: text/plain\r\n", body);
                  }
                  String path =
                      n % 20 == 1
                          ? "/api/environments/1/session_recordings/?limit=20"
                          : "/api/environments/1/session_recordings/%s/sharing/"
                              .formatted(sessions.get(i % sessions.size()));
                  return MeasuredServer.authorized("GET", path, new byte[0]);
                });
    return new Outcome(server.memoryMegabytes("VmRSS"), result.requests(), result.failures());
  }

  private static Row figure(String what, double megabytes, double limit) {
    return new Row(
        "P7",
        what,
        "-",
        "%.0f MB".formatted(megabytes),
        "%.0f MB".formatted(megabytes),
        "<= %.0f MB".formatted(limit),
        megabytes <= limit);
  }
}
