package dev.zoetrope.conformance.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.zoetrope.conformance.contract.Contract;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.arbitraries.StringArbitrary;

/** Values that a schema allows, at random: short and long, plain and strange, with and without. */
final class Values {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int FEW = 4;
  private static final int LONG = 300;

  private final Contract contract;

  Values(Contract contract) {
    this.contract = contract;
  }

  /** Values of this schema. */
  Arbitrary<JsonNode> of(JsonNode reference) {
    JsonNode schema = contract.resolve(reference);
    Arbitrary<JsonNode> values = plain(schema);
    Arbitrary<JsonNode> nothing = Arbitraries.just(JSON.nullNode());
    return schema.path("nullable").asBoolean()
        ? Arbitraries.frequencyOf(Tuple.of(1, nothing), Tuple.of(5, values))
        : values;
  }

  private Arbitrary<JsonNode> plain(JsonNode schema) {
    List<JsonNode> listed = new ArrayList<>();
    schema.path("enum").forEach(listed::add);
    if (!listed.isEmpty()) {
      return Arbitraries.of(listed);
    }
    return switch (schema.path("type").asText()) {
      case "string" -> text(schema).map(JSON::textNode);
      case "integer" ->
          Arbitraries.longs()
              .between(
                  schema.path("minimum").asLong(Integer.MIN_VALUE),
                  schema.path("maximum").asLong(Integer.MAX_VALUE))
              .map(JSON::numberNode);
      case "number" -> Arbitraries.doubles().between(-1e9, 1e9).map(JSON::numberNode);
      case "boolean" -> Arbitraries.of(true, false).map(JSON::booleanNode);
      case "array" ->
          of(schema.path("items"))
              .list()
              .ofMaxSize(Math.min(FEW, schema.path("maxItems").asInt(FEW)))
              .map(Values::array);
      case "object" -> object(schema);
      default -> anything(2);
    };
  }

  /** Any JSON, so many levels deep. */
  static Arbitrary<JsonNode> anything(int depth) {
    Arbitrary<JsonNode> leaf =
        Arbitraries.oneOf(
            Arbitraries.just((JsonNode) JSON.nullNode()),
            Arbitraries.of(true, false).map(JSON::booleanNode),
            Arbitraries.integers().map(JSON::numberNode),
            Arbitraries.doubles().map(JSON::numberNode),
            characters().ofMaxLength(20).map(JSON::textNode));
    if (depth == 0) {
      return leaf;
    }
    Arbitrary<JsonNode> inner = anything(depth - 1);
    return Arbitraries.frequencyOf(
        Tuple.of(4, leaf),
        Tuple.of(1, inner.list().ofMaxSize(FEW).map(Values::array)),
        Tuple.of(
            1,
            Arbitraries.maps(characters().ofMinLength(1).ofMaxLength(8), inner)
                .ofMaxSize(FEW)
                .map(Values::object)));
  }

  /** Texts of any script; U+0000 and halves of pairs are refused everywhere (B-013). */
  static StringArbitrary characters() {
    return Arbitraries.strings()
        .withCharRange(' ', '~')
        .withCharRange('\u00a1', '\u017f')
        .withCharRange('\u0400', '\u045f')
        .withCharRange('\u4e00', '\u4fff')
        .withChars('\t', '\n', '\u200d', '\ufeff');
  }

  private static Arbitrary<String> text(JsonNode schema) {
    int longest = schema.path("maxLength").asInt(LONG);
    return switch (schema.path("format").asText()) {
      case "date-time" ->
          Arbitraries.longs()
              .between(0, 4_102_444_800L)
              .map(second -> Instant.ofEpochSecond(second).toString());
      case "uuid" ->
          Combinators.combine(Arbitraries.longs(), Arbitraries.longs())
              .as(UUID::new)
              .map(UUID::toString);
      default -> {
        Arbitrary<String> any = characters().ofMinLength(1).ofMaxLength(Math.min(LONG, longest));
        // Blank texts are refused where nothing else is said (B-013).
        yield schema.path("x-allow-blank").asBoolean()
            ? any
            : any.filter(text -> !text.strip().isEmpty() && text.strip().equals(text));
      }
    };
  }

  private Arbitrary<JsonNode> object(JsonNode schema) {
    Set<String> required = new HashSet<>();
    schema.path("required").forEach(name -> required.add(name.asText()));
    List<Arbitrary<Map.Entry<String, JsonNode>>> members = new ArrayList<>();
    for (var property : schema.path("properties").properties()) {
      String name = property.getKey();
      Arbitrary<JsonNode> value = of(property.getValue());
      Arbitrary<JsonNode> perhaps =
          required.contains(name)
              ? value
              : Arbitraries.frequencyOf(
                  Tuple.of(2, Arbitraries.just((JsonNode) JSON.missingNode())), Tuple.of(1, value));
      members.add(perhaps.map(one -> Map.entry(name, one)));
    }
    if (members.isEmpty()) {
      return Arbitraries.maps(characters().ofMinLength(1).ofMaxLength(8), anything(1))
          .ofMaxSize(FEW)
          .map(Values::object);
    }
    return Combinators.combine(members)
        .as(
            entries -> {
              ObjectNode object = JSON.objectNode();
              entries.forEach(
                  entry -> {
                    if (!entry.getValue().isMissingNode()) {
                      object.set(entry.getKey(), entry.getValue());
                    }
                  });
              return object;
            });
  }

  private static JsonNode array(List<JsonNode> items) {
    ArrayNode array = JSON.arrayNode();
    items.forEach(array::add);
    return array;
  }

  private static JsonNode object(Map<String, JsonNode> members) {
    ObjectNode object = JSON.objectNode();
    members.forEach(object::set);
    return object;
  }
}
