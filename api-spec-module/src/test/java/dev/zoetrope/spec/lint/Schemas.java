package dev.zoetrope.spec.lint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds every schema of the document, each once, with the place where it is written. */
final class Schemas {
  /**
   * A schema where it is written.
   *
   * @param input whether a caller sends it (reachable from a parameter or a request body)
   */
  record Schema(String place, JsonNode node, boolean input) {}

  private final Contract contract;
  private final List<Schema> found = new ArrayList<>();
  private final Set<String> inputs = new HashSet<>();

  private Schemas(Contract contract) {
    this.contract = contract;
  }

  static List<Schema> of(Contract contract) {
    Schemas schemas = new Schemas(contract);
    schemas.walk();
    return schemas.found;
  }

  private void walk() {
    for (Operation operation : contract.operations()) {
      for (JsonNode parameter : operation.node().path("parameters")) {
        if (!parameter.has("$ref")) {
          String place = operation.place() + " parameter " + parameter.path("name").asText();
          schema(place, parameter.path("schema"), true);
        }
      }
      body(operation.place() + " request", operation.node().path("requestBody"), true);
      Contract.each(
          operation.node().path("responses"),
          (status, response) -> response(operation.place() + " -> " + status, response));
    }
    JsonNode components = contract.root().path("components");
    Contract.each(
        components.path("parameters"),
        (name, parameter) -> schema("parameter " + name, parameter.path("schema"), true));
    Contract.each(
        components.path("requestBodies"), (name, b) -> body("requestBody " + name, b, true));
    Contract.each(components.path("responses"), (name, r) -> response("response " + name, r));
    Contract.each(
        components.path("headers"),
        (name, header) -> schema("header " + name, header.path("schema"), false));
    // What a request refers to is known by now, except through other named schemas.
    Set<String> open = new HashSet<>(inputs);
    while (!open.isEmpty()) {
      Set<String> before = new HashSet<>(inputs);
      open.forEach(name -> references(components.path("schemas").path(name)));
      open = new HashSet<>(inputs);
      open.removeAll(before);
    }
    Contract.each(
        components.path("schemas"),
        (name, node) -> schema("schema " + name, node, inputs.contains(name)));
  }

  private void response(String place, JsonNode response) {
    body(place, response, false);
    Contract.each(
        response.path("headers"),
        (name, header) -> schema(place + " header " + name, header.path("schema"), false));
  }

  private void body(String place, JsonNode body, boolean input) {
    Contract.each(
        body.path("content"),
        (type, media) -> schema(place + " " + type, media.path("schema"), input));
  }

  private void schema(String place, JsonNode node, boolean input) {
    if (!node.isObject()) {
      return;
    }
    if (input) {
      references(node);
    }
    found.add(new Schema(place, node, input));
    Contract.each(node.path("properties"), (name, p) -> schema(place + "." + name, p, input));
    schema(place + "[]", node.path("items"), input);
    schema(place + ".*", node.path("additionalProperties"), input);
    for (JsonNode part : node.path("allOf")) {
      schema(place + " allOf", part, input);
    }
  }

  /** Notes the named schemas that a sent schema uses. */
  private void references(JsonNode node) {
    JsonNode reference = node.get("$ref");
    if (reference != null) {
      inputs.add(reference.asText().replaceFirst("^#/components/schemas/", ""));
    }
    Contract.each(
        node,
        (name, member) -> {
          if (!name.equals("example")) {
            references(member);
          }
        });
    if (node.isArray()) {
      node.forEach(this::references);
    }
  }
}
