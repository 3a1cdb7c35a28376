package dev.zoetrope.spec.lint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * One operation of the document.
 *
 * @param method in lower case, as the document writes it
 */
record Operation(Contract contract, String path, String method, JsonNode node) {
  /** How messages name the operation. */
  String place() {
    return method.toUpperCase(java.util.Locale.ROOT) + " " + path;
  }

  String id() {
    return node.path("operationId").asText("");
  }

  /** The alternatives that open the operation; empty when anybody may call it. */
  JsonNode security() {
    return node.has("security") ? node.get("security") : contract.root().path("security");
  }

  boolean isOpenTo(String scheme) {
    for (JsonNode alternative : security()) {
      if (alternative.has(scheme)) {
        return true;
      }
    }
    return false;
  }

  /** Parameters of the operation and of its path item, resolved. */
  List<JsonNode> parameters() {
    List<JsonNode> all = new ArrayList<>();
    contract
        .root()
        .path("paths")
        .path(path)
        .path("parameters")
        .forEach(p -> all.add(contract.resolve(p)));
    node.path("parameters").forEach(p -> all.add(contract.resolve(p)));
    return all;
  }
}
