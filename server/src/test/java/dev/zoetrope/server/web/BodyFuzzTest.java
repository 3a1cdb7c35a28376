package dev.zoetrope.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever arrives at whatever operation: a refusal or a body that is its own model. */
class BodyFuzzTest {
  private static final ObjectMapper JSON =
      JsonMapper.builder().addModule(new JavaTimeModule()).build();
  private static final Contract CONTRACT = TestContract.load();
  private static final BodyValidator VALIDATOR = new BodyValidator(CONTRACT);
  private static final List<Contract.Operation> OPERATIONS =
      CONTRACT.operations().stream().filter(o -> !o.body().isMissingNode()).toList();
  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "a",
          "\u0000",
          "\ud800",
          "\udc00a",
          "😀",
          "2022-01-01",
          "2022-01-01T00:00:00Z",
          "99999-01-01",
          "1e999999999",
          "-0",
          "2.0",
          "true",
          "email",
          "null",
          "[]",
          "{\"a\":",
          "x".repeat(5_000),
          "a@b.example",
          "https://a.example/",
          "\n\r\t\u2028",
          "%00",
          "../");

  @Provide
  Arbitrary<Contract.Operation> operations() {
    return Arbitraries.of(OPERATIONS);
  }

  @Property(tries = 5_000)
  void anyTreeIsRefusedOrBecomesTheModel(
      @ForAll("operations") Contract.Operation operation, @ForAll long seed) throws Exception {
    ObjectNode tree = tree(operation.body(), new Random(seed));

    accepted(operation, new BodyParser.Parsed(tree, false))
        .ifPresent(body -> assertThat(idempotent(operation, body)).isEqualTo(body));
  }

  @Property(tries = 2_000)
  void anyFormIsRefusedOrBecomesTheModel(
      @ForAll("operations") Contract.Operation operation, @ForAll long seed) throws Exception {
    Random random = new Random(seed);
    ObjectNode form = JsonNodeFactory.instance.objectNode();
    for (var property : CONTRACT.resolve(operation.body()).path("properties").properties()) {
      String name =
          property.getKey()
              + List.of("", "", "", "[0]", "[]", "[x]", ".name").get(random.nextInt(7));
      if (random.nextBoolean()) {
        form.put(name, text(random));
      } else if (random.nextBoolean()) {
        form.putArray(name).add(text(random)).add(text(random));
      }
    }

    accepted(operation, new BodyParser.Parsed(form, true));
  }

  @Property(tries = 5_000)
  void anyBytesAreRefusedOrRead(@ForAll byte[] bytes, @ForAll int kind) {
    List<String> types =
        List.of(
            "application/json",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "application/json; charset=utf-16",
            "");
    try {
      assertThat(BodyParser.parse(types.get(Math.floorMod(kind, types.size())), bytes)).isNotNull();
    } catch (ApiException refusal) {
      assertThat(refusal.error().status()).isIn(400, 415);
    }
  }

  @Property(tries = 3_000)
  void anyBrokenJsonIsExplained(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    String text =
        JSON.writeValueAsString(tree(CONTRACT.operation("createEcho").body(), random))
            .replace("\ud800", "?")
            .replace("\udc00", "?");
    int at = random.nextInt(text.length());
    String broken =
        text.substring(0, at) + "{}[],:\"\\x1-e".charAt(random.nextInt(12)) + text.substring(at);
    try {
      BodyParser.parse("application/json", broken.getBytes(StandardCharsets.UTF_8));
    } catch (ApiException refusal) {
      assertThat(refusal.getMessage())
          .matches(
              "(?s)JSON parse error - .*(line \\d+ column \\d+ \\(char \\d+\\)|too long|'NaN')|Invalid data.*");
    }
  }

  private static Optional<ObjectNode> accepted(Contract.Operation operation, BodyParser.Parsed body)
      throws Exception {
    ObjectNode accepted;
    try {
      accepted = VALIDATOR.validate(operation.body(), body, operation.method().equals("patch"));
    } catch (ApiException refusal) {
      assertThat(refusal.error().status()).isEqualTo(400);
      assertThat(refusal.getMessage()).isNotBlank();
      // What is answered must be writable.
      assertThat(JSON.writeValueAsBytes(List.of(refusal.getMessage()))).isNotEmpty();
      return Optional.empty();
    }
    String model = operation.body().path("$ref").asText().replaceFirst(".*/", "");
    if (!model.startsWith("Echo")) {
      assertThat(JSON.treeToValue(accepted, Class.forName("dev.zoetrope.api.model." + model)))
          .isNotNull();
    }
    return Optional.of(accepted);
  }

  private static ObjectNode idempotent(Contract.Operation operation, ObjectNode body) {
    return VALIDATOR.validate(
        operation.body(), new BodyParser.Parsed(body, false), operation.method().equals("patch"));
  }

  /** Mostly what the schema asks for, so that the depths of it are reached, and some nonsense. */
  private static ObjectNode tree(JsonNode schema, Random random) {
    JsonNode resolved = CONTRACT.resolve(schema);
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> property : resolved.path("properties").properties()) {
      boolean required = resolved.path("required").toString().contains(property.getKey());
      if (random.nextInt(4) == 0 || (required && random.nextInt(20) > 0)) {
        object.set(property.getKey(), value(property.getValue(), random));
      }
    }
    return object;
  }

  private static JsonNode value(JsonNode schema, Random random) {
    JsonNode resolved = CONTRACT.resolve(schema);
    if (random.nextInt(6) == 0) {
      return nonsense(random, 0);
    }
    if (resolved.has("enum")) {
      return resolved.get("enum").get(random.nextInt(resolved.get("enum").size()));
    }
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (resolved.path("type").asText()) {
      case "object" -> tree(resolved, random);
      case "array" -> {
        ArrayNode items = nodes.arrayNode();
        for (int i = random.nextInt(3); i >= 0; i--) {
          items.add(value(resolved.get("items"), random));
        }
        yield items;
      }
      case "integer" -> nodes.numberNode(random.nextInt(10));
      case "number" -> nodes.numberNode(random.nextDouble());
      case "boolean" -> nodes.booleanNode(random.nextBoolean());
      case "string" ->
          nodes.textNode(
              switch (resolved.path("format").asText()) {
                case "date-time" -> "2022-01-01T00:00:0" + random.nextInt(10) + "Z";
                case "date" -> "2022-01-01";
                case "uuid" -> "018d3b5e-8a8e-7c1b-b6f2-aaaaaaaaaaaa";
                case "email" -> "ada@example.com";
                case "uri" -> "https://example.com/x";
                default -> "abc";
              });
      default -> nonsense(random, 0);
    };
  }

  private static String text(Random random) {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }

  private static JsonNode nonsense(Random random, int depth) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    List<JsonNode> scalars = new ArrayList<>();
    scalars.add(nodes.nullNode());
    scalars.add(nodes.booleanNode(random.nextBoolean()));
    scalars.add(nodes.numberNode(random.nextInt()));
    scalars.add(nodes.numberNode(random.nextLong()));
    scalars.add(nodes.numberNode(new java.math.BigDecimal("1e-999999")));
    scalars.add(nodes.numberNode(new java.math.BigDecimal("-1.5e999999")));
    scalars.add(nodes.numberNode(new java.math.BigInteger("9".repeat(400))));
    scalars.add(nodes.textNode(text(random)));
    int choice = random.nextInt(scalars.size() + 2);
    if (choice < scalars.size() || depth > 3) {
      return scalars.get(choice % scalars.size());
    }
    if (choice == scalars.size()) {
      ArrayNode array = nodes.arrayNode();
      for (int i = random.nextInt(4); i > 0; i--) {
        array.add(nonsense(random, depth + 1));
      }
      return array;
    }
    ObjectNode object = nodes.objectNode();
    for (int i = random.nextInt(4); i > 0; i--) {
      object.set(text(random), nonsense(random, depth + 1));
    }
    return object;
  }
}
