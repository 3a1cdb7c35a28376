package dev.zoetrope.conformance.claims;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoetrope.conformance.contract.Contract;
import dev.zoetrope.conformance.contract.Exchange;
import java.util.Set;

/** What the server checks besides the schema, where the document announces it by {@code x-rule}. */
public final class Rules {
  /** Reasons that a schema gives: no rule is needed for them, and none excuses them. */
  private static final Set<String> OF_SCHEMAS =
      Set.of("required", "null", "blank", "max_length", "not_a_list", "invalid_type");

  private Rules() {}

  /** Whether what happened follows a rule that the document announces beside the schema. */
  public static boolean explain(Contract contract, Evidence.Variation tried) {
    if (tried.parameter().isEmpty()) {
      return !tried.accepted() && refused(contract, tried.exchange());
    }
    String announced = tried.accepted() ? "x-lenient" : "x-rule";
    return contract.operation(tried.exchange().operation().id()).parameters().stream()
        .filter(parameter -> parameter.path("name").asText().equals(tried.parameter()))
        .anyMatch(parameter -> parameter.has(announced));
  }

  private static boolean refused(Contract contract, Exchange refusal) {
    JsonNode error = refusal.json();
    String code = error.path("code").asText();
    if (OF_SCHEMAS.contains(code)) {
      return false;
    }
    JsonNode schema =
        contract.resolve(
            contract
                .resolve(contract.operation(refusal.operation().id()).node().path("requestBody"))
                .at("/content/application~1json/schema"));
    if (error.path("attr").isTextual()) {
      String member = error.get("attr").asText().split("__", 2)[0];
      schema = contract.resolve(schema.path("properties").path(member));
    }
    JsonNode value = schema.has("items") ? contract.resolve(schema.get("items")) : schema;
    return schema.has("x-rule")
        || (code.equals("does_not_exist") && value.path("x-foreign-key").asBoolean());
  }
}
