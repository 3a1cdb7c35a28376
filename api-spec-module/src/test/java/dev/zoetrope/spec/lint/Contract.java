package dev.zoetrope.spec.lint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/** The bundled document as the lint rules read it. */
record Contract(ObjectNode root) {
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "patch", "head", "options", "trace");

  /** The document that this build has just bundled. */
  static Contract bundled() {
    try (InputStream json = Contract.class.getResourceAsStream("/META-INF/openapi/zoetrope.json")) {
      return new Contract((ObjectNode) new ObjectMapper().readTree(json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Contract copy() {
    return new Contract(root.deepCopy());
  }

  List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    each(
        root.path("paths"),
        (path, item) ->
            each(
                item,
                (method, operation) -> {
                  if (METHODS.contains(method)) {
                    operations.add(new Operation(this, path, method, operation));
                  }
                }));
    return operations;
  }

  /** The node itself or, when it is a reference, what it refers to. */
  JsonNode resolve(JsonNode node) {
    return node.has("$ref") ? root.at(node.get("$ref").asText().substring(1)) : node;
  }

  /** Calls back with name and value of each member. */
  static void each(JsonNode object, BiConsumer<String, JsonNode> member) {
    object.properties().forEach(entry -> member.accept(entry.getKey(), entry.getValue()));
  }

  /** Whether the node is text with something in it. */
  static boolean isText(JsonNode node) {
    return node.isTextual() && !node.asText().isBlank();
  }
}
