package dev.zoetrope.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** P1: an authenticated GET of one object, against a constant answer of the same server. */
final class Reading implements Measurement {
  private static final int CONNECTIONS = 32;

  /** Requests per second of Prism 5.14.2 with a static example, recorded on 4 such processors. */
  private static final double PRISM = 1_775;

  @Override
  public List<Row> measure(Bench bench) throws Exception {
    try (MeasuredServer server = bench.server("reading", "-Xmx256m")) {
      server.createSubscription();
      String recording = "/api/environments/1/session_recordings/bench/sharing/";
      server.capture("bench");
      return List.of(
          row(bench, server, "subscription", "/api/environments/1/subscriptions/1/"),
          row(bench, server, "sharing configuration", recording));
    }
  }

  private static Row row(Bench bench, MeasuredServer server, String what, String path) {
    LoadGenerator load = new LoadGenerator(server.port());
    byte[] constant = LoadGenerator.request("GET", "/health/liveness", "", new byte[0]);
    byte[] object = MeasuredServer.authorized("GET", path, new byte[0]);
    load.run(CONNECTIONS, bench.millis(), (c, n) -> n % 2 == 0 ? object : constant);
    List<Double> ratios = new ArrayList<>();
    List<Double> rates = new ArrayList<>();
    List<Double> slowest = new ArrayList<>();
    double base = 0;
    long failures = 0;
    for (int i = 0; i < bench.rounds(); i++) {
      base = load.run(CONNECTIONS, bench.millis(), (c, n) -> constant).perSecond();
      LoadGenerator.Result result = load.run(CONNECTIONS, bench.millis(), (c, n) -> object);
      ratios.add(result.perSecond() / base);
      rates.add(result.perSecond());
      slowest.add(result.p99Micros() / 1e3);
      failures += result.failures();
    }
    double ratio = Bench.median(ratios);
    double rate = Bench.median(rates);
    double p99 = Bench.median(slowest);
    return new Row(
        "P1",
        "authenticated GET of one " + what + ", 32 connections",
        "constant JSON %.0f/s; Prism, recorded, %.0f/s".formatted(base, PRISM),
        "%.0f/s, p99 %.1f ms, %d failures".formatted(rate, p99, failures),
        "%.2f of constant JSON, %.1f x Prism".formatted(ratio, rate / PRISM),
        ">= 0.30, >= 5 x Prism, p99 <= 25 ms",
        ratio >= 0.30 && rate >= 5 * PRISM && p99 <= 25 && failures == 0);
  }
}
