package dev.zoetrope.benchmarks;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Closed-loop HTTP/1.1 load over keep-alive connections, one thread each. Does as little as it can
 * per request, because it shares the processor with the server it measures.
 */
final class LoadGenerator {
  private final int port;

  LoadGenerator(int port) {
    this.port = port;
  }

  /** Where the n-th request of a connection comes from; null ends that connection's work. */
  interface Source {
    byte[] next(int connection, int n);
  }

  /**
   * What was measured.
   *
   * @param perSecond requests answered per second
   * @param p50Micros median latency in microseconds
   * @param p99Micros 99th percentile in microseconds
   * @param requests requests answered
   * @param failures answers whose status was not 2xx
   */
  record Result(double perSecond, long p50Micros, long p99Micros, long requests, long failures) {}

  /** Sends until the source ends or the time is over. */
  Result run(int connections, long limitMillis, Source source) {
    ExecutorService threads = Executors.newFixedThreadPool(connections);
    long start = System.nanoTime();
    long end = start + TimeUnit.MILLISECONDS.toNanos(limitMillis);
    List<Future<Lane>> running = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      int connection = i;
      running.add(threads.submit(() -> drive(connection, end, source)));
    }
    List<Lane> lanes = new ArrayList<>();
    try {
      for (Future<Lane> lane : running) {
        lanes.add(lane.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the load generator failed", e.getCause());
    } finally {
      threads.shutdownNow();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    long[] all = lanes.stream().flatMapToLong(l -> Arrays.stream(l.micros())).sorted().toArray();
    long failures = lanes.stream().mapToLong(Lane::failures).sum();
    return new Result(
        all.length / seconds, percentile(all, 0.50), percentile(all, 0.99), all.length, failures);
  }

  /** A request head and body in one array. */
  static byte[] request(String method, String path, String headers, byte[] body) {
    byte[] head =
        "%s %s HTTP/1.1\r\nHost: localhost\r\n%sContent-Length: %d\r\n\r\n"
            .formatted(method, path, headers, body.length)
            .getBytes(StandardCharsets.ISO_8859_1);
    byte[] all = Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, all, head.length, body.length);
    return all;
  }

  private record Lane(long[] micros, long failures) {}

  private Lane drive(int connection, long end, Source source) throws IOException {
    long[] micros = new long[1 << 12];
    int count = 0;
    long failures = 0;
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      OutputStream out = socket.getOutputStream();
      InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
      while (System.nanoTime() < end) {
        byte[] request = source.next(connection, count);
        if (request == null) {
          break;
        }
        long sent = System.nanoTime();
        out.write(request);
        int status = readAnswer(in);
        if (count == micros.length) {
          micros = Arrays.copyOf(micros, count * 2);
        }
        micros[count++] = (System.nanoTime() - sent) / 1000;
        if (status / 100 != 2) {
          failures++;
        }
      }
    }
    return new Lane(Arrays.copyOf(micros, count), failures);
  }

  private static int readAnswer(InputStream in) throws IOException {
    String statusLine = line(in);
    long length = 0;
    boolean chunked = false;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      String lower = header.toLowerCase(java.util.Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Long.parseLong(lower.substring(15).trim());
      } else if (lower.startsWith("transfer-encoding:") && lower.contains("chunked")) {
        chunked = true;
      }
    }
    if (chunked) {
      for (long size = chunkSize(in); size > 0; size = chunkSize(in)) {
        in.skipNBytes(size + 2);
      }
      line(in);
    } else {
      in.skipNBytes(length);
    }
    return Integer.parseInt(statusLine.substring(9, 12));
  }

  private static long chunkSize(InputStream in) throws IOException {
    return Long.parseLong(line(in), 16);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder text = new StringBuilder(64);
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("the server closed the connection");
      }
      if (c != '\r') {
        text.append((char) c);
      }
    }
    return text.toString();
  }

  private static long percentile(long[] sorted, double share) {
    return sorted.length == 0
        ? 0
        : sorted[(int) Math.min(sorted.length - 1, sorted.length * share)];
  }
}
