package dev.zoetrope.server.capture.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.zoetrope.server.capture.decode.PayloadHints.Kind;
import dev.zoetrope.server.testing.FixtureRequest;
import dev.zoetrope.server.testing.FixtureSession;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Prints how fast bodies are decoded, relative to inflating and scanning them with the bare parser
 * in the same run (aim: 0.65). Run it as a main class; an argument is the name of a session.
 */
final class DecodeSpeed {
  private static final int WARM_UP = 8;
  private static final int ROUNDS = 15;

  private DecodeSpeed() {}

  public static void main(String[] arguments) throws IOException {
    String name = arguments.length == 0 ? "heavy-dom" : arguments[0];
    List<byte[]> bodies =
        FixtureSession.of("1.449.2", name).accepted().stream()
            .filter(request -> request.kind().equals("recording"))
            .map(FixtureRequest::body)
            .toList();
    int repeat = Math.max(1, 4_000_000 / bodies.stream().mapToInt(b -> b.length).sum());
    long best = Long.MAX_VALUE;
    long baseline = Long.MAX_VALUE;
    for (int round = 0; round < WARM_UP + ROUNDS; round++) {
      long start = System.nanoTime();
      for (int i = 0; i < repeat; i++) {
        for (byte[] body : bodies) {
          scan(body);
        }
      }
      long middle = System.nanoTime();
      long kept = 0;
      for (int i = 0; i < repeat; i++) {
        for (byte[] body : bodies) {
          kept += decode(body);
        }
      }
      long end = System.nanoTime();
      if (round >= WARM_UP) {
        baseline = Math.min(baseline, middle - start);
        best = Math.min(best, end - middle);
      }
      if (round == 0) {
        System.out.printf("%s: %,d compressed bytes kept%n", name, kept / repeat);
      }
    }
    System.out.printf(
        "scan %.2f ms, decode %.2f ms, ratio %.2f%n",
        baseline / 1e6 / repeat, best / 1e6 / repeat, (double) baseline / best);
  }

  private static void scan(byte[] body) throws IOException {
    try (JsonParser parser =
        new JsonFactory()
            .createParser(new GZIPInputStream(new ByteArrayInputStream(body), 1 << 14))) {
      while (parser.nextToken() != null) {
        // Looking at every token is all there is to it.
      }
    }
  }

  private static final PayloadReader READER = Payloads.reader(Clock.systemUTC(), "0");

  private static long decode(byte[] body) throws IOException {
    return READER
        .read(new ByteArrayInputStream(body), Payloads.hints(Kind.SNAPSHOTS))
        .snapshots()
        .stream()
        .mapToLong(item -> item.zstd().length)
        .sum();
  }
}
