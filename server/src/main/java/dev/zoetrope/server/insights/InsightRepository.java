package dev.zoetrope.server.insights;

import dev.zoetrope.server.database.Queries;
import dev.zoetrope.server.web.Paging;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The SQL of insights. Runs inside the caller's transaction. */
@Singleton
class InsightRepository {
  private static final String SELECT =
      "SELECT i.id, i.short_id, i.name, i.derived_name, i.description, i.query, i.filters,"
          + " i.position, i.favorited, i.saved, i.deleted, i.tags, i.created_at, i.created_by_id,"
          + " i.modified_at, i.modified_by_id FROM insight i ";

  private final Queries queries;

  InsightRepository(Queries queries) {
    this.queries = queries;
  }

  Optional<StoredInsight> byId(long projectId, long id, boolean lock) {
    return queries.first(
        SELECT + "WHERE i.project_id = ? AND i.id = ?" + (lock ? " FOR UPDATE" : ""),
        InsightRepository::read,
        projectId,
        id);
  }

  Optional<StoredInsight> byShortId(long projectId, String shortId, boolean lock) {
    return queries.first(
        SELECT + "WHERE i.project_id = ? AND i.short_id = ?" + (lock ? " FOR UPDATE" : ""),
        InsightRepository::read,
        projectId,
        shortId);
  }

  List<StoredInsight> list(long projectId, InsightFilter filter, Paging.Window window) {
    Conditions conditions = conditions(projectId, filter);
    return queries.all(
        SELECT + conditions.sql() + " ORDER BY i.id LIMIT ? OFFSET ?",
        InsightRepository::read,
        conditions.values(window.limit(), window.offset()));
  }

  long count(long projectId, InsightFilter filter) {
    Conditions conditions = conditions(projectId, filter);
    return queries
        .first(
            "SELECT COUNT(*) FROM insight i " + conditions.sql(),
            row -> row.getLong(1),
            conditions.values())
        .orElseThrow();
  }

  private static Conditions conditions(long projectId, InsightFilter filter) {
    return new Conditions("WHERE i.project_id = ? AND NOT i.deleted", projectId)
        .equal("i.short_id", filter.shortId())
        .equal("i.saved", filter.saved())
        .equal("i.favorited", filter.favorited())
        .contains(filter.search(), "i.name", "i.derived_name", "i.description");
  }

  /** The insights that a dashboard shows, by the number of the tile. */
  List<Tile> shownBy(long projectId, long dashboardId) {
    return queries.all(
        SELECT.replace(" FROM", ", t.id AS tile_id FROM")
            + "JOIN dashboard_tile t ON t.insight_id = i.id"
            + " WHERE t.project_id = ? AND t.dashboard_id = ? AND NOT i.deleted ORDER BY t.id",
        row -> new Tile(row.getLong("tile_id"), read(row)),
        projectId,
        dashboardId);
  }

  /** A place on a dashboard and what it shows. */
  record Tile(long id, StoredInsight insight) {}

  /** Whether one of the projects has such an insight and has not deleted it. */
  boolean exists(Collection<Long> projects, long id) {
    return queries
        .first(
            "SELECT 1 FROM insight WHERE project_id = ANY(?) AND id = ? AND NOT deleted",
            row -> true,
            projects.toArray(Long[]::new),
            id)
        .isPresent();
  }

  long insert(long projectId, StoredInsight insight) {
    return queries.insert(
        "INSERT INTO insight (project_id, short_id, name, derived_name, description, query,"
            + " filters, position, favorited, saved, deleted, tags, created_at, created_by_id,"
            + " modified_at, modified_by_id)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        projectId,
        insight.shortId(),
        insight.name(),
        insight.derivedName(),
        insight.description(),
        JsonText.write(insight.query()),
        JsonText.write(insight.filters()),
        insight.position(),
        insight.favorited(),
        insight.saved(),
        insight.deleted(),
        JsonText.write(insight.tags()),
        insight.createdAt(),
        insight.createdBy(),
        insight.modifiedAt(),
        insight.modifiedBy());
  }

  void update(long projectId, StoredInsight insight) {
    queries.update(
        "UPDATE insight SET name = ?, derived_name = ?, description = ?, query = ?, filters = ?,"
            + " position = ?, favorited = ?, saved = ?, deleted = ?, tags = ?, modified_at = ?,"
            + " modified_by_id = ? WHERE project_id = ? AND id = ?",
        insight.name(),
        insight.derivedName(),
        insight.description(),
        JsonText.write(insight.query()),
        JsonText.write(insight.filters()),
        insight.position(),
        insight.favorited(),
        insight.saved(),
        insight.deleted(),
        JsonText.write(insight.tags()),
        insight.modifiedAt(),
        insight.modifiedBy(),
        projectId,
        insight.id());
  }

  private static StoredInsight read(ResultSet row) throws SQLException {
    return new StoredInsight(
        row.getLong("id"),
        row.getString("short_id"),
        row.getString("name"),
        row.getString("derived_name"),
        row.getString("description"),
        JsonText.any(row.getString("query")),
        JsonText.object(row.getString("filters")),
        row.getObject("position", Integer.class),
        row.getBoolean("favorited"),
        row.getBoolean("saved"),
        row.getBoolean("deleted"),
        JsonText.strings(row.getString("tags")),
        Queries.time(row, "created_at"),
        row.getLong("created_by_id"),
        Queries.time(row, "modified_at"),
        row.getLong("modified_by_id"));
  }
}
