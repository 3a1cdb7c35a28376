package dev.zoetrope.conformance.claims;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.zoetrope.conformance.contract.Operation;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which parts of a document an operation, or one of its answers, is made of. */
final class Reach {
  private final JsonNode root;
  private final Map<String, Set<String>> known = new HashMap<>();

  Reach(JsonNode root) {
    this.root = root;
  }

  /** The pointer to the operation. */
  static String operation(Operation operation) {
    return Pointers.to("paths", operation.path(), operation.method().toLowerCase(Locale.ROOT));
  }

  /** Whether what is at the first place refers, however far, to what holds the second one. */
  boolean leads(String from, String place) {
    if (place.startsWith(from + "/") || place.equals(from)) {
      return true;
    }
    return components(from).stream()
        .anyMatch(component -> place.equals(component) || place.startsWith(component + "/"));
  }

  /** The components that what is at this place refers to, however far. */
  synchronized Set<String> components(String from) {
    Set<String> components = known.get(from);
    if (components == null) {
      components = new LinkedHashSet<>();
      collect(root.at(from), components);
      known.put(from, components);
    }
    return components;
  }

  /** A document of one operation alone, taken from a changed copy. */
  ObjectNode only(JsonNode changed, Operation operation) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.set("openapi", changed.path("openapi"));
    document.set("info", changed.path("info"));
    String method = operation.method().toLowerCase(Locale.ROOT);
    JsonNode item = changed.path("paths").path(operation.path());
    ObjectNode path = document.putObject("paths").putObject(operation.path());
    if (item.has("parameters")) {
      path.set("parameters", item.get("parameters"));
    }
    path.set(method, item.get(method));
    Set<String> needed = new LinkedHashSet<>(components(operation(operation)));
    needed.addAll(components(Pointers.to("paths", operation.path(), "parameters")));
    ObjectNode components = document.putObject("components");
    for (String component : needed) {
      String[] segments = component.split("/", -1);
      components
          .withObjectProperty(segments[2])
          .set(segments[3].replace("~1", "/").replace("~0", "~"), changed.at(component));
    }
    if (changed.at("/components/securitySchemes").isObject()) {
      components.set("securitySchemes", changed.at("/components/securitySchemes"));
    }
    return document;
  }

  private void collect(JsonNode node, Set<String> components) {
    if (node.has("$ref")) {
      String component = node.get("$ref").asText().substring(1);
      if (components.add(component)) {
        collect(root.at(component), components);
      }
    }
    node.forEach(member -> collect(member, components));
  }
}
