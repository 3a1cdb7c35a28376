package dev.zoetrope.spec.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule finds the mistake it is there for: a good contract is spoilt in one place. */
class LintRulesTest {
  private static final String HEALTH = "/paths/~1_health/get";

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void ruleFindsTheMistake(
      String mistake, Function<Contract, List<String>> rule, Consumer<ObjectNode> spoil) {
    Contract contract = Contract.bundled();
    List<String> before = rule.apply(contract);

    spoil.accept(contract.root());

    List<String> found = rule.apply(contract);
    assertThat(found).hasSizeGreaterThan(before.size());
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        mistake(
            "operationId in snake case",
            OperationRules::operationIds,
            put("operationId", "get_health")),
        mistake(
            "operationId without verb",
            OperationRules::operationIds,
            put("operationId", "healthState")),
        mistake(
            "operationId twice", OperationRules::operationIds, put("operationId", "getLiveness")),
        mistake(
            "undeclared tag",
            OperationRules::tags,
            root -> array(operation(root), "tags").set(0, "Unheard")),
        mistake(
            "two tags",
            OperationRules::tags,
            root -> array(operation(root), "tags").add("Instance")),
        mistake("long summary", OperationRules::summaries, put("summary", "x".repeat(61))),
        mistake("full stop", OperationRules::summaries, put("summary", "Tell.")),
        mistake(
            "no description",
            OperationRules::descriptions,
            root -> operation(root).remove("description")),
        mistake(
            "parameter without example", OperationRules::parameters, root -> addParameter(root)),
        mistake(
            "refusal spelt out",
            OperationRules::refusals,
            root -> at(root, HEALTH + "/responses").putObject("404").put("description", "No.")),
        mistake(
            "missing 401",
            OperationRules::refusals,
            root -> array(operation(root), "security").addObject().putArray("personalApiKey")),
        mistake(
            "no success",
            OperationRules::successes,
            root -> at(root, HEALTH + "/responses").remove("200")),
        mistake(
            "no trailing slash",
            OperationRules::paths,
            root -> move(root, "/_health", "/api/environments/{project_id}/health")),
        mistake(
            "alias written by hand",
            OperationRules::paths,
            root -> move(root, "/_health", "/api/projects/{project_id}/health/")),
        mistake(
            "same path twice",
            OperationRules::paths,
            root -> operation(root).putArray("x-also-at").add("/health/liveness")),
        mistake(
            "unknown scheme",
            OperationRules::security,
            root -> array(operation(root), "security").addObject().putArray("magic")),
        mistake(
            "private path without security",
            OperationRules::security,
            root -> move(root, "/_health", "/api/environments/{project_id}/health/")),
        mistake(
            "key without scopes",
            OperationRules::scopes,
            root -> array(operation(root), "security").addObject().putArray("personalApiKey")),
        mistake(
            "x-upstream with three keys",
            OperationRules::upstream,
            root ->
                operation(root)
                    .putObject("x-upstream")
                    .put("documented", "a")
                    .put("observed", "b")
                    .put("ours", "c")),
        mistake("lower-case schema", SchemaRules::names, root -> schemas(root).putObject("thing")),
        mistake(
            "undescribed property",
            SchemaRules::descriptions,
            root -> properties(root).putObject("bare").put("type", "string")),
        mistake(
            "nullable beside a reference",
            SchemaRules::nullability,
            root ->
                properties(root)
                    .putObject("child")
                    .put("nullable", true)
                    .put("$ref", "#/components/schemas/Error")),
        mistake(
            "nullable enum without null",
            SchemaRules::nullability,
            root -> ((ObjectNode) properties(root).get("status")).put("nullable", true)),
        mistake(
            "oneOf",
            SchemaRules::alternatives,
            root -> properties(root).putObject("either").putArray("oneOf")),
        mistake(
            "integer without bounds",
            SchemaRules::integers,
            root -> properties(root).putObject("n").put("type", "integer").put("format", "int32")),
        mistake("unbounded input string", SchemaRules::strings, root -> addBody(root)),
        mistake(
            "unknown required member",
            SchemaRules::required,
            root -> array(at(root, "/components/schemas/Health"), "required").add("absent")),
        mistake(
            "array without items",
            SchemaRules::types,
            root -> properties(root).putObject("list").put("type", "array")),
        mistake(
            "schema without example",
            ExampleRules::present,
            root -> at(root, "/components/schemas/Health").remove("example")),
        mistake(
            "response without example",
            ExampleRules::present,
            root ->
                at(root, HEALTH + "/responses/200/content/application~1json").remove("example")),
        mistake(
            "example against its schema",
            ExampleRules::valid,
            root -> at(root, "/components/schemas/Health/example").put("status", "SIDEWAYS")),
        mistake(
            "example with a member nobody knows",
            ExampleRules::valid,
            root ->
                at(root, "/components/responses/ServerError/content/application~1json/example")
                    .put("x", 1)),
        mistake(
            "unused security scheme",
            SourceRules::unusedSchemes,
            root -> at(root, "/components/securitySchemes").putObject("spare")),
        mistake(
            "behaviour number twice",
            c -> SourceRules.behaviourNumbers(c.root().path("text").asText()),
            root -> root.put("text", "- **B-001** a\n- **B-001** b\n")),
        mistake(
            "unknown behaviour cited",
            c -> SourceRules.citations("- **B-001** a", "here", c.root().path("text").asText()),
            root -> root.put("text", "as B-002 says")));
  }

  private static Arguments mistake(
      String name, Function<Contract, List<String>> rule, Consumer<ObjectNode> spoil) {
    return Arguments.of(name, rule, spoil);
  }

  private static Consumer<ObjectNode> put(String member, String value) {
    return root -> operation(root).put(member, value);
  }

  private static ObjectNode operation(ObjectNode root) {
    return at(root, HEALTH);
  }

  private static ObjectNode schemas(ObjectNode root) {
    return at(root, "/components/schemas");
  }

  private static ObjectNode properties(ObjectNode root) {
    return at(root, "/components/schemas/Health/properties");
  }

  private static ObjectNode at(ObjectNode root, String pointer) {
    return (ObjectNode) root.at(pointer);
  }

  private static ArrayNode array(ObjectNode node, String member) {
    return (ArrayNode) node.get(member);
  }

  private static void addParameter(ObjectNode root) {
    operation(root)
        .putArray("parameters")
        .addObject()
        .put("name", "verbose")
        .put("in", "query")
        .put("description", "More of it.");
  }

  private static void addBody(ObjectNode root) {
    operation(root)
        .putObject("requestBody")
        .putObject("content")
        .putObject("application/json")
        .putObject("schema")
        .put("type", "string");
  }

  private static void move(ObjectNode root, String from, String to) {
    ObjectNode paths = (ObjectNode) root.get("paths");
    paths.set(to, paths.remove(from));
  }
}
