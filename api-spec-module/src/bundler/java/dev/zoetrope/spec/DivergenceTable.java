package dev.zoetrope.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;

/** Writes down, from {@code x-upstream}, where documentation, upstream and this server differ. */
final class DivergenceTable {
  private DivergenceTable() {}

  /** A Markdown document, operations in the order of the contract. */
  static String of(ObjectNode bundle) {
    StringBuilder table =
        new StringBuilder(
            """
            # Where we differ from upstream

            Made from `x-upstream` in the OpenAPI document.

            | operation | documented | observed | ours | why |
            | --- | --- | --- | --- | --- |
            """);
    for (Map.Entry<String, JsonNode> path : bundle.get("paths").properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        JsonNode difference = method.getValue().path("x-upstream");
        if (difference.isObject()) {
          table
              .append("| `")
              .append(method.getKey().toUpperCase(Locale.ROOT))
              .append(' ')
              .append(path.getKey())
              .append("` | ")
              .append(cell(difference, "documented"))
              .append(" | ")
              .append(cell(difference, "observed"))
              .append(" | ")
              .append(cell(difference, "ours"))
              .append(" | ")
              .append(cell(difference, "why"))
              .append(" |\n");
        }
      }
    }
    return table.toString();
  }

  private static String cell(JsonNode difference, String column) {
    return difference.path(column).asText().strip().replaceAll("\\s+", " ").replace("|", "\\|");
  }
}
