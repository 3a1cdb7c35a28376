package dev.zoetrope.server.assistant.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks an endpoint that speaks OpenAI's chat completions. One request and one member of its answer
 * are needed, for which the official library would add 75 MB; the JDK's client does it.
 */
@Singleton
class ChatClient {
  private static final int OK = 200;

  private final ModelSettings settings;
  private final ObjectMapper json;
  // Redirects are not followed: the key is for the configured endpoint.
  private final HttpClient client =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

  ChatClient(ModelSettings settings, ObjectMapper json) {
    this.settings = settings;
    this.json = json;
  }

  /**
   * The text of the model's answer.
   *
   * @param schema what the answer must be like, by name
   * @throws ModelFailure when there is none in time
   */
  String answer(ArrayNode messages, String name, JsonNode schema) throws ModelFailure {
    ObjectNode body = json.createObjectNode().put("model", settings.model()).put("temperature", 0);
    body.set("messages", messages);
    ObjectNode format = body.putObject("response_format").put("type", "json_schema");
    format.putObject("json_schema").put("name", name).put("strict", true).set("schema", schema);
    HttpResponse<byte[]> response = send(body.toString());
    if (response.statusCode() != OK) {
      throw new ModelFailure("status " + response.statusCode());
    }
    try {
      JsonNode content = json.readTree(response.body()).at("/choices/0/message/content");
      if (!content.isTextual()) {
        throw new ModelFailure("no content");
      }
      return content.textValue();
    } catch (JsonProcessingException e) {
      throw new ModelFailure("the response is no JSON");
    } catch (IOException e) {
      throw new ModelFailure("the response cannot be read");
    }
  }

  private HttpResponse<byte[]> send(String body) throws ModelFailure {
    URI target =
        URI.create(settings.baseUrl().toString().replaceAll("/+$", "") + "/chat/completions");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target)
            .timeout(settings.timeout())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (settings.key() != null && !settings.key().isBlank()) {
      request.header("Authorization", "Bearer " + settings.key());
    }
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request.build(), head -> new LimitedBody());
    try {
      // The client's own timeout ends with the headers; a body may drip for ever.
      return answer.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new ModelFailure("no answer within " + settings.timeout());
    } catch (ExecutionException e) {
      throw new ModelFailure(e.getCause().getClass().getSimpleName());
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new ModelFailure("interrupted");
    }
  }
}
