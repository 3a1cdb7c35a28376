package dev.zoetrope.conformance.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The bundled document and its operations. */
public final class Contract {
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode root;
  private final List<Operation> operations = new ArrayList<>();

  private Contract(JsonNode root) {
    this.root = root;
    root.get("paths").properties().forEach(path -> read(path.getKey(), path.getValue()));
  }

  /** The document that this suite was built with. */
  public static Contract bundled() {
    try (InputStream json = Contract.class.getResourceAsStream("/META-INF/openapi/zoetrope.json")) {
      return of(JSON.readTree(json));
    } catch (IOException e) {
      throw new UncheckedIOException("the suite's own document cannot be read", e);
    }
  }

  /** Any bundled document, such as a changed one. */
  public static Contract of(JsonNode root) {
    return new Contract(root);
  }

  /** The document itself. */
  public JsonNode root() {
    return root;
  }

  /** Every operation, in the order of the document. */
  public List<Operation> operations() {
    return List.copyOf(operations);
  }

  /**
   * The operation with this operationId.
   *
   * @throws IllegalArgumentException when there is none
   */
  public Operation operation(String id) {
    return operations.stream()
        .filter(operation -> operation.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("the document has no operation " + id));
  }

  /**
   * The methods that the document knows for a concrete path, upper case. The template with the
   * fewest variables is meant: a name that is an operation of its own is nobody's id (B-024).
   */
  public Set<String> methodsOf(String path) {
    Set<String> methods = new TreeSet<>();
    long fewest = Long.MAX_VALUE;
    for (Operation operation : operations) {
      for (String uri : operation.uris()) {
        long variables = UriTemplate.variables(uri);
        if (variables <= fewest && UriTemplate.matches(uri, path)) {
          if (variables < fewest) {
            methods.clear();
            fewest = variables;
          }
          methods.add(operation.method());
        }
      }
    }
    return methods;
  }

  /** The operation that a concrete path means: the template with the fewest variables wins. */
  public Optional<Operation> find(String method, String path) {
    return operations.stream()
        .filter(operation -> operation.method().equals(method))
        .flatMap(operation -> operation.uris().stream().map(uri -> Map.entry(uri, operation)))
        .filter(entry -> UriTemplate.matches(entry.getKey(), path))
        .min(Comparator.comparing(entry -> UriTemplate.variables(entry.getKey())))
        .map(Map.Entry::getValue);
  }

  /** What a node refers to, or the node itself. */
  public JsonNode resolve(JsonNode node) {
    JsonNode resolved = node;
    while (resolved.has("$ref")) {
      resolved = root.at(resolved.get("$ref").asText().substring(1));
    }
    return resolved;
  }

  private void read(String path, JsonNode item) {
    for (var member : item.properties()) {
      if (METHODS.contains(member.getKey())) {
        operations.add(
            operation(member.getKey().toUpperCase(Locale.ROOT), path, item, member.getValue()));
      }
    }
  }

  private Operation operation(String method, String path, JsonNode item, JsonNode node) {
    List<JsonNode> parameters = new ArrayList<>();
    item.path("parameters").forEach(parameter -> parameters.add(resolve(parameter)));
    node.path("parameters").forEach(parameter -> parameters.add(resolve(parameter)));
    Map<String, JsonNode> responses = new LinkedHashMap<>();
    node.path("responses")
        .properties()
        .forEach(response -> responses.put(response.getKey(), resolve(response.getValue())));
    List<JsonNode> security = new ArrayList<>();
    (node.has("security") ? node.get("security") : root.path("security")).forEach(security::add);
    return new Operation(
        node.get("operationId").asText(),
        method,
        path,
        urisOf(path, node),
        parameters,
        node,
        responses,
        security);
  }

  /** The path, its own further spellings (x-also-at), and the aliases of both (x-path-aliases). */
  private List<String> urisOf(String path, JsonNode operation) {
    List<String> uris = new ArrayList<>(List.of(path));
    operation.path("x-also-at").forEach(also -> uris.add(also.asText()));
    for (JsonNode rule : root.path("x-path-aliases")) {
      String prefix = rule.get("path").asText() + "/";
      for (String uri : List.copyOf(uris)) {
        if (uri.startsWith(prefix)) {
          uris.add(rule.get("alias").asText() + "/" + uri.substring(prefix.length()));
        }
      }
    }
    return uris;
  }
}
