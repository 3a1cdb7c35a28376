package dev.zoetrope.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The running server has every path of the document in every spelling, and no method more. Object
 * ids are made up, so that nothing is changed; what counts is that the operation itself answers.
 */
class ReachabilityTest {
  private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");

  @TestFactory
  Stream<DynamicTest> everyOperationAnswersInEverySpelling() {
    return Contract.get().operations().stream()
        .flatMap(
            operation ->
                spellings(operation).stream()
                    .map(
                        path ->
                            DynamicTest.dynamicTest(
                                operation.id() + ": " + operation.method() + " " + path,
                                () -> answers(operation, path))));
  }

  @TestFactory
  Stream<DynamicTest> otherMethodsAreRefused() {
    return Contract.get().operations().stream()
        .flatMap(
            operation ->
                METHODS.stream()
                    .flatMap(method -> refused(operation, method, spellings(operation).get(0))));
  }

  private static Stream<DynamicTest> refused(
      Contract.Operation operation, String method, String path) {
    Set<String> documented = Contract.get().methodsOf(path);
    // One test per path and method, at the first operation of the path.
    boolean first = documented.iterator().next().equals(operation.method());
    if (documented.contains(method) || !first) {
      return Stream.empty();
    }
    return Stream.of(
        DynamicTest.dynamicTest(
            method + " " + path,
            () -> {
              Wire.Answer answer = Wire.sendUndocumented(method, path);
              assertThat(answer.header("Allow")).isNotNull();
              assertThat(answer.header("Allow").split(",\\s*"))
                  .containsAll(documented)
                  .doesNotContain(method);
            }));
  }

  private static void answers(Contract.Operation operation, String path) {
    String body = Set.of("POST", "PUT", "PATCH").contains(operation.method()) ? "{}" : null;
    Wire.Answer answer = Wire.send(operation.method(), path, body);
    assertThat(answer.status()).isNotEqualTo(405).isLessThan(500);
    if (answer.status() == 404 && answer.text().startsWith("{")) {
      assertThat(answer.json().path("detail").asText()).isNotEqualTo("Endpoint not found.");
    }
  }

  /** Every template, with a project number and {@code @current}, with and without the slash. */
  private static List<String> spellings(Contract.Operation operation) {
    Set<String> spellings = new LinkedHashSet<>();
    for (String uri : operation.uris()) {
      for (String project : List.of("1", "@current")) {
        String path = UriTemplate.expand(uri, name -> value(operation, name, project));
        spellings.add(path);
        spellings.add(path.endsWith("/") ? UriTemplate.slashless(path) : path + "/");
      }
    }
    return List.copyOf(spellings);
  }

  private static String value(Contract.Operation operation, String name, String project) {
    if (name.equals("project_id")) {
      return project;
    }
    for (JsonNode parameter : operation.parameters()) {
      if (parameter.path("name").asText().equals(name)) {
        JsonNode schema = parameter.path("schema");
        if (schema.path("type").asText().equals("integer")) {
          return "2147483646";
        }
        if (schema.path("format").asText().equals("uuid")) {
          return UUID.nameUUIDFromBytes(new byte[] {1}).toString();
        }
      }
    }
    return "conformance-absent";
  }
}
