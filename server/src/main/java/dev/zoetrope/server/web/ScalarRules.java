package dev.zoetrope.server.web;

import static dev.zoetrope.server.web.BodyValidator.problem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What counts as a string or a boolean and how it is coerced (contract reference 1.2). */
final class ScalarRules {
  private static final Set<String> TRUE = Set.of("t", "y", "yes", "true", "on", "1");
  private static final Set<String> FALSE = Set.of("f", "n", "no", "false", "off", "0");

  private ScalarRules() {}

  static JsonNode string(JsonNode schema, JsonNode given, String attr) {
    if (schema.has("enum")) {
      return choice(schema.get("enum"), storable(given, attr), attr);
    }
    if (!given.isTextual() && !given.isNumber()) {
      throw problem(ErrorCode.INVALID_INPUT, "Not a valid string.", attr);
    }
    String text = given.asText();
    refuseUnstorable(text, attr);
    String trimmed = schema.path("x-keep-whitespace").asBoolean() ? text : text.strip();
    String format = schema.path("format").asText();
    if (trimmed.isEmpty() && !TextFormats.hasOwnText(format)) {
      if (schema.path("x-allow-blank").asBoolean()) {
        return TextNode.valueOf("");
      }
      throw problem(ErrorCode.BLANK, null, attr);
    }
    int length = trimmed.codePointCount(0, trimmed.length());
    int most = schema.path("maxLength").asInt(Integer.MAX_VALUE);
    if (length > most) {
      throw problem(
          ErrorCode.MAX_LENGTH,
          "Ensure this field has no more than %d characters.".formatted(most),
          attr);
    }
    int least = schema.path("minLength").asInt(0);
    if (length < least) {
      throw problem(
          ErrorCode.MIN_LENGTH,
          "Ensure this field has at least %d characters.".formatted(least),
          attr);
    }
    return TextFormats.check(schema, format, trimmed, attr);
  }

  private static JsonNode choice(JsonNode choices, JsonNode given, String attr) {
    String text = PythonText.of(given);
    for (JsonNode choice : choices) {
      if (choice.isTextual() && choice.textValue().equals(text)) {
        return choice;
      }
    }
    throw problem(ErrorCode.INVALID_CHOICE, "\"%s\" is not a valid choice.".formatted(text), attr);
  }

  static JsonNode bool(JsonNode given, String attr) {
    if (given.isBoolean()) {
      return given;
    }
    if (given.isTextual() || given.isNumber()) {
      String spelling = given.asText().strip().toLowerCase(Locale.ROOT);
      if (TRUE.contains(spelling) || spelling.equals("1.0")) {
        return BooleanNode.TRUE;
      }
      if (FALSE.contains(spelling) || spelling.equals("0.0")) {
        return BooleanNode.FALSE;
      }
    }
    throw problem(ErrorCode.INVALID_INPUT, "Must be a valid boolean.", attr);
  }

  /** Free JSON is kept as it is; only what no database can store is refused. */
  static JsonNode storable(JsonNode node, String attr) {
    if (node.isTextual()) {
      refuseUnstorable(node.textValue(), attr);
    }
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      refuseUnstorable(member.getKey(), attr);
      storable(member.getValue(), attr);
    }
    if (node.isArray()) {
      node.forEach(item -> storable(item, attr));
    }
    return node;
  }

  /** NUL and halves of surrogate pairs cannot be stored as text by every database. */
  static void refuseUnstorable(String text, String attr) {
    if (text.indexOf('\0') >= 0) {
      throw problem(ErrorCode.NULL_CHARACTER, null, attr);
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        throw problem(ErrorCode.INVALID_INPUT, "Not a valid string.", attr);
      }
    }
  }
}
