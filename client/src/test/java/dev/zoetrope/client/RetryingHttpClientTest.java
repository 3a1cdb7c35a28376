package dev.zoetrope.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RetryingHttpClientTest {
  private final Deque<Answer> answers = new ArrayDeque<>();
  private final List<String> bodies = new ArrayList<>();
  private final List<Duration> waits = new ArrayList<>();
  private HttpServer server;

  private record Answer(int status, String retryAfter) {}

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void waitsAsLongAsTheServerAsksAndSendsTheSameBodyAgain() throws Exception {
    answers.add(new Answer(429, "7"));
    answers.add(new Answer(200, null));

    assertThat(send(RetryPolicy.DEFAULT).statusCode()).isEqualTo(200);

    assertThat(waits).containsExactly(Duration.ofSeconds(7));
    assertThat(bodies).containsExactly("hello", "hello");
  }

  @Test
  void waitsTwiceAsLongEachTimeWhenTheServerNamesNoTime() throws Exception {
    for (int i = 0; i < 5; i++) {
      answers.add(new Answer(503, "soon"));
    }

    assertThat(send(RetryPolicy.DEFAULT).statusCode()).isEqualTo(503);

    assertThat(waits)
        .containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2));
  }

  @Test
  void aDateInThePastIsNoWait() throws Exception {
    answers.add(new Answer(503, "Wed, 21 Oct 2015 07:28:00 GMT"));
    answers.add(new Answer(200, null));

    send(RetryPolicy.DEFAULT);

    assertThat(waits).containsExactly(Duration.ZERO);
  }

  @Test
  void aLongerWaitThanAllowedIsReportedAtOnce() throws Exception {
    answers.add(new Answer(429, "3600"));

    assertThat(send(RetryPolicy.DEFAULT).statusCode()).isEqualTo(429);

    assertThat(waits).isEmpty();
  }

  @Test
  void otherFailuresAreNotRepeated() throws Exception {
    answers.add(new Answer(500, "1"));

    assertThat(send(RetryPolicy.DEFAULT).statusCode()).isEqualTo(500);

    assertThat(bodies).hasSize(1);
  }

  @Test
  void withoutRetriesNothingIsRepeated() throws Exception {
    answers.add(new Answer(429, "0"));

    assertThat(send(RetryPolicy.NONE).statusCode()).isEqualTo(429);
  }

  @Test
  void aPolicyNeedsAnAttempt() {
    assertThatThrownBy(() -> new RetryPolicy(0, Duration.ZERO, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private HttpResponse<String> send(RetryPolicy policy) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/thing"))
            .POST(HttpRequest.BodyPublishers.ofString("hello"))
            .build();
    return new RetryingHttpClient(HttpClient.newHttpClient(), policy, waits::add)
        .send(request, HttpResponse.BodyHandlers.ofString());
  }

  private void answer(HttpExchange exchange) throws IOException {
    bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    Answer next = answers.removeFirst();
    if (next.retryAfter() != null) {
      exchange.getResponseHeaders().add("Retry-After", next.retryAfter());
    }
    exchange.sendResponseHeaders(next.status(), -1);
    exchange.close();
  }
}
