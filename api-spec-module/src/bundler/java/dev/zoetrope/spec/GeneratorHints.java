package dev.zoetrope.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Adds to the generator's input what its templates cannot work out: every path an operation answers
 * on ({@code x-uris}, from {@code x-path-aliases}), its success status ({@code
 * x-http-status-name}), whether the answer is more than one JSON model ({@code x-raw-answer}) and
 * whether the body is read as bytes ({@code x-raw-request}).
 */
final class GeneratorHints {
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "patch", "head", "options");

  private static final Map<String, String> STATUS_NAMES =
      Map.of("200", "OK", "201", "CREATED", "202", "ACCEPTED", "204", "NO_CONTENT");

  private GeneratorHints() {}

  static ObjectNode annotate(ObjectNode document) {
    // One class writes refusals, whatever a method produces: only successes count as produced.
    document
        .path("components")
        .path("responses")
        .forEach(
            response -> {
              if (response.path("content") instanceof ObjectNode content) {
                content.remove("application/problem+json");
              }
            });
    for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        if (METHODS.contains(method.getKey())) {
          annotate(document, path.getKey(), (ObjectNode) method.getValue());
        }
      }
    }
    return document;
  }

  private static void annotate(ObjectNode document, String path, ObjectNode operation) {
    ArrayNode uris = operation.putArray("x-uris");
    urisOf(document, path, operation).forEach(uris::add);
    List<Map.Entry<String, JsonNode>> successes =
        operation.get("responses").properties().stream()
            .filter(r -> r.getKey().startsWith("2"))
            .toList();
    operation.put("x-http-status-name", STATUS_NAMES.get(successes.get(0).getKey()));
    boolean raw =
        successes.size() > 1
            || successes.stream().anyMatch(r -> r.getValue().at("/headers/Set-Cookie").isObject())
            || operation.get("responses").properties().stream()
                .anyMatch(r -> r.getKey().startsWith("3"))
            || successes.stream()
                .anyMatch(r -> answersMoreThanOneJsonModel(resolve(document, r.getValue())))
            || operation.get("responses").properties().stream()
                .filter(r -> !r.getKey().startsWith("2"))
                .anyMatch(r -> answersOwnModel(document, r.getValue()));
    if (raw) {
      operation.put("x-raw-answer", true);
    }
    if (resolve(document, operation.path("requestBody")).path("content").has("*/*")) {
      operation.put("x-raw-request", true);
    }
  }

  private static boolean answersMoreThanOneJsonModel(JsonNode response) {
    JsonNode content = response.path("content");
    return content.size() > 1 || (content.size() == 1 && !content.has("application/json"));
  }

  /** Whether a refusal has a body of its own instead of the common error. */
  private static boolean answersOwnModel(ObjectNode document, JsonNode response) {
    JsonNode content = resolve(document, response).path("content");
    return content.size() > 0
        && !content
            .path("application/json")
            .path("schema")
            .path("$ref")
            .asText()
            .equals("#/components/schemas/Error");
  }

  private static JsonNode resolve(ObjectNode document, JsonNode node) {
    return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
  }

  /** The path, its aliases by prefix ({@code x-path-aliases}), and its own {@code x-also-at}. */
  private static List<String> urisOf(ObjectNode document, String path, ObjectNode operation) {
    List<String> uris = new ArrayList<>();
    uris.add(path);
    operation.path("x-also-at").forEach(also -> uris.add(also.asText()));
    for (JsonNode rule : document.path("x-path-aliases")) {
      String prefix = rule.get("path").asText();
      for (String uri : List.copyOf(uris)) {
        if (uri.startsWith(prefix + "/")) {
          uris.add(rule.get("alias").asText() + uri.substring(prefix.length()));
        }
      }
    }
    return uris;
  }
}
