package dev.zoetrope.spec.lint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What every schema must say; each rule returns its findings, each naming the place. */
final class SchemaRules {
  /** Formats that bound a string by themselves. */
  private static final Set<String> BOUNDED = Set.of("date-time", "date", "uuid", "binary", "byte");

  private SchemaRules() {}

  static List<String> names(Contract contract) {
    List<String> findings = new ArrayList<>();
    JsonNode components = contract.root().path("components");
    for (String kind : List.of("schemas", "responses", "parameters", "requestBodies", "headers")) {
      Contract.each(
          components.path(kind),
          (name, node) -> {
            if (!name.matches("([A-Z][a-z0-9]*)+")) {
              findings.add(kind + "/" + name + " is not UpperCamel");
            }
          });
    }
    return findings;
  }

  /** Named schemas and properties are described; a reference is described by its target. */
  static List<String> descriptions(Contract contract) {
    List<String> findings = new ArrayList<>();
    Contract.each(
        contract.root().path("components").path("schemas"),
        (name, node) -> {
          if (!Contract.isText(node.path("description"))) {
            findings.add("schema " + name + ": no description");
          }
        });
    for (Schemas.Schema schema : Schemas.of(contract)) {
      Contract.each(
          schema.node().path("properties"),
          (name, property) -> {
            if (!property.has("$ref") && !Contract.isText(property.path("description"))) {
              findings.add(schema.place() + "." + name + ": no description");
            }
          });
    }
    return findings;
  }

  /** In 3.0, siblings of a reference are ignored, so null would not be legal there. */
  static List<String> nullability(Contract contract) {
    List<String> findings = new ArrayList<>();
    for (Schemas.Schema schema : Schemas.of(contract)) {
      JsonNode node = schema.node();
      if (node.has("$ref") && node.size() > 1) {
        findings.add(schema.place() + ": members beside $ref");
      }
      if (node.has("nullable") && (node.has("allOf") || !node.has("type"))) {
        findings.add(schema.place() + ": nullable needs a type beside it");
      }
      if (node.has("enum")) {
        boolean listsNull = false;
        for (JsonNode value : node.get("enum")) {
          listsNull |= value.isNull();
        }
        if (listsNull != node.path("nullable").asBoolean()) {
          findings.add(schema.place() + ": a nullable enum lists null, and only that");
        }
      }
    }
    return findings;
  }

  static List<String> alternatives(Contract contract) {
    List<String> findings = new ArrayList<>();
    for (Schemas.Schema schema : Schemas.of(contract)) {
      for (String keyword : List.of("oneOf", "anyOf", "not", "discriminator")) {
        if (schema.node().has(keyword)) {
          findings.add(schema.place() + ": " + keyword);
        }
      }
    }
    return findings;
  }

  static List<String> integers(Contract contract) {
    List<String> findings = new ArrayList<>();
    for (Schemas.Schema schema : Schemas.of(contract)) {
      JsonNode node = schema.node();
      if (node.path("type").asText().equals("integer") && !node.has("enum")) {
        if (!Set.of("int32", "int64").contains(node.path("format").asText())) {
          findings.add(schema.place() + ": an integer needs format int32 or int64");
        }
        if (!node.has("minimum") && !node.has("maximum")) {
          findings.add(schema.place() + ": an integer needs a bound");
        }
      }
    }
    return findings;
  }

  static List<String> strings(Contract contract) {
    List<String> findings = new ArrayList<>();
    for (Schemas.Schema schema : Schemas.of(contract)) {
      JsonNode node = schema.node();
      if (schema.input()
          && node.path("type").asText().equals("string")
          && !node.has("enum")
          && !BOUNDED.contains(node.path("format").asText())
          && !node.has("maxLength")) {
        findings.add(schema.place() + ": a string that is sent needs maxLength");
      }
    }
    return findings;
  }

  static List<String> required(Contract contract) {
    List<String> findings = new ArrayList<>();
    for (Schemas.Schema schema : Schemas.of(contract)) {
      JsonNode required = schema.node().path("required");
      Set<String> seen = new java.util.HashSet<>();
      for (JsonNode name : required) {
        if (!schema.node().path("properties").has(name.asText()) || !seen.add(name.asText())) {
          findings.add(schema.place() + ": requires unknown or repeated " + name);
        }
      }
    }
    return findings;
  }

  /** A free value has a description and nothing else; everything else names its type. */
  static List<String> types(Contract contract) {
    List<String> findings = new ArrayList<>();
    for (Schemas.Schema schema : Schemas.of(contract)) {
      JsonNode node = schema.node();
      boolean free =
          node.properties().stream()
              .allMatch(
                  member -> Set.of("description", "example", "x-rule").contains(member.getKey()));
      if (!free && !node.has("type") && !node.has("$ref") && !node.has("allOf")) {
        findings.add(schema.place() + ": no type");
      }
      if (node.path("type").asText().equals("array") && !node.has("items")) {
        findings.add(schema.place() + ": an array without items");
      }
    }
    return findings;
  }
}
