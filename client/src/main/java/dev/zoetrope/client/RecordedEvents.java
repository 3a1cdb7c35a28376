package dev.zoetrope.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zoetrope.client.internal.ApiClient;
import dev.zoetrope.client.internal.ApiException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** Reads what was recorded, line by line: it may be larger than memory, so it is never a model. */
final class RecordedEvents {
  private final ApiClient api;
  private final ObjectMapper json;

  RecordedEvents(ApiClient api) {
    this.api = api;
    this.json = api.getObjectMapper();
  }

  Stream<RecordedEvent> of(String projectId, String recordingId) {
    URI address =
        URI.create(
            "%s/api/environments/%s/session_recordings/%s/snapshots/?source=all"
                .formatted(
                    api.getBaseUri(),
                    ApiClient.urlEncode(projectId),
                    ApiClient.urlEncode(recordingId)));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .header("Accept", "application/jsonl, application/json")
            .timeout(api.getReadTimeout());
    if (api.getRequestInterceptor() != null) {
      api.getRequestInterceptor().accept(request);
    }
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(open(request.build()), StandardCharsets.UTF_8));
    return lines.lines().map(this::event).onClose(() -> close(lines));
  }

  private InputStream open(HttpRequest request) {
    try {
      HttpResponse<InputStream> response =
          api.getHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
      ZoetropeApiException.throwIfRefused(response, json);
      return ApiClient.getResponseBody(response);
    } catch (IOException e) {
      throw new ApiException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ApiException(e);
    }
  }

  private RecordedEvent event(String line) {
    try {
      JsonNode pair = json.readTree(line);
      return new RecordedEvent(pair.path(0).asText(), pair.path(1));
    } catch (JsonProcessingException e) {
      throw new ApiException(e);
    }
  }

  private static void close(BufferedReader lines) {
    try {
      lines.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
