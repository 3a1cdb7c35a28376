package dev.zoetrope.server.recordings.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.zoetrope.server.recordings.query.Problems.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One property filter of a list: {@code {type, key, operator, value}}.
 *
 * @param place where it stands, for problems
 * @param values what to compare with; a single value is a list of one
 */
public record Leaf(
    Place place, JsonNode node, String key, Operator operator, List<JsonNode> values) {
  private static final Set<String> MEMBERS =
      Set.of("type", "key", "operator", "value", "label", "negation");

  private static final int LONGEST_KEY = 400;
  private static final int MOST_VALUES = 1000;

  /** Reads a filter of this type with one of these keys; empty after noting a problem. */
  static Optional<Leaf> read(
      String list, int index, JsonNode node, String type, List<String> keys, Problems problems) {
    return read(Place.of(list, index), node, List.of(type), keys, problems);
  }

  /**
   * Reads a filter; empty after noting a problem.
   *
   * @param keys those that the type knows; empty when it takes any
   */
  public static Optional<Leaf> read(
      Place place, JsonNode node, List<String> types, List<String> keys, Problems problems) {
    if (!node.isObject()) {
      problems.add(
          "model_attributes_type",
          place,
          "Input should be a valid dictionary or object to extract fields from",
          node);
      return Optional.empty();
    }
    forbidOthers(place, node, problems);
    Optional<String> kind = word(place, node, "type", types, problems);
    Optional<String> key =
        keys.isEmpty() ? anyKey(place, node, problems) : word(place, node, "key", keys, problems);
    Optional<String> operator =
        node.path("operator").isMissingNode() || node.path("operator").isNull()
            ? Optional.of("exact")
            : word(place, node, "operator", Operator.NAMES, problems);
    if (kind.isEmpty() || key.isEmpty() || operator.isEmpty()) {
      return Optional.empty();
    }
    Leaf leaf =
        new Leaf(
            place,
            node,
            key.get(),
            Operator.of(operator.get()).orElseThrow(),
            values(node.path("value")));
    return leaf.counted(problems) ? Optional.of(leaf) : Optional.empty();
  }

  /** The same with texts to compare with: numbers and booleans as JSON writes them. */
  public Leaf asTexts() {
    return new Leaf(
        place,
        node,
        key,
        operator,
        values.stream().<JsonNode>map(value -> TextNode.valueOf(value.asText())).toList());
  }

  /** The values of which nothing but an equal one passes; none for an operator that says more. */
  public List<JsonNode> exactly() {
    return operator == Operator.EXACT || operator == Operator.IN ? values : List.of();
  }

  /** Notes a problem with the value. */
  public void refuse(Problems problems, String message) {
    problems.value(place.in("value"), message, node.path("value"));
  }

  /** Notes that the operator means nothing for the key. */
  public void refuseOperator(Problems problems) {
    problems.value(
        place.in("operator"),
        operator.json() + " cannot be used with " + key,
        node.path("operator"));
  }

  private boolean counted(Problems problems) {
    if (operator.unary()) {
      return true;
    }
    if (values.size() > MOST_VALUES) {
      refuse(problems, operator.json() + " takes " + MOST_VALUES + " values at most");
      return false;
    }
    if (operator.ranged() ? values.size() != 2 : values.isEmpty()) {
      refuse(
          problems, operator.json() + (operator.ranged() ? " needs two values" : " needs a value"));
      return false;
    }
    if (!operator.ranged() && !operator.multiple() && values.size() > 1) {
      refuse(problems, operator.json() + " needs one value");
      return false;
    }
    return true;
  }

  private static Optional<String> word(
      Place place, JsonNode node, String name, List<String> allowed, Problems problems) {
    JsonNode input = node.path(name);
    if (input.isMissingNode()) {
      problems.add("missing", place.in(name), "Field required", node);
      return Optional.empty();
    }
    if (!input.isTextual() || !allowed.contains(input.textValue())) {
      problems.choice(
          name.equals("type") ? "literal_error" : "enum", place.in(name), allowed, input);
      return Optional.empty();
    }
    return Optional.of(input.textValue());
  }

  private static Optional<String> anyKey(Place place, JsonNode node, Problems problems) {
    JsonNode key = node.path("key");
    if (key.isMissingNode()) {
      problems.add("missing", place.in("key"), "Field required", node);
      return Optional.empty();
    }
    if (!key.isTextual() || key.textValue().isEmpty() || key.textValue().length() > LONGEST_KEY) {
      problems.add("string_type", place.in("key"), "Input should be a valid string", key);
      return Optional.empty();
    }
    return Optional.of(key.textValue());
  }

  private static void forbidOthers(Place place, JsonNode node, Problems problems) {
    node.fields()
        .forEachRemaining(
            member -> {
              if (!MEMBERS.contains(member.getKey())) {
                problems.add(
                    "extra_forbidden",
                    place.in(member.getKey()),
                    "Extra inputs are not permitted",
                    member.getValue());
              }
            });
  }

  private static List<JsonNode> values(JsonNode value) {
    List<JsonNode> values = new ArrayList<>();
    if (value.isArray()) {
      value.forEach(values::add);
    } else if (!value.isMissingNode() && !value.isNull()) {
      values.add(value);
    }
    return List.copyOf(values);
  }
}
