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
import java.util.Optional;

/**
 * The server refused: its status, and the four members of its error body as far as it sent them.
 */
public final class ZoetropeApiException extends ApiException {
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
    throw new ZoetropeApiException(response, body, parse(json, body));
  }

  /** A proxy in between may answer anything: what is not JSON has no members. */
  private static JsonNode parse(ObjectMapper json, String body) {
    try {
      return json.readTree(body);
    } catch (JsonProcessingException e) {
      return json.missingNode();
    }
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
