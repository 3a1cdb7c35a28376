package dev.zoetrope.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zoetrope.client.internal.ApiClient;
import dev.zoetrope.client.internal.ApiException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * The server refused: its status, and the four members of its error body as far as it sent them.
 * The kinds of refusal are subclasses, so that each can be caught by itself.
 */
public class ZoetropeApiException extends ApiException {
  private static final long serialVersionUID = 1L;

  private final String type;
  private final String errorCode;
  private final String detail;
  private final String attr;

  private ZoetropeApiException(HttpResponse<?> response, String body, JsonNode error) {
    super(
        response.statusCode(),
        "%s %s: %d %s"
            .formatted(
                response.request().method(),
                response.request().uri().getPath(),
                response.statusCode(),
                error.path("detail").asText(body)),
        response.headers(),
        body);
    type = error.path("type").asText(null);
    errorCode = error.path("code").asText(null);
    detail = error.path("detail").asText(null);
    attr = error.path("attr").asText(null);
  }

  static void throwIfRefused(HttpResponse<InputStream> response, ObjectMapper json) {
    if (response.statusCode() < 400) {
      return;
    }
    String body;
    try (InputStream in = ApiClient.getResponseBody(response)) {
      body = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw of(response, body, parse(json, body));
  }

  private static ZoetropeApiException of(HttpResponse<?> response, String body, JsonNode error) {
    return switch (response.statusCode()) {
      case 400, 413, 415 -> new Invalid(response, body, error);
      case 401 -> new Unauthenticated(response, body, error);
      case 403 -> new Forbidden(response, body, error);
      case 404, 410 -> new NotFound(response, body, error);
      case 409 -> new Conflict(response, body, error);
      case 429 -> new Throttled(response, body, error);
      default ->
          response.statusCode() >= 500
              ? new Unavailable(response, body, error)
              : new ZoetropeApiException(response, body, error);
    };
  }

  /** What was sent is wrong: 400, 413 or 415; {@link #attr()} names the field. */
  public static final class Invalid extends ZoetropeApiException {
    private static final long serialVersionUID = 1L;

    private Invalid(HttpResponse<?> response, String body, JsonNode error) {
      super(response, body, error);
    }
  }

  /** The key is missing or unknown: 401. */
  public static final class Unauthenticated extends ZoetropeApiException {
    private static final long serialVersionUID = 1L;

    private Unauthenticated(HttpResponse<?> response, String body, JsonNode error) {
      super(response, body, error);
    }
  }

  /** The key may not do this: 403; {@link #detail()} names the scope that it lacks. */
  public static final class Forbidden extends ZoetropeApiException {
    private static final long serialVersionUID = 1L;

    private Forbidden(HttpResponse<?> response, String body, JsonNode error) {
      super(response, body, error);
    }
  }

  /** It is not there, or not any more: 404 or 410. */
  public static final class NotFound extends ZoetropeApiException {
    private static final long serialVersionUID = 1L;

    private NotFound(HttpResponse<?> response, String body, JsonNode error) {
      super(response, body, error);
    }
  }

  /** It contradicts what is there: 409. */
  public static final class Conflict extends ZoetropeApiException {
    private static final long serialVersionUID = 1L;

    private Conflict(HttpResponse<?> response, String body, JsonNode error) {
      super(response, body, error);
    }
  }

  /** Too many requests, or one that takes too long: 429, after all retries. */
  public static final class Throttled extends ZoetropeApiException {
    private static final long serialVersionUID = 1L;

    private Throttled(HttpResponse<?> response, String body, JsonNode error) {
      super(response, body, error);
    }
  }

  /** The server or what it needs fails: 500 and above, after all retries. */
  public static final class Unavailable extends ZoetropeApiException {
    private static final long serialVersionUID = 1L;

    private Unavailable(HttpResponse<?> response, String body, JsonNode error) {
      super(response, body, error);
    }
  }

  /** A proxy in between may answer anything: what is not JSON has no members. */
  private static JsonNode parse(ObjectMapper json, String body) {
    try {
      return json.readTree(body);
    } catch (JsonProcessingException e) {
      return json.missingNode();
    }
  }

  /** How long the server asks to wait, from {@code Retry-After} in seconds. */
  public Optional<Duration> retryAfter() {
    return getResponseHeaders()
        .firstValue("Retry-After")
        .filter(seconds -> seconds.matches("\\d{1,9}"))
        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
  }

  /** The HTTP status. */
  public int status() {
    return getCode();
  }

  /** The family of the error, such as {@code validation_error}. */
  public Optional<String> type() {
    return Optional.ofNullable(type);
  }

  /** The machine-readable reason, such as {@code required}. */
  public Optional<String> code() {
    return Optional.ofNullable(errorCode);
  }

  /** The reason in words. */
  public Optional<String> detail() {
    return Optional.ofNullable(detail);
  }

  /** The field at fault; nested fields are joined by two underscores. */
  public Optional<String> attr() {
    return Optional.ofNullable(attr);
  }
}
