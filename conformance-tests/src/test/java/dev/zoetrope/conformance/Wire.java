package dev.zoetrope.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Plain HTTP to the target; every answer is held against the contract before a test sees it. */
final class Wire {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  private Wire() {}

  /** An answer that the contract allows. */
  record Answer(int status, HttpResponse<byte[]> raw) {
    String text() {
      return new String(raw.body(), StandardCharsets.UTF_8);
    }

    JsonNode json() {
      try {
        return JSON.readTree(raw.body());
      } catch (IOException e) {
        throw new AssertionError("not JSON: " + text(), e);
      }
    }

    String header(String name) {
      return raw.headers().firstValue(name).orElse(null);
    }
  }

  /** Sends JSON (or nothing, when the body is null) with the target's key. */
  static Answer send(String method, String pathAndQuery, String json) {
    HttpRequest.Builder request =
        request(pathAndQuery).header("Authorization", "Bearer " + Target.get().key());
    if (json != null) {
      request.header("Content-Type", "application/json");
    }
    return send(method, pathAndQuery, request, json);
  }

  static Answer get(String pathAndQuery) {
    return send("GET", pathAndQuery, null);
  }

  /** Asks for certain media types. */
  static Answer getAccepting(String pathAndQuery, String accept) {
    HttpRequest.Builder request =
        request(pathAndQuery)
            .header("Authorization", "Bearer " + Target.get().key())
            .header("Accept", accept);
    return send("GET", pathAndQuery, request, null);
  }

  /** Sends without any credentials, as SDKs and anonymous visitors do. */
  static Answer sendAnonymously(String method, String pathAndQuery, String body) {
    HttpRequest.Builder request = request(pathAndQuery);
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    return send(method, pathAndQuery, request, body);
  }

  /** Sends a method that the path does not have: the refusal looks the same at every path. */
  static Answer sendUndocumented(String method, String path) {
    HttpRequest.Builder request =
        request(path).header("Authorization", "Bearer " + Target.get().key());
    HttpResponse<byte[]> response = exchange(method, request, null);
    assertThat(response.statusCode()).as(method + " " + path).isEqualTo(405);
    Contract.get().check("GET", "/api/schema/", response);
    return new Answer(response.statusCode(), response);
  }

  private static HttpRequest.Builder request(String pathAndQuery) {
    return HttpRequest.newBuilder(Target.get().base().resolve(pathAndQuery))
        .timeout(Duration.ofSeconds(60));
  }

  private static Answer send(
      String method, String pathAndQuery, HttpRequest.Builder request, String body) {
    HttpResponse<byte[]> response = exchange(method, request, body);
    String path = pathAndQuery.replaceFirst("\\?.*", "");
    Contract.Match match =
        Contract.get()
            .find(method, path)
            .orElseThrow(() -> new AssertionError("not in the contract: " + method + " " + path));
    Contract.get().check(method, match.documentedPath(), response);
    return new Answer(response.statusCode(), response);
  }

  private static HttpResponse<byte[]> exchange(
      String method, HttpRequest.Builder builder, String body) {
    HttpRequest request =
        builder
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
