package dev.zoetrope.server.assistant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** An endpoint that speaks chat completions and says what a test wants it to. */
final class StandInModel implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** One response. */
  interface Response {
    void send(HttpExchange exchange) throws IOException;
  }

  private final HttpServer server;
  private final Queue<Response> responses = new ConcurrentLinkedQueue<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  final List<JsonNode> requests = new CopyOnWriteArrayList<>();
  final List<String> authorizations = new CopyOnWriteArrayList<>();

  StandInModel() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "stand-in-model");
              thread.setDaemon(true);
              return thread;
            }));
    server.createContext("/v1/chat/completions", this::answer);
    server.start();
  }

  URI baseUrl() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
  }

  void reset() {
    responses.clear();
    requests.clear();
    authorizations.clear();
  }

  /** Says this content next. */
  void says(String content) {
    ObjectNode body = JSON.createObjectNode();
    body.putArray("choices").addObject().putObject("message").put("content", content);
    sends(200, body.toString());
  }

  void sends(int status, String body) {
    responses.add(
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
        });
  }

  /** Answers the headers and then nothing more. */
  void hangs() {
    responses.add(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          try {
            closing.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  /** Sends more than anybody wants. */
  void floods() {
    responses.add(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] part = new byte[64 * 1024];
          for (int i = 0; i < 1000; i++) {
            exchange.getResponseBody().write(part);
          }
        });
  }

  void redirects(String to) {
    responses.add(
        exchange -> {
          exchange.getResponseHeaders().add("Location", to);
          exchange.sendResponseHeaders(302, -1);
        });
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      requests.add(JSON.readTree(exchange.getRequestBody()));
      authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
      Response response = responses.poll();
      if (response == null) {
        exchange.sendResponseHeaders(500, -1);
      } else {
        response.send(exchange);
      }
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
  }
}
