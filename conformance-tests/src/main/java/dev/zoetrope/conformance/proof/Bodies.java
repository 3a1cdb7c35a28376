package dev.zoetrope.conformance.proof;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.zoetrope.conformance.contract.Contract;
import dev.zoetrope.conformance.contract.Operation;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The bodies that the document shows for an operation, in each media type it names. */
final class Bodies {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BOUNDARY = "----zoetrope-conformance";

  private final Contract contract;

  Bodies(Contract contract) {
    this.contract = contract;
  }

  /** The media types of a body; none without a body. */
  List<String> types(Operation operation) {
    List<String> types = new ArrayList<>();
    content(operation).fieldNames().forEachRemaining(types::add);
    return types;
  }

  /** What a JSON body has to be. */
  JsonNode schema(Operation operation) {
    return contract.resolve(content(operation).at("/application~1json/schema"));
  }

  /** The document's example; a change says all that a new object could say, too. */
  ObjectNode example(Operation operation) {
    ObjectNode body = shown(operation);
    if (operation.id().startsWith("update")) {
      JsonNode members = schema(operation).path("properties");
      String create = operation.id().replaceFirst("update", "create");
      contract.operations().stream()
          .filter(other -> other.id().equals(create))
          .flatMap(other -> shown(other).properties().stream())
          .filter(member -> members.has(member.getKey()) && !body.has(member.getKey()))
          .forEach(member -> body.set(member.getKey(), member.getValue()));
    }
    return body;
  }

  /** The value of the Content-Type header. */
  static String contentType(String type) {
    return type.startsWith("multipart") ? type + "; boundary=" + BOUNDARY : type;
  }

  /** The body in this media type; what is no text is its JSON in a form (B-012). */
  static byte[] encoded(String type, JsonNode body) {
    String text =
        switch (type) {
          case "application/json" -> body.toString();
          case "multipart/form-data" -> multipart(body);
          default -> form(body);
        };
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String form(JsonNode body) {
    List<String> pairs = new ArrayList<>();
    for (var member : body.properties()) {
      pairs.add(
          URLEncoder.encode(member.getKey(), StandardCharsets.UTF_8)
              + "="
              + URLEncoder.encode(text(member.getValue()), StandardCharsets.UTF_8));
    }
    return String.join("&", pairs);
  }

  private static String multipart(JsonNode body) {
    StringBuilder parts = new StringBuilder();
    for (var member : body.properties()) {
      parts
          .append("--")
          .append(BOUNDARY)
          .append("\r\nContent-Disposition: form-data; name=\"")
          .append(member.getKey())
          .append("\"\r\n\r\n")
          .append(text(member.getValue()))
          .append("\r\n");
    }
    return parts + "--" + BOUNDARY + "--\r\n";
  }

  private static String text(JsonNode value) {
    return value.isTextual() ? value.asText() : value.toString();
  }

  private JsonNode content(Operation operation) {
    return contract.resolve(operation.node().path("requestBody")).path("content");
  }

  private ObjectNode shown(Operation operation) {
    JsonNode content = content(operation).path("application/json");
    JsonNode example = content.path("example");
    if (example.isMissingNode()) {
      example = contract.resolve(content.path("schema")).path("example");
    }
    try {
      return example.isObject() ? example.deepCopy() : (ObjectNode) JSON.readTree("{}");
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
