package dev.zoetrope.server.insights;

import dev.zoetrope.server.database.Queries;
import dev.zoetrope.server.web.Paging;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The SQL of dashboards. Runs inside the caller's transaction. */
@Singleton
class DashboardRepository {
  private static final String SELECT =
      "SELECT d.id, d.name, d.description, d.pinned, d.deleted, d.tags, d.filters, d.created_at,"
          + " d.created_by_id FROM dashboard d ";

  private final Queries queries;

  DashboardRepository(Queries queries) {
    this.queries = queries;
  }

  Optional<StoredDashboard> find(long projectId, long id, boolean lock) {
    return queries.first(
        SELECT + "WHERE d.project_id = ? AND d.id = ?" + (lock ? " FOR UPDATE" : ""),
        DashboardRepository::read,
        projectId,
        id);
  }

  List<StoredDashboard> list(long projectId, String search, Boolean pinned, Paging.Window window) {
    Conditions conditions = conditions(projectId, search, pinned);
    return queries.all(
        SELECT + conditions.sql() + " ORDER BY d.pinned DESC, d.id LIMIT ? OFFSET ?",
        DashboardRepository::read,
        conditions.values(window.limit(), window.offset()));
  }

  long count(long projectId, String search, Boolean pinned) {
    Conditions conditions = conditions(projectId, search, pinned);
    return queries
        .first(
            "SELECT COUNT(*) FROM dashboard d " + conditions.sql(),
            row -> row.getLong(1),
            conditions.values())
        .orElseThrow();
  }

  private static Conditions conditions(long projectId, String search, Boolean pinned) {
    return new Conditions("WHERE d.project_id = ? AND NOT d.deleted", projectId)
        .equal("d.pinned", pinned)
        .contains(search, "d.name", "d.description");
  }

  /** Whether one of the projects has such a dashboard and has not deleted it. */
  boolean exists(Collection<Long> projects, long id) {
    return queries
        .first(
            "SELECT 1 FROM dashboard WHERE project_id = ANY(?) AND id = ? AND NOT deleted",
            row -> true,
            projects.toArray(Long[]::new),
            id)
        .isPresent();
  }

  long insert(long projectId, StoredDashboard dashboard) {
    return queries.insert(
        "INSERT INTO dashboard (project_id, name, description, pinned, deleted, tags, filters,"
            + " created_at, created_by_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        projectId,
        dashboard.name(),
        dashboard.description(),
        dashboard.pinned(),
        dashboard.deleted(),
        JsonText.write(dashboard.tags()),
        JsonText.write(dashboard.filters()),
        dashboard.createdAt(),
        dashboard.createdBy());
  }

  void update(long projectId, StoredDashboard dashboard) {
    queries.update(
        "UPDATE dashboard SET name = ?, description = ?, pinned = ?, deleted = ?, tags = ?,"
            + " filters = ? WHERE project_id = ? AND id = ?",
        dashboard.name(),
        dashboard.description(),
        dashboard.pinned(),
        dashboard.deleted(),
        JsonText.write(dashboard.tags()),
        JsonText.write(dashboard.filters()),
        projectId,
        dashboard.id());
  }

  private static StoredDashboard read(ResultSet row) throws SQLException {
    return new StoredDashboard(
        row.getLong("id"),
        row.getString("name"),
        row.getString("description"),
        row.getBoolean("pinned"),
        row.getBoolean("deleted"),
        JsonText.strings(row.getString("tags")),
        JsonText.object(row.getString("filters")),
        Queries.time(row, "created_at"),
        row.getLong("created_by_id"));
  }
}
