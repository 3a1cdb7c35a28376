package dev.zoetrope.server.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoetrope.server.testing.ServerIT;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

abstract class CaptureLimitsIT extends ServerIT {
  @Override
  protected Map<String, String> properties() {
    return Map.of("zoetrope.capture.requests.grace", "1s");
  }

  @ParameterizedTest
  @CsvSource({
    "/e/, 2097152",
    "/i/v0/e, 2097152",
    "/flags/?v=2, 2097152",
    "/batch/, 20971520",
    "/s/, 26214400",
    "/ingest/s/, 26214400"
  })
  void moreBytesThanTheAddressTakesAreRefused(String path, long limit) throws IOException {
    String announced = answerTo(path, "Content-Length: " + (limit + 1), 0);
    String chunked = answerTo(path, "Transfer-Encoding: chunked", limit + 100_000);

    assertThat(announced).contains("413", "maximum event size exceeded: ", "text/plain");
    assertThat(chunked).contains("413", "maximum event size exceeded: ", "text/plain");
  }

  @Test
  void aBodyOfExactlyTheLimitIsTaken() {
    String event =
        "{\"api_key\":\"%s\",\"event\":\"x\",\"distinct_id\":\"d\"}".formatted(PROJECT_TOKEN);
    String padded = event + " ".repeat(2_097_152 - event.length());

    assertThat(http.post("/e/").json(padded).send().statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"/s/, [", "/e/, [", "/batch/, {\"batch\":[", "/s/, '[{\"properties\":{\"x\":\"'"})
  void aBombIsRefusedWithinASecond(String path, String head) throws IOException {
    byte[] bomb = bomb(head, 1 << 30);
    Duration fastest = Duration.ofMinutes(1);
    // A machine that is busy with something else may be slow once or twice.
    for (int i = 0; i < 10 && fastest.compareTo(Duration.ofSeconds(1)) > 0; i++) {
      long started = System.nanoTime();
      var answer = http.post(path).body("text/plain", bomb).send();

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(413);
      Duration took = Duration.ofNanos(System.nanoTime() - started);
      fastest = took.compareTo(fastest) < 0 ? took : fastest;
    }
    assertThat(fastest).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void aSenderThatStopsIsGivenUp() throws IOException {
    try (Socket socket = connect()) {
      send(socket, "POST /s/ HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n[{\"event\":");

      assertThat(read(socket)).contains("408", "client stopped sending data");
    }
  }

  /** More stalled senders than there are workers: the others are served all the same, later. */
  @Test
  void stalledSendersDoNotStopTheOthers() throws Exception {
    List<Socket> stalled = new ArrayList<>();
    try {
      for (int i = 0; i < 60; i++) {
        Socket socket = connect();
        stalled.add(socket);
        send(socket, "POST /e/ HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n[{");
      }
      String event =
          "{\"api_key\":\"%s\",\"event\":\"x\",\"distinct_id\":\"d\"}".formatted(PROJECT_TOKEN);

      assertThat(http.post("/e/").json(event).send().statusCode()).isEqualTo(200);
    } finally {
      for (Socket socket : stalled) {
        socket.close();
      }
    }
  }

  @Test
  void aSenderThatHangsUpLeavesNothingBehind() throws Exception {
    for (int i = 0; i < 100; i++) {
      try (Socket socket = connect()) {
        send(socket, "POST /s/ HTTP/1.1\r\nHost: x\r\nContent-Length: 26000000\r\n\r\n[{");
      }
    }
    String event =
        "{\"api_key\":\"%s\",\"event\":\"x\",\"distinct_id\":\"d\"}".formatted(PROJECT_TOKEN);

    // Every share of the memory is free again, or this one would have to wait for thirty seconds.
    List<CompletableFuture<Integer>> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      all.add(
          CompletableFuture.supplyAsync(() -> http.post("/e/").json(event).send().statusCode()));
    }
    assertThat(all).allSatisfy(answer -> assertThat(answer.join()).isEqualTo(200));
  }

  private String answerTo(String path, String header, long chunkedBytes) throws IOException {
    try (Socket socket = connect()) {
      send(socket, "POST " + path + " HTTP/1.1\r\nHost: x\r\n" + header + "\r\n\r\n");
      byte[] block = new byte[64 * 1024];
      Arrays.fill(block, (byte) ' ');
      block[0] = (byte) (path.startsWith("/flags") ? '{' : '[');
      OutputStream out = socket.getOutputStream();
      try {
        for (long sent = 0; sent < chunkedBytes; sent += block.length) {
          out.write("10000\r\n".getBytes(StandardCharsets.ISO_8859_1));
          out.write(block);
          out.write("\r\n".getBytes(StandardCharsets.ISO_8859_1));
          block[0] = ' ';
        }
      } catch (SocketException e) {
        // The server has heard enough; its answer is there to be read.
        assertThat(chunkedBytes).isPositive();
      }
      return read(socket);
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(server.getHost(), server.getPort());
    socket.setSoTimeout(20_000);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  /** Head and body of an answer whose body has no line break. */
  private static String read(Socket socket) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    StringBuilder answer = new StringBuilder();
    int length = 0;
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      answer.append(line).append('\n');
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
      }
    }
    char[] body = new char[length];
    int n = 0;
    while (n < length) {
      int more = in.read(body, n, length - n);
      if (more < 0) {
        break;
      }
      n += more;
    }
    return answer.append(body, 0, n).toString();
  }

  private static byte[] bomb(String head, long size) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(head.getBytes(StandardCharsets.UTF_8));
      byte[] block = new byte[1 << 20];
      Arrays.fill(block, (byte) ' ');
      for (long written = 0; written < size; written += block.length) {
        out.write(block);
      }
    }
    return bytes.toByteArray();
  }
}
