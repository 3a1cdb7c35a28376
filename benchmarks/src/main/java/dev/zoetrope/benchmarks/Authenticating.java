package dev.zoetrope.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * P11: what a personal API key costs. The same operation refuses a key that it knows (403, after
 * hash, cache, scope) and a request without one (401); both refusals are made alike, so the
 * difference in processor time is the key's.
 */
final class Authenticating implements Measurement {
  private static final int CONNECTIONS = 8;
  private static final String PATH = "/api/personal_api_keys/";

  @Override
  public List<Row> measure(Bench bench) throws Exception {
    try (MeasuredServer server = bench.server("authenticating", "-Xmx256m")) {
      byte[] with = MeasuredServer.authorized("GET", PATH, new byte[0]);
      byte[] without =
          LoadGenerator.request("GET", PATH, "Content-Type: application/json\r\n", new byte[0]);
      LoadGenerator load = new LoadGenerator(server.port());
      load.run(CONNECTIONS, 3 * bench.millis(), (c, n) -> n % 2 == 0 ? with : without);
      List<Double> base = new ArrayList<>();
      List<Double> whole = new ArrayList<>();
      List<Double> overhead = new ArrayList<>();
      for (int i = 0; i < bench.rounds(); i++) {
        // First one, then the other, as the server goes on getting faster.
        double first = micros(server, load, bench, i % 2 == 0 ? without : with);
        double second = micros(server, load, bench, i % 2 == 0 ? with : without);
        double refused = i % 2 == 0 ? first : second;
        double known = i % 2 == 0 ? second : first;
        base.add(refused);
        whole.add(known);
        overhead.add(known - refused);
      }
      double figure = Bench.median(overhead);
      return List.of(
          new Row(
              "P11",
              "a personal API key, processor time per request",
              "refused without a key: %.1f us".formatted(Bench.median(base)),
              "refused after the key: %.1f us".formatted(Bench.median(whole)),
              "%.1f us".formatted(figure),
              "<= 30 us",
              figure <= 30));
    }
  }

  private static double micros(
      MeasuredServer server, LoadGenerator load, Bench bench, byte[] request) {
    double before = server.processorSeconds();
    long requests = load.run(CONNECTIONS, bench.millis(), (c, n) -> request).requests();
    return (server.processorSeconds() - before) * 1e6 / requests;
  }
}
