package dev.zoetrope.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The part of the contract that a typed client can call: operations that take JSON (or nothing) and
 * answer JSON (or nothing). Scripts, pages and what is there for SDKs (tags with {@code x-audience:
 * sdk}) are left out, and where an operation offers several media types only JSON stays.
 */
final class ClientDocument {
  private static final String JSON = "application/json";
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

  private ClientDocument() {}

  /** Reduces the bundle in place and returns it. */
  static ObjectNode of(ObjectNode bundle) {
    ObjectNode paths = (ObjectNode) bundle.get("paths");
    Set<String> sdk = new HashSet<>();
    for (JsonNode tag : bundle.path("tags")) {
      if (tag.path("x-audience").asText().equals("sdk")) {
        sdk.add(tag.path("name").asText());
      }
    }
    for (Map.Entry<String, JsonNode> path : List.copyOf(paths.properties())) {
      ObjectNode item = (ObjectNode) path.getValue();
      for (Map.Entry<String, JsonNode> operation : List.copyOf(item.properties())) {
        if (METHODS.contains(operation.getKey())
            && (sdk.contains(operation.getValue().path("tags").path(0).asText())
                || !reduce(bundle, (ObjectNode) operation.getValue()))) {
          item.remove(operation.getKey());
        }
      }
      if (METHODS.stream().noneMatch(item::has)) {
        paths.remove(path.getKey());
      }
    }
    prune(bundle);
    return bundle;
  }

  /** Leaves JSON only; false when the operation has something else to say. */
  private static boolean reduce(ObjectNode bundle, ObjectNode operation) {
    JsonNode request = resolve(bundle, operation.path("requestBody")).path("content");
    if (!isJsonOrNothing(request)) {
      return false;
    }
    onlyJson(request);
    for (Map.Entry<String, JsonNode> response : operation.get("responses").properties()) {
      JsonNode content = resolve(bundle, response.getValue()).path("content");
      if (response.getKey().startsWith("2") && !isJsonOrNothing(content)) {
        return false;
      }
      onlyJson(content);
    }
    return true;
  }

  private static boolean isJsonOrNothing(JsonNode content) {
    return content.isEmpty() || content.has(JSON);
  }

  private static void onlyJson(JsonNode content) {
    if (content instanceof ObjectNode types && types.has(JSON)) {
      types.retain(JSON);
    }
  }

  private static JsonNode resolve(ObjectNode bundle, JsonNode node) {
    return node.has("$ref") ? bundle.at(node.get("$ref").asText().substring(1)) : node;
  }

  /** Removes the components that nothing refers to any more. */
  private static void prune(ObjectNode bundle) {
    ObjectNode components = (ObjectNode) bundle.get("components");
    Set<String> used = new HashSet<>();
    Deque<JsonNode> open = new ArrayDeque<>(List.of(bundle.get("paths")));
    while (!open.isEmpty()) {
      for (JsonNode reference : open.pop().findValues("$ref")) {
        if (reference.isTextual() && used.add(reference.asText())) {
          open.push(bundle.at(reference.asText().substring(1)));
        }
      }
    }
    for (Map.Entry<String, JsonNode> kind : List.copyOf(components.properties())) {
      if (!kind.getKey().equals("securitySchemes")) {
        String prefix = "#/components/" + kind.getKey() + "/";
        ((ObjectNode) kind.getValue())
            .properties()
            .removeIf(component -> !used.contains(prefix + component.getKey()));
      }
    }
  }
}
