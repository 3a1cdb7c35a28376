package dev.zoetrope.server.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;

/** Finds a member of a schema among the fields of a form (contract reference 1.2, B-012). */
final class FormFields {
  private FormFields() {}

  /** What the form says about the member, as texts; null when nothing. */
  static JsonNode find(JsonNode fields, String name, JsonNode member) {
    JsonNode given = fields.get(name);
    return switch (member.path("type").asText()) {
      case "array" -> given == null ? indexed(fields, name) : given;
      case "object" -> given == null ? dotted(fields, name) : last(given);
      default -> given == null ? null : last(given);
    };
  }

  private static JsonNode last(JsonNode given) {
    return given.isArray() ? given.get(given.size() - 1) : given;
  }

  /** {@code name[]} in order of arrival, {@code name[0]}, {@code name[1]} in order of index. */
  private static JsonNode indexed(JsonNode fields, String name) {
    Map<BigInteger, JsonNode> byIndex = new TreeMap<>();
    for (Map.Entry<String, JsonNode> field : fields.properties()) {
      String key = field.getKey();
      if (key.startsWith(name + "[") && key.endsWith("]")) {
        String index = key.substring(name.length() + 1, key.length() - 1);
        if (index.matches("[0-9]{0,9}")) {
          byIndex.put(new BigInteger("0" + index), field.getValue());
        }
      }
    }
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (JsonNode values : byIndex.values()) {
      if (values.isArray()) {
        values.forEach(list::add);
      } else {
        list.add(values);
      }
    }
    return list.isEmpty() ? null : list;
  }

  /** {@code name.member} fields as an object of their own. */
  private static JsonNode dotted(JsonNode fields, String name) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> field : fields.properties()) {
      if (field.getKey().startsWith(name + ".")) {
        object.set(field.getKey().substring(name.length() + 1), field.getValue());
      }
    }
    return object.isEmpty() ? null : object;
  }

  /** An object or free JSON can only arrive as its text; other text stays what it is. */
  static JsonNode parsedIfJson(JsonNode given) {
    if (!given.isTextual()) {
      return given;
    }
    try {
      JsonNode parsed = JsonBody.JSON.readTree(given.textValue());
      return parsed.isMissingNode() ? given : parsed;
    } catch (JsonProcessingException | ArithmeticException | NumberFormatException e) {
      // Not JSON, so it is what it is: a string.
      return given;
    }
  }
}
