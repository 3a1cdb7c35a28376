package dev.zoetrope.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DivergenceTableTest {
  @Test
  void eachDifferenceIsOneRow() throws IOException {
    String bundle =
        """
        x-upstream:
          - {about: Times, documented: Texts, observed: Some, ours: One form, why: Easier.}
        paths:
          /a/:
            get: {operationId: getA}
            delete:
              x-upstream: {documented: "204", observed: "204 | 500\\nsometimes", ours: "204", why: Safer.}
        """;

    String table =
        DivergenceTable.of((ObjectNode) new ObjectMapper(new YAMLFactory()).readTree(bundle));

    assertThat(table.lines().filter(line -> line.matches("\\| [`T].*")))
        .containsExactly(
            "| Times | Texts | Some | One form | Easier. |",
            "| `DELETE /a/` | 204 | 204 \\| 500 sometimes | 204 | Safer. |");
  }

  /** What people read in the repository is what the document says. */
  @Test
  void theTableOfTheDocsIsUpToDate() throws IOException {
    Path published = Path.of("target", "classes", "META-INF", "openapi", "divergences.md");

    assertThat(Path.of("..", "docs", "divergences.md"))
        .as("copy it from api-spec-module/" + published)
        .hasSameTextualContentAs(published);
  }
}
