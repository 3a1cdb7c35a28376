package dev.zoetrope.spec.lint;

import com.atlassian.oai.validator.report.MessageResolver;
import com.atlassian.oai.validator.schema.SchemaValidator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.util.OpenAPIDeserializer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Examples exist where readers look for them, and say what their schema allows. */
final class ExampleRules {
  private ExampleRules() {}

  static List<String> present(Contract contract) {
    List<String> findings = new ArrayList<>();
    Contract.each(
        contract.root().path("components").path("schemas"),
        (name, node) -> {
          if (!node.has("example")) {
            findings.add("schema " + name + ": no example");
          }
        });
    for (Operation operation : contract.operations()) {
      boolean[] failure = {false};
      Contract.each(
          operation.node().path("responses"),
          (status, response) -> {
            JsonNode json = contract.resolve(response).path("content").path("application/json");
            if (status.startsWith("2") && json.isObject() && !hasExample(json)) {
              findings.add(operation.place() + " -> " + status + ": no example");
            }
            failure[0] |= status.matches("[45].*") && hasExample(json);
          });
      boolean mayFail = !operation.node().path("x-fixed").asBoolean();
      if (!failure[0] && mayFail && operation.node().path("responses").size() > 0) {
        findings.add(operation.place() + ": no failure example");
      }
      Contract.each(
          contract.resolve(operation.node().path("requestBody")).path("content"),
          (type, media) -> {
            if (type.equals("application/json") && !hasExample(media)) {
              findings.add(operation.place() + " request " + type + ": no example");
            }
          });
    }
    return findings;
  }

  private static boolean hasExample(JsonNode media) {
    return media.has("example") || media.path("examples").size() > 0;
  }

  static List<String> valid(Contract contract) {
    ExampleCheck check = new ExampleCheck(contract);
    JsonNode components = contract.root().path("components");
    Contract.each(components.path("schemas"), (name, node) -> check.schema("schema " + name, node));
    Contract.each(components.path("headers"), (name, node) -> check.media("header " + name, node));
    Contract.each(
        components.path("parameters"), (name, node) -> check.media("parameter " + name, node));
    Contract.each(
        components.path("responses"), (name, node) -> check.body("response " + name, node));
    for (Operation operation : contract.operations()) {
      operation
          .parameters()
          .forEach(
              p -> check.media(operation.place() + " parameter " + p.path("name").asText(), p));
      check.body(
          operation.place() + " request", contract.resolve(operation.node().path("requestBody")));
      Contract.each(
          operation.node().path("responses"),
          (status, response) -> {
            if (!response.has("$ref")) {
              check.body(operation.place() + " -> " + status, response);
            }
          });
    }
    return check.findings;
  }

  /** Holds example after example against its schema. */
  private static final class ExampleCheck {
    private static final Set<String> JSON_TYPES = Set.of("application/json");
    private final List<String> findings = new ArrayList<>();
    private final SchemaValidator validator;

    ExampleCheck(Contract contract) {
      ParseOptions asWritten = new ParseOptions();
      // A schema without a type allows any JSON; inferred, it would be an object.
      asWritten.setInferSchemaType(false);
      OpenAPI api =
          new OpenAPIV3Parser()
              .readContents(contract.root().toString(), null, asWritten)
              .getOpenAPI();
      validator = new SchemaValidator(api, new MessageResolver());
    }

    void body(String place, JsonNode body) {
      Contract.each(
          body.path("content"),
          (type, media) -> {
            if (JSON_TYPES.contains(type)) {
              media(place + " " + type, media);
            }
          });
      Contract.each(
          body.path("headers"), (name, header) -> media(place + " header " + name, header));
    }

    /** Anything that has a schema with its example or examples beside it. */
    void media(String place, JsonNode media) {
      if (media.has("example")) {
        compare(place, media.get("example"), media.path("schema"));
      }
      Contract.each(
          media.path("examples"),
          (name, example) ->
              compare(place + " " + name, example.path("value"), media.path("schema")));
      schema(place, media.path("schema"));
    }

    void schema(String place, JsonNode schema) {
      if (schema.has("example")) {
        compare(place, schema.get("example"), schema);
      }
      Contract.each(schema.path("properties"), (name, node) -> schema(place + "." + name, node));
      if (schema.has("items")) {
        schema(place + "[]", schema.get("items"));
      }
    }

    private void compare(String place, JsonNode example, JsonNode schema) {
      OpenAPIDeserializer.ParseResult asWritten = new OpenAPIDeserializer.ParseResult();
      asWritten.setInferSchemaType(false);
      Schema<?> parsed =
          new OpenAPIDeserializer().getSchema((ObjectNode) schema, "example", asWritten);
      // The validator takes the value of a string as it is and everything else as JSON.
      boolean text = example.isTextual() && schema.path("type").asText().equals("string");
      validator
          .validate(text ? example.textValue() : example.toString(), parsed, "example")
          .getMessages()
          .forEach(m -> findings.add(place + ": example does not fit: " + m.getMessage()));
    }
  }
}
