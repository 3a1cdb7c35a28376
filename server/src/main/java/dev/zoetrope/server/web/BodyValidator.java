package dev.zoetrope.server.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Checks and coerces a body against its schema and reports the first problem with upstream's code,
 * text and attribute (B-013; contract reference 1.2 to 1.4). Members are looked at in the order the
 * schema declares them; unknown and read-only ones are ignored.
 */
final class BodyValidator {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Contract contract;

  BodyValidator(Contract contract) {
    this.contract = contract;
  }

  /** The body with exactly the members of the schema that were given (or have a default). */
  ObjectNode validate(JsonNode bodySchema, BodyParser.Parsed body) {
    return members(contract.resolve(bodySchema), body.tree(), "", body.form());
  }

  private ObjectNode members(JsonNode schema, JsonNode given, String prefix, boolean form) {
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    Set<String> required = new HashSet<>();
    schema.path("required").forEach(name -> required.add(name.asText()));
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      String name = property.getKey();
      JsonNode member = contract.resolve(property.getValue());
      if (member.path("readOnly").asBoolean()) {
        continue;
      }
      JsonNode value = given.get(name);
      if (value == null) {
        if (required.contains(name)) {
          throw problem(ErrorCode.REQUIRED, null, prefix + name);
        }
        if (member.has("default")) {
          result.set(name, member.get("default"));
        }
        continue;
      }
      JsonNode accepted = value(member, value, prefix + name, form);
      if (!accepted.isMissingNode()) {
        result.set(name, accepted);
      }
    }
    return result;
  }

  /** The coerced value; a missing node when the value counts as not given. */
  private JsonNode value(JsonNode schema, JsonNode given, String attr, boolean form) {
    boolean nullable = schema.path("nullable").asBoolean();
    if (given.isNull()) {
      if (nullable || !schema.has("type")) {
        return NullNode.instance;
      }
      throw problem(ErrorCode.NULL, null, attr);
    }
    String type = schema.path("type").asText();
    if (form && isEmptyFormValue(given) && !type.equals("string") && !type.isEmpty()) {
      return nullable ? NullNode.instance : JsonNodeFactory.instance.missingNode();
    }
    return switch (type) {
      case "string" -> string(schema, last(given, form), attr, form);
      case "integer" -> ScalarRules.integer(schema, last(given, form), attr);
      case "number" -> ScalarRules.number(schema, last(given, form), attr);
      case "boolean" -> ScalarRules.bool(last(given, form), attr);
      case "array" -> array(schema, given, attr, form);
      case "object" -> object(schema, given, attr, form);
      default -> checkedForNul(form ? parsedIfJson(given) : given, attr);
    };
  }

  private JsonNode string(JsonNode schema, JsonNode given, String attr, boolean form) {
    if (form
        && isEmptyFormValue(given)
        && schema.path("nullable").asBoolean()
        && schema.has("format")) {
      return NullNode.instance;
    }
    return ScalarRules.string(schema, given, attr);
  }

  private JsonNode array(JsonNode schema, JsonNode given, String attr, boolean form) {
    JsonNode list = given;
    if (form && !given.isArray()) {
      JsonNode parsed = parsedIfJson(given);
      list = parsed.isArray() ? parsed : JsonNodeFactory.instance.arrayNode().add(given);
    }
    if (!list.isArray()) {
      throw problem(
          ErrorCode.NOT_A_LIST,
          "Expected a list of items but got type \"%s\".".formatted(PythonNames.of(given)),
          attr);
    }
    int most = schema.path("maxItems").asInt(Integer.MAX_VALUE);
    if (list.size() > most) {
      throw problem(
          ErrorCode.MAX_LENGTH,
          "Ensure this field has no more than %d elements.".formatted(most),
          attr);
    }
    if (list.size() < schema.path("minItems").asInt(0)) {
      throw problem(ErrorCode.EMPTY, null, attr);
    }
    ArrayNode result = JsonNodeFactory.instance.arrayNode();
    JsonNode items = contract.resolve(schema.path("items"));
    for (int i = 0; i < list.size(); i++) {
      result.add(value(items, list.get(i), attr + "__" + i, form));
    }
    return result;
  }

  private JsonNode object(JsonNode schema, JsonNode given, String attr, boolean form) {
    JsonNode object = form ? parsedIfJson(given) : given;
    if (!object.isObject()) {
      throw problem(
          ErrorCode.INVALID_INPUT,
          schema.has("properties")
              ? "Invalid data. Expected a dictionary, but got %s.".formatted(PythonNames.of(object))
              : "Expected a dictionary of items but got type \"%s\"."
                  .formatted(PythonNames.of(object)),
          attr);
    }
    if (schema.has("properties")) {
      return members(schema, object, attr + "__", false);
    }
    return checkedForNul(object, attr);
  }

  /** Free JSON is kept as it is; only what no database can store is refused. */
  private static JsonNode checkedForNul(JsonNode node, String attr) {
    if (node.isTextual()) {
      ScalarRules.refuseUnstorable(node.textValue(), attr);
    }
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      ScalarRules.refuseUnstorable(member.getKey(), attr);
      checkedForNul(member.getValue(), attr);
    }
    if (node.isArray()) {
      node.forEach(item -> checkedForNul(item, attr));
    }
    return node;
  }

  private static JsonNode last(JsonNode given, boolean form) {
    return form && given.isArray() && !given.isEmpty() ? given.get(given.size() - 1) : given;
  }

  private static boolean isEmptyFormValue(JsonNode given) {
    return given.isTextual() && given.textValue().isEmpty();
  }

  /** In a form an object or free JSON can only arrive as its text. */
  private static JsonNode parsedIfJson(JsonNode given) {
    if (!given.isTextual()) {
      return given;
    }
    try {
      JsonNode parsed = JSON.readTree(given.textValue());
      return parsed.isMissingNode() ? given : parsed;
    } catch (JsonProcessingException e) {
      // Not JSON, so it is what it is: a string.
      return given;
    }
  }

  static ApiException problem(ErrorCode code, String detail, String attr) {
    return ApiException.of(code, detail == null ? code.detail() : detail, attr);
  }
}
