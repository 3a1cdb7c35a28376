package dev.zoetrope.server.accounts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.zoetrope.server.database.Queries;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;

/** What projects choose for themselves. */
@Singleton
public class ProjectSettings {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Queries queries;

  ProjectSettings(Queries queries) {
    this.queries = queries;
  }

  /** The property filters that recordings of real users pass (B-248); an array. */
  @Transactional
  public JsonNode testAccountFilters(long projectId) {
    return queries
        .first(
            "SELECT test_account_filters FROM project_setting WHERE project_id = ?",
            row -> read(row.getString(1)),
            projectId)
        .orElseGet(JsonNodeFactory.instance::arrayNode);
  }

  /** Replaces those filters. */
  @Transactional
  public void changeTestAccountFilters(long projectId, JsonNode filters) {
    queries.update(
        "MERGE INTO project_setting s USING (SELECT id FROM project WHERE id = ?) p"
            + " ON s.project_id = p.id"
            + " WHEN MATCHED THEN UPDATE SET test_account_filters = ?"
            + " WHEN NOT MATCHED THEN INSERT (project_id, test_account_filters)"
            + " VALUES (p.id, ?)",
        projectId,
        filters.toString(),
        filters.toString());
  }

  private static JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a project's setting is no JSON", e);
    }
  }
}
