package dev.zoetrope.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes down, from {@code x-upstream}, where documentation, upstream and this server differ. */
final class DivergenceTable {
  private DivergenceTable() {}

  /** A Markdown document: what holds for all, then operations in the order of the contract. */
  static String of(ObjectNode bundle) {
    StringBuilder table =
        new StringBuilder(
            """
            # Where we differ from upstream

            Made from `x-upstream` in the OpenAPI document.

            | what | documented | observed | ours | why |
            | --- | --- | --- | --- | --- |
            """);
    for (JsonNode difference : bundle.path("x-upstream")) {
      row(table, cell(difference, "about"), difference);
    }
    for (Map.Entry<String, JsonNode> path : bundle.get("paths").properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        JsonNode difference = method.getValue().path("x-upstream");
        if (difference.isObject()) {
          String operation = method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey();
          row(table, "`" + operation + "`", difference);
        }
      }
    }
    return table.toString();
  }

  private static void row(StringBuilder table, String what, JsonNode difference) {
    table.append("| ").append(what);
    for (String column : List.of("documented", "observed", "ours", "why")) {
      table.append(" | ").append(cell(difference, column));
    }
    table.append(" |\n");
  }

  private static String cell(JsonNode difference, String column) {
    return difference.path(column).asText().strip().replaceAll("\\s+", " ").replace("|", "\\|");
  }
}
