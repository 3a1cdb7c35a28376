package dev.zoetrope.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * P4: storing replay traffic, durably, against inflating and scanning the same bodies on as many
 * threads as there are processors. The senders share the processors with the server; what they sent
 * is read back and counted.
 */
final class Ingesting implements Measurement {
  private static final int SENDERS = Bench.CORES * 8;

  /** Warm is a server whose processor time per byte no longer falls by more than this. */
  private static final double SETTLED = 0.05;

  private static final int WARMING = 10;

  @Override
  public List<Row> measure(Bench bench) throws Exception {
    int megabytes = Integer.getInteger("zoetrope.bench.corpus.mb", bench.brief() ? 256 : 1_000);
    List<Double> ratios = new ArrayList<>();
    List<Double> limits = new ArrayList<>();
    List<Double> rates = new ArrayList<>();
    List<Double> processor = new ArrayList<>();
    long failures = 0;
    long lost = 0;
    long events = 0;
    try (MeasuredServer server = bench.server("ingesting", options())) {
      LoadGenerator load = new LoadGenerator(server.port());
      warm(bench, server, load, megabytes);
      for (int i = 0; i < bench.rounds(); i++) {
        Corpus corpus = new Corpus(bench.fixtures(), megabytes);
        double raw = corpus.rawBytes() / 1e6;
        double scanned = ownProcessorSeconds();
        double limit = raw / seconds(() -> scan(corpus));
        scanned = ownProcessorSeconds() - scanned;
        LoadGenerator.Result[] result = new LoadGenerator.Result[1];
        double used = server.processorSeconds();
        double rate = raw / seconds(() -> result[0] = post(load, corpus));
        used = server.processorSeconds() - used;
        failures += result[0].failures();
        lost += lost(server, corpus);
        events += corpus.events();
        rates.add(rate);
        limits.add(limit);
        ratios.add(rate / limit);
        processor.add(scanned / used);
      }
    }
    double ratio = Bench.median(ratios);
    return List.of(
        new Row(
            "P4",
            "replay traffic stored durably, H2, %d MB of JSON, %d senders"
                .formatted(megabytes, SENDERS),
            "gunzip + streaming scan on all processors %.0f MB/s".formatted(Bench.median(limits)),
            "%.0f MB/s, %d failures; %d of %d events lost when read back"
                .formatted(Bench.median(rates), failures, lost, events),
            "%.2f (processor time alone %.2f)".formatted(ratio, Bench.median(processor)),
            ">= 0.55, nothing lost",
            ratio >= 0.55 && failures == 0 && lost == 0),
        // The promise's source gives the limit for one processor.
        new Row(
            "P4",
            "the same, against what one processor inflates and scans",
            "%.0f MB/s".formatted(Bench.median(limits) / Bench.CORES),
            "%.0f MB/s".formatted(Bench.median(rates)),
            "%.2f".formatted(ratio * Bench.CORES),
            ">= 0.55",
            ratio * Bench.CORES >= 0.55 && failures == 0 && lost == 0));
  }

  /** The compilers of a young JVM take more than the work itself: that is not what is promised. */
  private static void warm(Bench bench, MeasuredServer server, LoadGenerator load, int megabytes)
      throws IOException {
    double least = Double.MAX_VALUE;
    for (int i = 0; i < WARMING; i++) {
      Corpus corpus = new Corpus(bench.fixtures(), megabytes);
      scan(corpus);
      double used = server.processorSeconds();
      post(load, corpus);
      used = server.processorSeconds() - used;
      if (i > 2 && used > least * (1 - SETTLED)) {
        return;
      }
      least = Math.min(least, used);
    }
  }

  private static String[] options() {
    String more = System.getProperty("zoetrope.bench.options", "");
    return ("-Xmx512m " + more).strip().split(" ");
  }

  private static LoadGenerator.Result post(LoadGenerator load, Corpus corpus) {
    AtomicInteger next = new AtomicInteger();
    return load.run(
        SENDERS,
        3_600_000,
        (c, n) -> {
          int i = next.getAndIncrement();
          return i >= corpus.bodies().size()
              ? null
              : LoadGenerator.request(
                  "POST", "/s/", "Content-Type: text/plain\r\n", corpus.bodies().get(i));
        });
  }

  private static void scan(Corpus corpus) {
    AtomicInteger next = new AtomicInteger();
    onAllProcessors(
        () -> {
          for (int i = next.getAndIncrement();
              i < corpus.bodies().size();
              i = next.getAndIncrement()) {
            Corpus.scan(corpus.bodies().get(i));
          }
        });
  }

  /** Events of the sessions that are not there, or there more than once. */
  private static long lost(MeasuredServer server, Corpus corpus) {
    AtomicLong lost = new AtomicLong();
    AtomicInteger next = new AtomicInteger();
    List<String> sessions = List.copyOf(corpus.sessions().keySet());
    onAllProcessors(
        () -> {
          for (int i = next.getAndIncrement(); i < sessions.size(); i = next.getAndIncrement()) {
            String session = sessions.get(i);
            lost.addAndGet(Math.abs(corpus.sessions().get(session) - server.storedEvents(session)));
          }
        });
    return lost.get();
  }

  private static double ownProcessorSeconds() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
  }

  private static void onAllProcessors(Runnable work) {
    ExecutorService threads = Executors.newFixedThreadPool(Bench.CORES);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < Bench.CORES; i++) {
        running.add(threads.submit(work));
      }
      for (Future<?> one : running) {
        one.get();
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      threads.shutdownNow();
    }
  }

  private static double seconds(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e9;
  }
}
