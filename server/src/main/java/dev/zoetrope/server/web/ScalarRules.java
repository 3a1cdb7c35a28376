package dev.zoetrope.server.web;

import static dev.zoetrope.server.web.BodyValidator.problem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** What counts as a string, a number, a boolean, and how it is coerced (contract reference 1.2). */
final class ScalarRules {
  private static final Set<String> TRUE = Set.of("t", "y", "yes", "true", "on", "1");
  private static final Set<String> FALSE = Set.of("f", "n", "no", "false", "off", "0");
  private static final Pattern INTEGER = Pattern.compile("[+-]?\\d{1,30}(\\.0*)?");
  private static final Pattern EMAIL =
      Pattern.compile(
          "[^\\s@<>,;:\"\\p{Cntrl}]{1,64}@[^\\s@<>,;:\"\\p{Cntrl}.]+(\\.[^\\s@<>,;:\"\\p{Cntrl}.]+)+");
  private static final String BAD_TIME =
      "Datetime has wrong format. Use one of these formats instead:"
          + " YYYY-MM-DDThh:mm[:ss[.uuuuuu]][+HH:MM|-HH:MM|Z].";

  private ScalarRules() {}

  static JsonNode string(JsonNode schema, JsonNode given, String attr) {
    if (!given.isTextual() && !given.isNumber()) {
      throw problem(ErrorCode.INVALID_INPUT, "Not a valid string.", attr);
    }
    String text = given.isTextual() ? given.textValue() : given.asText();
    refuseUnstorable(text, attr);
    if (schema.has("enum")) {
      for (JsonNode choice : schema.get("enum")) {
        if (choice.isTextual() && choice.textValue().equals(text)) {
          return choice;
        }
      }
      throw problem(
          ErrorCode.INVALID_CHOICE, "\"%s\" is not a valid choice.".formatted(text), attr);
    }
    String trimmed = schema.path("x-keep-whitespace").asBoolean() ? text : text.strip();
    if (trimmed.isEmpty() && !schema.path("x-allow-blank").asBoolean()) {
      throw problem(ErrorCode.BLANK, null, attr);
    }
    int most = schema.path("maxLength").asInt(Integer.MAX_VALUE);
    if (trimmed.codePointCount(0, trimmed.length()) > most) {
      throw problem(
          ErrorCode.MAX_LENGTH,
          "Ensure this field has no more than %d characters.".formatted(most),
          attr);
    }
    int least = schema.path("minLength").asInt(0);
    if (trimmed.codePointCount(0, trimmed.length()) < least) {
      throw problem(
          ErrorCode.MIN_LENGTH,
          "Ensure this field has at least %d characters.".formatted(least),
          attr);
    }
    return formatted(schema.path("format").asText(), trimmed, attr);
  }

  private static JsonNode formatted(String format, String text, String attr) {
    switch (format) {
      case "date-time":
        return TimeText.parse(text)
            .map(instant -> (JsonNode) TextNode.valueOf(instant.toString()))
            .orElseThrow(() -> problem(ErrorCode.INVALID_INPUT, BAD_TIME, attr));
      case "uuid":
        try {
          return TextNode.valueOf(UUID.fromString(text).toString());
        } catch (IllegalArgumentException e) {
          throw problem(ErrorCode.INVALID_INPUT, "Must be a valid UUID.", attr);
        }
      case "email":
        if (!EMAIL.matcher(text).matches()) {
          throw problem(ErrorCode.INVALID_INPUT, "Enter a valid email address.", attr);
        }
        return TextNode.valueOf(text);
      default:
        return TextNode.valueOf(text);
    }
  }

  static JsonNode integer(JsonNode schema, JsonNode given, String attr) {
    BigInteger value =
        exactInteger(given)
            .orElseThrow(
                () -> problem(ErrorCode.INVALID_INPUT, "A valid integer is required.", attr));
    boolean wide = schema.path("format").asText().equals("int64");
    long least = schema.path("minimum").asLong(wide ? Long.MIN_VALUE : Integer.MIN_VALUE);
    long most = schema.path("maximum").asLong(wide ? Long.MAX_VALUE : Integer.MAX_VALUE);
    if (value.compareTo(BigInteger.valueOf(most)) > 0) {
      throw problem(
          ErrorCode.MAX_VALUE,
          "Ensure this value is less than or equal to %d.".formatted(most),
          attr);
    }
    if (value.compareTo(BigInteger.valueOf(least)) < 0) {
      throw problem(
          ErrorCode.MIN_VALUE,
          "Ensure this value is greater than or equal to %d.".formatted(least),
          attr);
    }
    return wide ? LongNode.valueOf(value.longValue()) : IntNode.valueOf(value.intValue());
  }

  static JsonNode number(JsonNode schema, JsonNode given, String attr) {
    BigDecimal value;
    try {
      if (given.isBoolean() || given.isContainerNode() || given.asText().length() > 100) {
        throw new NumberFormatException("not a number");
      }
      value = new BigDecimal(given.asText().strip());
    } catch (NumberFormatException e) {
      throw problem(ErrorCode.INVALID_INPUT, "A valid number is required.", attr);
    }
    if (schema.has("maximum") && value.compareTo(schema.get("maximum").decimalValue()) > 0) {
      throw problem(
          ErrorCode.MAX_VALUE,
          "Ensure this value is less than or equal to %s."
              .formatted(schema.get("maximum").asText()),
          attr);
    }
    if (schema.has("minimum") && value.compareTo(schema.get("minimum").decimalValue()) < 0) {
      throw problem(
          ErrorCode.MIN_VALUE,
          "Ensure this value is greater than or equal to %s."
              .formatted(schema.get("minimum").asText()),
          attr);
    }
    return DecimalNode.valueOf(value);
  }

  static JsonNode bool(JsonNode given, String attr) {
    if (given.isBoolean()) {
      return given;
    }
    if (given.isTextual() || given.isIntegralNumber()) {
      String spelling = given.asText().strip().toLowerCase(Locale.ROOT);
      if (TRUE.contains(spelling)) {
        return BooleanNode.TRUE;
      }
      if (FALSE.contains(spelling)) {
        return BooleanNode.FALSE;
      }
    }
    throw problem(ErrorCode.INVALID_INPUT, "Must be a valid boolean.", attr);
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

  private static Optional<BigInteger> exactInteger(JsonNode given) {
    if (given.isIntegralNumber()) {
      return Optional.of(given.bigIntegerValue());
    }
    if (given.isNumber()) {
      BigDecimal value = given.decimalValue();
      // 1e999999 is an integer that nobody should write out.
      return value.scale() < -100 || value.stripTrailingZeros().scale() > 0
          ? Optional.empty()
          : Optional.of(value.toBigInteger());
    }
    if (given.isTextual() && INTEGER.matcher(given.textValue().strip()).matches()) {
      return Optional.of(new BigDecimal(given.textValue().strip()).toBigInteger());
    }
    return Optional.empty();
  }
}
