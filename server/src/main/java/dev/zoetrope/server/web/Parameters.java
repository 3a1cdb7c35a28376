package dev.zoetrope.server.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * Reads the parameters of a path and those by which lists are filtered, with the refusals that
 * bodies get; an absent or empty one is null and filters nothing (B-345).
 */
public final class Parameters {
  private static final ObjectNode ID = JsonNodeFactory.instance.objectNode().put("format", "int64");

  private Parameters() {}

  /** A boolean in any of the spellings that bodies may use. */
  public static Boolean bool(String name, String given) {
    return isAbsent(given) ? null : ScalarRules.bool(TextNode.valueOf(given), name).booleanValue();
  }

  /** The number of an object. */
  public static Long id(String name, String given) {
    return isAbsent(given)
        ? null
        : NumberRules.integer(ID, TextNode.valueOf(given), name).longValue();
  }

  /** A text of at most so many characters. */
  public static String text(String name, String given, int most) {
    if (isAbsent(given)) {
      return null;
    }
    JsonNode schema = JsonNodeFactory.instance.objectNode().put("maxLength", most);
    return ScalarRules.string(schema, TextNode.valueOf(given), name).textValue();
  }

  /** The number of an object in a path; what is no number is nobody's: 404. */
  public static long pathId(String given) {
    if (!given.matches("\\d{1,18}")) {
      throw ApiException.of(ErrorCode.NOT_FOUND);
    }
    return Long.parseLong(given);
  }

  private static boolean isAbsent(String given) {
    return given == null || given.isBlank();
  }
}
