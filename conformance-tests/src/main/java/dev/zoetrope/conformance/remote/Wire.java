package dev.zoetrope.conformance.remote;

import dev.zoetrope.conformance.contract.Exchange;
import dev.zoetrope.conformance.contract.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Plain HTTP/1.1 to the target. */
public final class Wire {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final Target target;

  /** Speaks to this target. */
  public Wire(Target target) {
    this.target = target;
  }

  /** Whom it speaks to. */
  public Target target() {
    return target;
  }

  /** The headers by which the target knows its owner's key. */
  public Map<String, String> ownerCredentials() {
    return Map.of("Authorization", "Bearer " + target.key());
  }

  /**
   * Sends and waits.
   *
   * @param credentials headers that are sent and not kept
   * @throws UncheckedIOException when the target does not answer
   */
  public Exchange send(Operation operation, Exchange.Sent sent, Map<String, String> credentials) {
    String query = sent.query().isEmpty() ? "" : "?" + sent.query();
    URI uri = URI.create(target.base().toString().replaceFirst("/$", "") + sent.path() + query);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(LIMIT)
            .method(
                operation.method(),
                sent.body() == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(sent.body()));
    sent.headers().forEach(request::header);
    credentials.forEach(request::header);
    long start = System.nanoTime();
    try {
      HttpResponse<byte[]> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
      Map<String, List<String>> headers = new TreeMap<>();
      response
          .headers()
          .map()
          .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
      return new Exchange(operation, sent, response.statusCode(), headers, response.body(), millis);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "no answer to %s %s: %s".formatted(operation.method(), uri.getPath(), e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
