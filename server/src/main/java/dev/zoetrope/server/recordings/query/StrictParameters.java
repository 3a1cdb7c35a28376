package dev.zoetrope.server.recordings.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.zoetrope.server.recordings.query.Problems.Place;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Query parameters read strictly: each is JSON when it parses, else text; what nobody asked for is
 * a problem (contract reference 9.1, B-210). A JSON null counts as absent.
 */
final class StrictParameters {
  private static final ObjectReader JSON =
      new ObjectMapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final Set<String> TRUE = Set.of("true", "1", "t", "y", "yes", "on");
  private static final Set<String> FALSE = Set.of("false", "0", "f", "n", "no", "off");

  private final Map<String, JsonNode> values = new LinkedHashMap<>();
  private final Set<String> known = new HashSet<>();
  private final Problems problems;

  StrictParameters(Map<String, String> parameters, Problems problems) {
    parameters.forEach((name, text) -> values.put(name, decode(text)));
    this.problems = problems;
  }

  /** Takes parameters without looking at them. */
  void ignore(String... names) {
    known.addAll(List.of(names));
  }

  /** Notes a problem for each parameter that was not asked for. */
  void forbidOthers() {
    values.forEach(
        (name, input) -> {
          if (!known.contains(name)) {
            problems.add(
                "extra_forbidden", Place.of(name), "Extra inputs are not permitted", input);
          }
        });
  }

  int integer(String name, int minimum, int maximum, int fallback) {
    JsonNode input = take(name);
    if (input.isMissingNode()) {
      return fallback;
    }
    BigInteger number = wholeNumber(name, input);
    if (number == null) {
      return fallback;
    }
    if (number.compareTo(BigInteger.valueOf(minimum)) < 0) {
      problems.add(
          "greater_than_equal",
          Place.of(name),
          "Input should be greater than or equal to " + minimum,
          input,
          "ge",
          IntNode.valueOf(minimum));
      return fallback;
    }
    if (number.compareTo(BigInteger.valueOf(maximum)) > 0) {
      problems.add(
          "less_than_equal",
          Place.of(name),
          "Input should be less than or equal to " + maximum,
          input,
          "le",
          IntNode.valueOf(maximum));
      return fallback;
    }
    return number.intValueExact();
  }

  private BigInteger wholeNumber(String name, JsonNode input) {
    if (input.isIntegralNumber()) {
      return input.bigIntegerValue();
    }
    if (input.isNumber()) {
      BigDecimal number = Double.isFinite(input.doubleValue()) ? input.decimalValue() : null;
      if (number != null && number.scale() <= 30 && number.precision() - number.scale() <= 30) {
        if (number.stripTrailingZeros().scale() <= 0) {
          return number.toBigIntegerExact();
        }
      }
      problems.add(
          "int_from_float",
          Place.of(name),
          "Input should be a valid integer, got a number with a fractional part",
          input);
      return null;
    }
    if (input.isTextual()) {
      String text = input.textValue().strip();
      if (text.matches("[+-]?[0-9]{1,30}")) {
        return new BigInteger(text);
      }
      problems.add(
          "int_parsing",
          Place.of(name),
          "Input should be a valid integer, unable to parse string as an integer",
          input);
      return null;
    }
    problems.add("int_type", Place.of(name), "Input should be a valid integer", input);
    return null;
  }

  Optional<String> text(String name) {
    JsonNode input = take(name);
    return input.isMissingNode() ? Optional.empty() : text(Place.of(name), input);
  }

  private Optional<String> text(Place place, JsonNode input) {
    if (!input.isTextual()) {
      problems.add("string_type", place, "Input should be a valid string", input);
      return Optional.empty();
    }
    if (!DatabaseText.fits(input.textValue())) {
      problems.value(place, "null characters and lone surrogates are not allowed", input);
      return Optional.empty();
    }
    return Optional.of(input.textValue());
  }

  /** A choice of words; the type is what the validator calls the problem. */
  String choice(String name, String type, List<String> allowed, String fallback) {
    JsonNode input = take(name);
    if (input.isMissingNode()) {
      return fallback;
    }
    if (input.isTextual() && allowed.contains(input.textValue())) {
      return input.textValue();
    }
    problems.choice(type, Place.of(name), allowed, input);
    return fallback;
  }

  boolean flag(String name) {
    JsonNode input = take(name);
    if (input.isMissingNode() || input.isBoolean()) {
      return input.asBoolean();
    }
    String text = input.asText().toLowerCase(java.util.Locale.ROOT);
    if (input.isValueNode() && (TRUE.contains(text) || FALSE.contains(text))) {
      return TRUE.contains(text);
    }
    boolean parsable = input.isTextual() || input.isNumber();
    problems.add(
        parsable ? "bool_parsing" : "bool_type",
        Place.of(name),
        "Input should be a valid boolean" + (parsable ? ", unable to interpret input" : ""),
        input);
    return false;
  }

  /** An object that is not looked into. */
  void object(String name) {
    JsonNode input = take(name);
    if (!input.isMissingNode() && !input.isObject()) {
      problems.add("dict_type", Place.of(name), "Input should be a valid dictionary", input);
    }
  }

  /** The items of a list; empty when it is absent or not a list. */
  List<JsonNode> list(String name) {
    return presentList(name).orElse(List.of());
  }

  Optional<List<String>> texts(String name) {
    return presentList(name)
        .map(
            items -> {
              List<String> texts = new ArrayList<>();
              for (int i = 0; i < items.size(); i++) {
                text(Place.of(name, i), items.get(i)).ifPresent(texts::add);
              }
              return List.copyOf(texts);
            });
  }

  private Optional<List<JsonNode>> presentList(String name) {
    JsonNode input = take(name);
    if (input.isMissingNode()) {
      return Optional.empty();
    }
    if (!input.isArray()) {
      problems.add("list_type", Place.of(name), "Input should be a valid list", input);
      return Optional.empty();
    }
    List<JsonNode> items = new ArrayList<>();
    input.forEach(items::add);
    return Optional.of(items);
  }

  /** The value as it was sent; missing when absent or null. */
  JsonNode take(String name) {
    known.add(name);
    JsonNode value = values.get(name);
    return value == null || value.isNull() ? MissingNode.getInstance() : value;
  }

  private static JsonNode decode(String text) {
    try {
      JsonNode value = JSON.readTree(text);
      return value == null || value.isMissingNode() ? TextNode.valueOf(text) : value;
    } catch (JsonProcessingException e) {
      return JsonNodeFactory.instance.textNode(text);
    }
  }
}
