package dev.zoetrope.server.recordings.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoetrope.server.recordings.query.Problems.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One property filter of a list: {@code {type, key, operator, value}}.
 *
 * @param list the parameter it comes from, for problems
 * @param index its place in the list
 * @param values what to compare with; a single value is a list of one
 */
record Leaf(
    String list, int index, JsonNode node, String key, Operator operator, List<JsonNode> values) {

  /** Reads a filter of this type with one of these keys; empty after noting a problem. */
  static Optional<Leaf> read(
      String list, int index, JsonNode node, String type, List<String> keys, Problems problems) {
    if (!node.isObject()) {
      problems.add(
          "model_attributes_type",
          Place.of(list, index),
          "Input should be a valid dictionary or object to extract fields from",
          node);
      return Optional.empty();
    }
    Optional<String> kind = word(list, index, node, "type", List.of(type), problems);
    Optional<String> key = word(list, index, node, "key", keys, problems);
    Optional<String> operator =
        node.path("operator").isMissingNode() || node.path("operator").isNull()
            ? Optional.of("exact")
            : word(list, index, node, "operator", Operator.NAMES, problems);
    if (kind.isEmpty() || key.isEmpty() || operator.isEmpty()) {
      return Optional.empty();
    }
    Leaf leaf =
        new Leaf(
            list,
            index,
            node,
            key.get(),
            Operator.of(operator.get()).orElseThrow(),
            values(node.path("value")));
    return leaf.counted(problems) ? Optional.of(leaf) : Optional.empty();
  }

  /** Notes a problem with the value. */
  void refuse(Problems problems, String message) {
    problems.value(Place.of(list, index, "value"), message, node.path("value"));
  }

  /** Notes that the operator means nothing for the key. */
  void refuseOperator(Problems problems) {
    problems.value(
        Place.of(list, index, "operator"),
        operator.json() + " cannot be used with " + key,
        node.path("operator"));
  }

  private boolean counted(Problems problems) {
    if (operator.unary()) {
      return true;
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
      String list, int index, JsonNode node, String name, List<String> allowed, Problems problems) {
    JsonNode input = node.path(name);
    if (input.isMissingNode()) {
      problems.add("missing", Place.of(list, index, name), "Field required", node);
      return Optional.empty();
    }
    if (!input.isTextual() || !allowed.contains(input.textValue())) {
      problems.choice(
          name.equals("type") ? "literal_error" : "enum",
          Place.of(list, index, name),
          allowed,
          input);
      return Optional.empty();
    }
    return Optional.of(input.textValue());
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
