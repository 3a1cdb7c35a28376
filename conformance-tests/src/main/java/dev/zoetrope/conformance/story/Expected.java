package dev.zoetrope.conformance.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Compares an answer with what a story expects. An object must have the members named, and may have
 * more; a list must have the same length; everything else must be equal, numbers by value. An
 * object with a member that begins with {@code $} is a rule instead:
 *
 * <ul>
 *   <li>{@code $absent: true}: there is no such member
 *   <li>{@code $type: string|integer|number|boolean|array|object|null}
 *   <li>{@code $matches: expression}: the whole text fits
 *   <li>{@code $size: n}: a list of that length
 *   <li>{@code $contains: [..]}: each of these fits some item of the list
 *   <li>{@code $only: {..}}: an object with these members and no others
 *   <li>{@code $keys: [..]}: an object with exactly these names, in any order
 *   <li>{@code $not: value}: anything that does not fit
 * </ul>
 */
final class Expected {
  private static final Set<String> RULES =
      Set.of("$absent", "$type", "$matches", "$size", "$contains", "$only", "$keys", "$not");

  private Expected() {}

  /** What differs, each with its JSON pointer; empty when nothing does. */
  static List<String> differences(JsonNode expected, JsonNode actual) {
    List<String> differences = new ArrayList<>();
    compare("", expected, actual, differences);
    return differences;
  }

  private static void compare(
      String at, JsonNode expected, JsonNode actual, List<String> differences) {
    if (isRules(expected)) {
      expected
          .properties()
          .forEach(rule -> apply(at, rule.getKey(), rule.getValue(), actual, differences));
    } else if (actual.isMissingNode()) {
      differences.add(at + ": is missing, expected " + expected);
    } else if (expected.isObject() && actual.isObject()) {
      expected
          .properties()
          .forEach(
              member ->
                  compare(
                      at + "/" + member.getKey(),
                      member.getValue(),
                      actual.path(member.getKey()),
                      differences));
    } else if (expected.isArray() && actual.isArray() && expected.size() == actual.size()) {
      for (int i = 0; i < expected.size(); i++) {
        compare(at + "/" + i, expected.get(i), actual.get(i), differences);
      }
    } else if (!same(expected, actual)) {
      differences.add(at + ": expected " + expected + ", got " + actual);
    }
  }

  private static void apply(
      String at, String rule, JsonNode value, JsonNode actual, List<String> differences) {
    boolean fits =
        switch (rule) {
          case "$absent" -> actual.isMissingNode() == value.asBoolean();
          case "$type" -> type(actual).contains(value.asText());
          case "$matches" ->
              actual.isTextual()
                  && Pattern.compile(value.asText(), Pattern.DOTALL)
                      .matcher(actual.asText())
                      .matches();
          case "$size" -> actual.isArray() && actual.size() == value.asInt();
          case "$contains" -> actual.isArray() && containsAll(value, actual);
          case "$only" -> {
            compare(at, value, actual, differences);
            yield names(value).equals(names(actual));
          }
          case "$keys" -> {
            Set<String> keys = new HashSet<>();
            value.forEach(key -> keys.add(key.asText()));
            yield actual.isObject() && keys.equals(names(actual));
          }
          case "$not" -> !actual.isMissingNode() && !differences(value, actual).isEmpty();
          default -> throw new IllegalArgumentException("there is no rule " + rule);
        };
    if (!fits) {
      differences.add(at + ": expected " + rule + " " + value + ", got " + actual);
    }
  }

  private static boolean isRules(JsonNode node) {
    if (!node.isObject() || node.isEmpty()) {
      return false;
    }
    return names(node).stream().anyMatch(RULES::contains);
  }

  private static boolean containsAll(JsonNode wanted, JsonNode items) {
    for (JsonNode one : wanted) {
      boolean found = false;
      for (JsonNode item : items) {
        found |= differences(one, item).isEmpty();
      }
      if (!found) {
        return false;
      }
    }
    return true;
  }

  private static boolean same(JsonNode expected, JsonNode actual) {
    return (expected.isNumber() && actual.isNumber())
        ? expected.decimalValue().compareTo(actual.decimalValue()) == 0
        : expected.equals(actual);
  }

  private static Set<String> type(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> Set.of("string");
      case BOOLEAN -> Set.of("boolean");
      case ARRAY -> Set.of("array");
      case OBJECT -> Set.of("object");
      case NULL -> Set.of("null");
      case NUMBER -> node.isIntegralNumber() ? Set.of("integer", "number") : Set.of("number");
      default -> Set.of();
    };
  }

  private static Set<String> names(JsonNode node) {
    Set<String> names = new HashSet<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
