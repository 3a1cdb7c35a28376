package dev.zoetrope.server.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.zoetrope.api.ContractOperation;
import io.micronaut.http.HttpRequest;
import io.micronaut.web.router.RouteAttributes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The bundled OpenAPI document as the server looks things up in it, by {@code operationId}. */
@Singleton
public class Contract {
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

  private final JsonNode document;
  private final Map<String, Operation> operations = new HashMap<>();

  Contract() {
    this(read());
  }

  Contract(JsonNode document) {
    this.document = document;
    for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        if (METHODS.contains(method.getKey())) {
          Operation operation = operation(method.getKey(), path.getKey(), method.getValue());
          operations.put(operation.id(), operation);
        }
      }
    }
  }

  /**
   * What the server needs to know of an operation.
   *
   * @param id the {@code operationId}
   * @param method the HTTP method in lower case
   * @param path the path template
   * @param security the names of the security schemes that open it; empty when it is open to all
   * @param scopes the scopes of which an API key needs one; empty when keys are not admitted
   * @param body the schema of the JSON body; missing node without one
   * @param node the whole operation, for extensions
   */
  public record Operation(
      String id,
      String method,
      String path,
      Set<String> security,
      Set<String> scopes,
      JsonNode body,
      JsonNode node) {}

  /** The operation of this id. */
  public Operation operation(String operationId) {
    Operation operation = operations.get(operationId);
    if (operation == null) {
      throw new IllegalArgumentException("the contract has no operation " + operationId);
    }
    return operation;
  }

  /** The operation that serves the request; empty before routing and for what is no operation. */
  public Optional<Operation> operationOf(HttpRequest<?> request) {
    return RouteAttributes.getRouteInfo(request)
        .flatMap(route -> route.getAnnotationMetadata().stringValue(ContractOperation.class))
        .map(this::operation);
  }

  /** The schema behind a reference, or the schema itself; the parts of an {@code allOf} as one. */
  public JsonNode resolve(JsonNode schema) {
    JsonNode current = schema;
    while (current.has("$ref")) {
      current = document.at(current.get("$ref").asText().substring(1));
    }
    return current.has("allOf") ? merged(current) : current;
  }

  private JsonNode merged(JsonNode schema) {
    ObjectNode whole = schema.deepCopy();
    whole.remove("allOf");
    for (JsonNode part : schema.get("allOf")) {
      for (Map.Entry<String, JsonNode> member : resolve(part).properties()) {
        switch (member.getKey()) {
          case "properties" ->
              whole.withObject("/properties").setAll((ObjectNode) member.getValue());
          case "required" -> whole.withArray("/required").addAll((ArrayNode) member.getValue());
          default -> whole.set(member.getKey(), member.getValue());
        }
      }
    }
    return whole;
  }

  private Operation operation(String method, String path, JsonNode node) {
    JsonNode security = node.has("security") ? node.get("security") : document.path("security");
    Set<String> schemes = new LinkedHashSet<>();
    security.forEach(alternative -> alternative.fieldNames().forEachRemaining(schemes::add));
    Set<String> scopes = new LinkedHashSet<>();
    node.path("x-required-scopes").forEach(scope -> scopes.add(scope.asText()));
    JsonNode body = resolve(node.path("requestBody")).at("/content/application~1json/schema");
    return new Operation(
        node.get("operationId").asText(), method, path, schemes, scopes, body, node);
  }

  /** All operations. */
  public List<Operation> operations() {
    return new ArrayList<>(operations.values());
  }

  private static JsonNode read() {
    try (InputStream in = Contract.class.getResourceAsStream("/META-INF/openapi/zoetrope.json")) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException("the bundled contract cannot be read", e);
    }
  }
}
