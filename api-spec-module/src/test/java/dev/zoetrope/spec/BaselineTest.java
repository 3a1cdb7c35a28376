package dev.zoetrope.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.openapitools.openapidiff.core.OpenApiCompare;
import org.openapitools.openapidiff.core.model.ChangedOpenApi;
import org.openapitools.openapidiff.core.output.MarkdownRender;

/** What was released is not broken without a version that says so. */
class BaselineTest {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Path BASELINES = Path.of("../openapi/baseline");
  private static final Path BUNDLE = Path.of("target/classes/META-INF/openapi/zoetrope.yaml");

  @Test
  void nothingReleasedIsBroken() throws IOException {
    JsonNode released = YAML.readTree(newest().toFile());
    JsonNode today = YAML.readTree(BUNDLE.toFile());
    ChangedOpenApi change = compare(released, today);
    assertThat(change.isCompatible() || mayBreak(released, today))
        .as(() -> "breaks what " + newest() + " promises:\n" + rendered(change))
        .isTrue();
  }

  @TestFactory
  Stream<DynamicTest> breakingChangesAreNoticed() {
    return Stream.of(
        breaking("an operation is gone", root -> paths(root).remove("/_health")),
        breaking(
            "a member of an answer is gone",
            root -> {
              ObjectNode health = schema(root, "Health");
              ((ObjectNode) health.get("properties")).remove("status");
            }),
        breaking(
            "a value of a request is no longer taken",
            root ->
                ((ArrayNode) schema(root, "SubscriptionCreate").at("/properties/frequency/enum"))
                    .remove(0)),
        breaking(
            "a request needs more",
            root -> ((ArrayNode) schema(root, "SubscriptionCreate").get("required")).add("title")),
        breaking(
            "a parameter is gone",
            root ->
                ((ArrayNode)
                        root.at(
                            "/paths/~1api~1environments~1{project_id}~1insights~1/get/parameters"))
                    .remove(1)));
  }

  @Test
  void moreIsWelcome() throws IOException {
    JsonNode released = YAML.readTree(BUNDLE.toFile());
    ObjectNode today = released.deepCopy();
    ((ObjectNode) schema(today, "SubscriptionCreate").get("properties"))
        .putObject("colour")
        .put("type", "string");
    assertThat(compare(released, today).isCompatible()).isTrue();
  }

  @Test
  void aVersionMaySayThatItBreaks() {
    assertThat(mayBreak(version("1.4.0"), version("2.0.0"))).isTrue();
    assertThat(mayBreak(version("1.4.0"), version("1.5.0"))).isFalse();
    // Before the first major version, the minor one says it.
    assertThat(mayBreak(version("0.1.0"), version("0.2.0"))).isTrue();
    assertThat(mayBreak(version("0.1.0"), version("0.1.1"))).isFalse();
  }

  private static DynamicTest breaking(String what, Consumer<JsonNode> change) {
    return DynamicTest.dynamicTest(
        what,
        () -> {
          JsonNode released = YAML.readTree(BUNDLE.toFile());
          JsonNode today = released.deepCopy();
          change.accept(today);
          assertThat(compare(released, today).isIncompatible()).isTrue();
        });
  }

  private static boolean mayBreak(JsonNode released, JsonNode today) {
    List<Integer> before = numbers(released);
    List<Integer> now = numbers(today);
    return now.get(0) > before.get(0)
        || (now.get(0) == 0 && before.get(0) == 0 && now.get(1) > before.get(1));
  }

  private static List<Integer> numbers(JsonNode document) {
    return Stream.of(document.at("/info/version").asText().split("\\.", -1))
        .map(Integer::valueOf)
        .toList();
  }

  private static JsonNode version(String version) {
    ObjectNode document = YAML.createObjectNode();
    document.putObject("info").put("version", version);
    return document;
  }

  private static ChangedOpenApi compare(JsonNode released, JsonNode today) {
    return OpenApiCompare.fromContents(released.toString(), today.toString());
  }

  private static String rendered(ChangedOpenApi change) {
    java.io.ByteArrayOutputStream text = new java.io.ByteArrayOutputStream();
    new MarkdownRender()
        .render(
            change, new java.io.OutputStreamWriter(text, java.nio.charset.StandardCharsets.UTF_8));
    return text.toString(java.nio.charset.StandardCharsets.UTF_8);
  }

  private static Path newest() {
    try (Stream<Path> released = Files.list(BASELINES)) {
      return released
          .filter(file -> file.toString().endsWith(".yaml"))
          .max(
              Comparator.comparing(
                  file -> Version.parse(file.getFileName().toString().replace(".yaml", ""))))
          .orElseThrow();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static ObjectNode paths(JsonNode root) {
    return (ObjectNode) root.get("paths");
  }

  private static ObjectNode schema(JsonNode root, String name) {
    return (ObjectNode) root.at("/components/schemas/" + name);
  }
}
