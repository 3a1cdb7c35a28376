package dev.zoetrope.server.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * Checks and coerces a body against its schema and reports the first problem with upstream's code,
 * text and attribute (B-013; contract reference 1.2 to 1.4). Members are looked at in the order the
 * schema declares them; of several missing ones the first of {@code required} is named. Unknown and
 * read-only members are ignored.
 */
final class BodyValidator {
  private final Contract contract;

  BodyValidator(Contract contract) {
    this.contract = contract;
  }

  /**
   * How a body is to be read.
   *
   * @param form every value is a text
   * @param partial what is absent stays absent, default or not: PATCH
   */
  private record Mode(boolean form, boolean partial) {
    Mode typed() {
      return new Mode(false, partial);
    }
  }

  /**
   * The body with exactly the members of the schema that were given (or have a default).
   *
   * @throws ApiException 400 for the first problem
   */
  ObjectNode validate(JsonNode bodySchema, BodyParser.Parsed body, boolean partial) {
    return members(contract.resolve(bodySchema), body.tree(), "", new Mode(body.form(), partial));
  }

  private ObjectNode members(JsonNode schema, JsonNode given, String prefix, Mode mode) {
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      String name = property.getKey();
      JsonNode member = contract.resolve(property.getValue());
      if (member.path("readOnly").asBoolean()) {
        continue;
      }
      boolean required = isRequired(schema, name);
      JsonNode value = given(given, name, member, mode);
      if (value == null && required) {
        throw problem(ErrorCode.REQUIRED, null, prefix + firstMissing(schema, given, mode));
      }
      if (value == null && member.has("default") && !mode.partial()) {
        value = member.get("default").deepCopy();
      } else if (value != null) {
        value = value(member, value, prefix + name, required, mode);
      }
      if (value != null && !value.isMissingNode()) {
        result.set(name, value);
      }
    }
    return result;
  }

  private static JsonNode given(JsonNode tree, String name, JsonNode member, Mode mode) {
    return mode.form() ? FormFields.find(tree, name, member) : tree.get(name);
  }

  private static boolean isRequired(JsonNode schema, String name) {
    for (JsonNode required : schema.path("required")) {
      if (required.textValue().equals(name)) {
        return true;
      }
    }
    return false;
  }

  private String firstMissing(JsonNode schema, JsonNode tree, Mode mode) {
    for (JsonNode required : schema.get("required")) {
      String name = required.textValue();
      JsonNode member = contract.resolve(schema.get("properties").path(name));
      if (!member.path("readOnly").asBoolean() && given(tree, name, member, mode) == null) {
        return name;
      }
    }
    throw new IllegalStateException("nothing is missing");
  }

  /** The coerced value; a missing node when the value counts as not given. */
  private JsonNode value(
      JsonNode schema, JsonNode given, String attr, boolean required, Mode mode) {
    boolean nullable = schema.path("nullable").asBoolean();
    String type = schema.path("type").asText();
    if (given.isNull()) {
      if (nullable || type.isEmpty()) {
        return NullNode.instance;
      }
      throw problem(ErrorCode.NULL, null, attr);
    }
    if (mode.form() && isEmpty(given) && !schema.path("x-allow-blank").asBoolean()) {
      // A form cannot say null or leave a field out that it shows: it sends nothing for its value.
      if (nullable) {
        return NullNode.instance;
      }
      if (!required) {
        return JsonNodeFactory.instance.missingNode();
      }
    }
    return switch (type) {
      case "string" -> ScalarRules.string(schema, given, attr);
      case "integer" -> NumberRules.integer(schema, given, attr);
      case "number" -> NumberRules.number(schema, given, attr);
      case "boolean" -> ScalarRules.bool(given, attr);
      case "array" -> array(schema, given, attr, mode);
      case "object" -> object(schema, given, attr, mode);
      default -> ScalarRules.storable(mode.form() ? FormFields.parsedIfJson(given) : given, attr);
    };
  }

  private JsonNode array(JsonNode schema, JsonNode given, String attr, Mode mode) {
    if (mode.form() && given.isTextual()) {
      JsonNode parsed = FormFields.parsedIfJson(given);
      return parsed.isArray()
          ? array(schema, parsed, attr, mode.typed())
          : array(schema, JsonNodeFactory.instance.arrayNode().add(given), attr, mode);
    }
    if (!given.isArray()) {
      throw problem(
          ErrorCode.NOT_A_LIST,
          "Expected a list of items but got type \"%s\".".formatted(PythonText.typeOf(given)),
          attr);
    }
    int most = schema.path("maxItems").asInt(Integer.MAX_VALUE);
    if (given.size() > most) {
      throw problem(
          ErrorCode.MAX_LENGTH,
          "Ensure this field has no more than %d elements.".formatted(most),
          attr);
    }
    int least = schema.path("minItems").asInt(0);
    if (given.size() < least) {
      throw given.isEmpty()
          ? problem(ErrorCode.EMPTY, null, attr)
          : problem(
              ErrorCode.MIN_LENGTH,
              "Ensure this field has at least %d elements.".formatted(least),
              attr);
    }
    ArrayNode result = JsonNodeFactory.instance.arrayNode();
    JsonNode items = contract.resolve(schema.path("items"));
    for (int i = 0; i < given.size(); i++) {
      result.add(value(items, given.get(i), attr + "__" + i, true, mode));
    }
    return result;
  }

  private JsonNode object(JsonNode schema, JsonNode given, String attr, Mode mode) {
    if (mode.form() && given.isTextual()) {
      return object(schema, FormFields.parsedIfJson(given), attr, mode.typed());
    }
    if (!given.isObject()) {
      throw problem(
          ErrorCode.INVALID_INPUT,
          schema.has("properties")
              ? "Invalid data. Expected a dictionary, but got %s."
                  .formatted(PythonText.typeOf(given))
              : "Expected a dictionary of items but got type \"%s\"."
                  .formatted(PythonText.typeOf(given)),
          attr);
    }
    if (schema.has("properties")) {
      return members(schema, given, attr + "__", mode);
    }
    if (schema.path("additionalProperties").has("type")) {
      ObjectNode result = JsonNodeFactory.instance.objectNode();
      JsonNode values = contract.resolve(schema.get("additionalProperties"));
      for (Map.Entry<String, JsonNode> entry : given.properties()) {
        ScalarRules.refuseUnstorable(entry.getKey(), attr);
        result.set(
            entry.getKey(),
            value(values, entry.getValue(), attr + "__" + entry.getKey(), true, mode));
      }
      return result;
    }
    return ScalarRules.storable(given, attr);
  }

  private static boolean isEmpty(JsonNode given) {
    return given.isTextual() && given.textValue().isEmpty();
  }

  static ApiException problem(ErrorCode code, String detail, String attr) {
    return ApiException.of(code, detail == null ? code.detail() : detail, attr);
  }
}
