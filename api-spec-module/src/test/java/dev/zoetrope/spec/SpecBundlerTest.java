package dev.zoetrope.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpecBundlerTest {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  @TempDir Path tree;

  @Test
  void componentsOfAllFilesKeepTheirNames() throws IOException {
    index("paths/a.yaml#/paths/one");
    file("paths/a.yaml", operation("../components/c.yaml#/components/schemas/Thing"));
    file("components/c.yaml", "components: {schemas: {Thing: {type: string}}}");

    ObjectNode bundle = bundle();

    assertThat(bundle.at("/components/schemas/Thing/type").asText()).isEqualTo("string");
    assertThat(
            bundle
                .at("/paths/~1one/get/responses/200/content/application~1json/schema/$ref")
                .asText())
        .isEqualTo("#/components/schemas/Thing");
  }

  @Test
  void schemasMayReferToEachOtherInACircle() throws IOException {
    index("paths/a.yaml#/paths/one");
    file("paths/a.yaml", operation("../components/c.yaml#/components/schemas/Node"));
    file(
        "components/c.yaml",
        """
        components:
          schemas:
            Node: {properties: {edge: {$ref: "#/components/schemas/Edge"}}}
            Edge: {properties: {node: {$ref: "c.yaml#/components/schemas/Node"}}}
        """);

    ObjectNode bundle = bundle();

    assertThat(bundle.at("/components/schemas/Edge/properties/node/$ref").asText())
        .isEqualTo("#/components/schemas/Node");
    assertThat(bundle.at("/components/schemas/Node/properties/edge/$ref").asText())
        .isEqualTo("#/components/schemas/Edge");
  }

  @Test
  void oneNameInTwoFilesIsRefused() throws IOException {
    index("paths/a.yaml#/paths/one", "paths/b.yaml#/paths/one");
    String thing = "components: {schemas: {Thing: {type: string}}}\n";
    file("paths/a.yaml", operation("#/components/schemas/Thing") + thing);
    file("paths/b.yaml", operation("#/components/schemas/Thing") + thing);

    assertThatThrownBy(this::bundle)
        .hasMessageContaining("schemas/Thing is defined in")
        .hasMessageContaining("b.yaml");
  }

  @Test
  void aPointerToNothingNamesFileAndPointer() throws IOException {
    index("paths/a.yaml#/paths/one");
    file("paths/a.yaml", operation("#/components/schemas/Absent"));

    assertThatThrownBy(this::bundle)
        .hasMessageContaining("a.yaml has no /components/schemas/Absent");
  }

  @Test
  void aPathItemThatIsNotThereIsRefused() throws IOException {
    index("paths/a.yaml#/paths/absent");
    file("paths/a.yaml", operation("#/components/schemas/Thing"));

    assertThatThrownBy(this::bundle).hasMessageContaining("a.yaml has no /paths/absent");
  }

  @Test
  void onlyComponentsCanBeReferredTo() throws IOException {
    index("paths/a.yaml#/paths/one");
    file("paths/a.yaml", operation("#/paths/one"));

    assertThatThrownBy(this::bundle).hasMessageContaining("can be referred to");
  }

  @Test
  void aReferenceWithoutPointerIsRefused() throws IOException {
    index("paths/a.yaml#/paths/one");
    file("paths/a.yaml", operation("../components/c.yaml"));

    assertThatThrownBy(this::bundle).hasMessageContaining("a reference needs a #/pointer");
  }

  @Test
  void examplesAreDataEvenWhenTheyLookLikeReferences() throws IOException {
    index("paths/a.yaml#/paths/one");
    file(
        "paths/a.yaml",
        """
        paths:
          one:
            get:
              responses:
                "200":
                  content: {application/json: {example: {$ref: anything}}}
        """);

    assertThat(
            bundle()
                .at("/paths/~1one/get/responses/200/content/application~1json/example/$ref")
                .asText())
        .isEqualTo("anything");
  }

  private ObjectNode bundle() throws IOException {
    return new SpecBundler(YAML).bundle(tree.resolve("openapi.yaml"));
  }

  private void index(String... items) throws IOException {
    StringBuilder paths = new StringBuilder("openapi: 3.0.3\npaths:\n");
    String[] names = {"/one", "/two"};
    for (int i = 0; i < items.length; i++) {
      paths.append("  ").append(names[i]).append(": {$ref: \"").append(items[i]).append("\"}\n");
    }
    file("openapi.yaml", paths.toString());
  }

  private static String operation(String schemaReference) {
    return """
    paths:
      one:
        get:
          responses:
            "200":
              content: {application/json: {schema: {$ref: "%s"}}}
    """
        .formatted(schemaReference);
  }

  private void file(String name, String content) throws IOException {
    Path file = tree.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }
}
