package dev.zoetrope.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.github.fge.jackson.JsonLoader;
import com.github.fge.jsonschema.core.exceptions.ProcessingException;
import com.github.fge.jsonschema.main.JsonSchema;
import com.github.fge.jsonschema.main.JsonSchemaFactory;
import dev.zoetrope.conformance.contract.Contract;
import dev.zoetrope.conformance.contract.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The stories keep to their own schema, and between them every numbered behaviour is shown. */
class StoriesTest {
  private static final Path STORIES = Path.of("src/main/resources/stories");
  private static final Path SERVER_TESTS = Path.of("../server/src/test/java");
  private static final Pattern NUMBER =
      Pattern.compile("^- \\*\\*(B-\\d{3})\\*\\*", Pattern.MULTILINE);
  private static final ObjectMapper YAML = new YAMLMapper();

  @Test
  void theyKeepToTheSchema() throws IOException, ProcessingException {
    JsonSchema schema =
        JsonSchemaFactory.byDefault()
            .getJsonSchema(JsonLoader.fromPath(STORIES.resolve("story.schema.json").toString()));
    for (Path story : stories()) {
      assertThat(schema.validate(YAML.readTree(story.toFile())).isSuccess())
          .as(story.toString())
          .isTrue();
    }
  }

  @Test
  void theSchemaRefusesWhatIsNoStory() throws IOException, ProcessingException {
    JsonSchema schema =
        JsonSchemaFactory.byDefault()
            .getJsonSchema(JsonLoader.fromPath(STORIES.resolve("story.schema.json").toString()));
    JsonNode misspelt =
        YAML.readTree(
            "{story: A, chapters: [{title: B, operaton: getHealth, expect: {status: 200}}]}");
    assertThat(schema.validate(misspelt).isSuccess()).isFalse();
  }

  @Test
  void everyOperationIsTold() throws IOException {
    Set<String> told = new TreeSet<>();
    for (Path story : stories()) {
      JsonNode root = YAML.readTree(story.toFile());
      for (String part : List.of("prologue", "chapters", "epilogue")) {
        root.path(part).forEach(chapter -> told.add(chapter.path("operation").asText()));
      }
    }
    told.remove("");
    assertThat(told)
        .isEqualTo(
            Contract.bundled().operations().stream()
                .map(Operation::id)
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void everyBehaviourIsShown() throws IOException {
    Set<String> numbered =
        NUMBER
            .matcher(Files.readString(Path.of("../openapi/BEHAVIOUR.md")))
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> shown = new TreeSet<>();
    for (Path story : stories()) {
      YAML.readTree(story.toFile()).path("cites").forEach(number -> shown.add(number.asText()));
    }
    JsonNode elsewhere = YAML.readTree(Path.of("src/test/resources/elsewhere.yaml").toFile());
    elsewhere.fieldNames().forEachRemaining(shown::add);
    assertThat(shown).isEqualTo(numbered);
  }

  @Test
  void whatIsShownElsewhereIsThere() throws IOException {
    Set<String> tests;
    try (Stream<Path> files = Files.walk(SERVER_TESTS)) {
      tests =
          files
              .map(file -> file.getFileName().toString().replace(".java", ""))
              .collect(Collectors.toSet());
    }
    Set<String> parts =
        Suite.partNames().stream().map(name -> "part " + name).collect(Collectors.toSet());
    for (var entry :
        YAML.readTree(Path.of("src/test/resources/elsewhere.yaml").toFile()).properties()) {
      String where = entry.getValue().asText();
      assertThat(tests.contains(where) || parts.contains(where))
          .as(entry.getKey() + ": " + where)
          .isTrue();
    }
  }

  private static List<Path> stories() throws IOException {
    try (Stream<Path> files = Files.walk(STORIES)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }
}
