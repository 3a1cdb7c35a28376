package dev.zoetrope.server.web;

import static dev.zoetrope.server.web.BodyValidator.problem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/** What counts as a number and how it is coerced (contract reference 1.2). */
final class NumberRules {
  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]{1,30}(\\.0*)?");

  /** Python reads no more digits from a text; a number of that many is nobody's number. */
  private static final int MAX_DIGITS = 1000;

  private NumberRules() {}

  static JsonNode integer(JsonNode schema, JsonNode given, String attr) {
    boolean key = schema.path("x-foreign-key").asBoolean();
    BigInteger value =
        exactInteger(given)
            .orElseThrow(
                () ->
                    key
                        ? problem(
                            ErrorCode.INCORRECT_TYPE,
                            "Incorrect type. Expected pk value, received %s."
                                .formatted(PythonText.typeOf(given)),
                            attr)
                        : problem(ErrorCode.INVALID_INPUT, "A valid integer is required.", attr));
    boolean wide = schema.path("format").asText().equals("int64");
    long least = schema.path("minimum").asLong(wide ? Long.MIN_VALUE : Integer.MIN_VALUE);
    long most = schema.path("maximum").asLong(wide ? Long.MAX_VALUE : Integer.MAX_VALUE);
    boolean above = value.compareTo(BigInteger.valueOf(most)) > 0;
    boolean below = value.compareTo(BigInteger.valueOf(least)) < 0;
    if (key && (above || below)) {
      throw problem(
          ErrorCode.DOES_NOT_EXIST,
          "Invalid pk \"%s\" - object does not exist.".formatted(PythonText.of(given)),
          attr);
    }
    if (above) {
      throw tooLarge(Long.toString(most), attr);
    }
    if (below) {
      throw tooSmall(Long.toString(least), attr);
    }
    if (schema.has("enum") && !isListed(schema.get("enum"), value)) {
      throw problem(
          ErrorCode.INVALID_CHOICE,
          "\"%s\" is not a valid choice.".formatted(PythonText.of(given)),
          attr);
    }
    return wide ? LongNode.valueOf(value.longValue()) : IntNode.valueOf(value.intValue());
  }

  static JsonNode number(JsonNode schema, JsonNode given, String attr) {
    BigDecimal value =
        finite(given)
            .orElseThrow(
                () -> problem(ErrorCode.INVALID_INPUT, "A valid number is required.", attr));
    JsonNode most = schema.path("maximum");
    if (most.isNumber() && value.compareTo(most.decimalValue()) > 0) {
      throw tooLarge(most.asText(), attr);
    }
    JsonNode least = schema.path("minimum");
    if (least.isNumber() && value.compareTo(least.decimalValue()) < 0) {
      throw tooSmall(least.asText(), attr);
    }
    return DecimalNode.valueOf(value);
  }

  private static ApiException tooLarge(String most, String attr) {
    return problem(
        ErrorCode.MAX_VALUE,
        "Ensure this value is less than or equal to %s.".formatted(most),
        attr);
  }

  private static ApiException tooSmall(String least, String attr) {
    return problem(
        ErrorCode.MIN_VALUE,
        "Ensure this value is greater than or equal to %s.".formatted(least),
        attr);
  }

  private static boolean isListed(JsonNode choices, BigInteger value) {
    for (JsonNode choice : choices) {
      if (choice.isIntegralNumber() && choice.bigIntegerValue().equals(value)) {
        return true;
      }
    }
    return false;
  }

  /** Empty for what is no number and for what is beyond the range of a double. */
  private static Optional<BigDecimal> finite(JsonNode given) {
    if (!(given.isNumber() || given.isTextual()) || given.asText().length() > MAX_DIGITS) {
      return Optional.empty();
    }
    try {
      BigDecimal value = new BigDecimal(given.asText().strip());
      return Double.isFinite(value.doubleValue()) ? Optional.of(value) : Optional.empty();
    } catch (NumberFormatException e) {
      // Not a number, which is what the caller wants to know.
      return Optional.empty();
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
