package dev.zoetrope.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses that no client sends on purpose. */
class StrangeAddressIT extends EchoIT {
  /** Clients refuse to send these, so they go over a bare socket. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/%zz",
        "/api/%",
        "/api/%c3%28/",
        "/api/projects/%00/x/",
        "/api/test/fail/%ff/",
        "/api/test/fail/%zz/",
        "/api/test/fail/no/?canary=%zz",
        "/api/test/fail/no/?canary=%c3%28",
        "/api/[/{}|^/",
        "/api/projects/99999999999999999999999999/x/",
        "/api/projects/-1/x/",
        "//",
        "/api//",
        "/..//../etc/passwd",
        "*",
        "nonsense"
      })
  void aStrangeAddressIsNeverTheServersFault(String target) throws IOException {
    String answer =
        raw("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

    assertThat(answer).matches("(?s)HTTP/1.1 (200|4\\d\\d) .*");
    if (!answer.startsWith("HTTP/1.1 200")) {
      assertThat(answer).contains("\"type\":\"invalid_request\"");
    }
  }

  /** As curl sends them with {@code -g}. */
  @ParameterizedTest
  @ValueSource(strings = {"[\"x\"]", "[\"a|b^c`<d>\"]", "[\"\\u00e4\"]", "[\"\u00c3\u00a4\"]"})
  void jsonMayStandInTheQueryAsItIs(String json) throws IOException {
    String answer =
        raw(
            "GET /api/environments/1/session_recordings/?session_ids="
                + json
                + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                + KEY
                + "\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 200").contains("\"results\":[]");
  }

  static Stream<String> brokenRequests() {
    String host = "Host: localhost\r\nConnection: close\r\n";
    return Stream.of(
        "GET /api/x?" + "y".repeat(100_000) + " HTTP/1.1\r\n" + host + "\r\n",
        "GET /api/x HTTP/1.1\r\n" + host + "X-Long: " + "y".repeat(100_000) + "\r\n\r\n",
        "GET /api/x HTTP/1.1\r\n" + host + "no header at all\r\n\r\n",
        "GET /api/x HTTP/1.1\r\n" + host + "X-Nul: a\0b\r\n\r\n",
        "POST /api/test/echo/ HTTP/1.1\r\n" + host + "Content-Length: -1\r\n\r\n",
        "POST /api/test/echo/ HTTP/1.1\r\n" + host + "Content-Length: x\r\n\r\n",
        "POST /api/test/echo/ HTTP/1.1\r\n"
            + host
            + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
        "POST /api/test/echo/ HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        "BREW /api/x HTTP/1.1\r\n" + host + "\r\n",
        "GET /api/x HTTP/9.9\r\n" + host + "\r\n");
  }

  @ParameterizedTest
  @MethodSource("brokenRequests")
  void aBrokenRequestIsNeverTheServersFault(String request) throws IOException {
    assertThat(raw(request)).matches("(?s)(HTTP/\\d.\\d 4\\d\\d .*)?");
  }

  /** Parameters that nobody reads are noise to capture, however they are written (B-101). */
  @ParameterizedTest
  @ValueSource(strings = {"/e/?discount=50%", "/ingest/s/?a=%zz&b=%u00e4", "/i/v0/e?x=%c3%28"})
  void captureReadsOverStrayPercentSigns(String target) throws IOException {
    String answer =
        raw(
            "POST "
                + target
                + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Content-Length: 2\r\n\r\n[]");

    assertThat(answer).startsWith("HTTP/1.1 400").endsWith("request holds no event");
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.setSoTimeout(10_000);
      OutputStream out = socket.getOutputStream();
      out.write(request.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
