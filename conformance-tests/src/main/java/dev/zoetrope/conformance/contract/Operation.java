package dev.zoetrope.conformance.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * One operation of the document, its references resolved one level deep.
 *
 * @param id the operationId
 * @param method upper case
 * @param path as the document spells it
 * @param uris all templates it answers on, the documented one first
 * @param parameters of the path and of the operation
 * @param node what the document says about it
 * @param responses by status, such as {@code 200} or {@code 5XX}
 * @param security the alternatives that open it; empty when anybody may
 */
public record Operation(
    String id,
    String method,
    String path,
    List<String> uris,
    List<JsonNode> parameters,
    JsonNode node,
    Map<String, JsonNode> responses,
    List<JsonNode> security) {

  /** The folder its stories are in. */
  public String tag() {
    return node.at("/tags/0").asText();
  }

  /** Whether it needs credentials. */
  public boolean isPrivate() {
    return !security.isEmpty()
        && security.stream().noneMatch(JsonNode::isEmpty)
        && security.stream().noneMatch(alternative -> alternative.has("projectToken"));
  }

  /** Whether the document lists this security scheme among the alternatives. */
  public boolean accepts(String scheme) {
    return security.stream().anyMatch(alternative -> alternative.has(scheme));
  }

  /** The scopes of which a personal API key needs one. */
  public Set<String> scopes() {
    Set<String> scopes = new LinkedHashSet<>();
    node.path("x-required-scopes").forEach(scope -> scopes.add(scope.asText()));
    return scopes;
  }

  /** Whether a request may have a body. */
  public boolean takesBody() {
    return node.has("requestBody");
  }

  /** The media types of a body, as documented. */
  public List<String> bodyTypes() {
    List<String> types = new ArrayList<>();
    node.at("/requestBody/content").fieldNames().forEachRemaining(types::add);
    return types;
  }

  /** The documented response for a status: its own, or the one of its class. */
  public Optional<Map.Entry<String, JsonNode>> response(int status) {
    String exact = Integer.toString(status);
    String range = exact.charAt(0) + "XX";
    for (String key : List.of(exact, range, "default")) {
      if (responses.containsKey(key)) {
        return Optional.of(Map.entry(key, responses.get(key)));
      }
    }
    return Optional.empty();
  }

  /** Everything it may answer: status to media types; no media type means no body. */
  public Map<String, List<String>> answers() {
    Map<String, List<String>> answers = new TreeMap<>();
    responses.forEach(
        (status, response) -> {
          List<String> types = new ArrayList<>();
          response.path("content").fieldNames().forEachRemaining(types::add);
          answers.put(status, types);
        });
    return answers;
  }
}
