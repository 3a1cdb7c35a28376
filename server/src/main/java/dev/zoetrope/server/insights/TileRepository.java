package dev.zoetrope.server.insights;

import dev.zoetrope.server.database.Queries;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;

/** The SQL of which dashboard shows which insight. Runs inside the caller's transaction. */
@Singleton
class TileRepository {
  private static final String VISIBLE =
      " FROM dashboard_tile t JOIN dashboard d ON d.id = t.dashboard_id"
          + " WHERE t.project_id = ? AND NOT d.deleted AND t.insight_id = ANY(?)";

  private final Queries queries;

  TileRepository(Queries queries) {
    this.queries = queries;
  }

  /** An insight's place on a dashboard that is not deleted. */
  record Place(long id, long insightId, long dashboardId) {}

  List<Place> of(long projectId, Collection<Long> insights) {
    return queries.all(
        "SELECT t.id, t.insight_id, t.dashboard_id" + VISIBLE + " ORDER BY t.id",
        row -> new Place(row.getLong(1), row.getLong(2), row.getLong(3)),
        projectId,
        insights.toArray(Long[]::new));
  }

  void add(long projectId, long insightId, long dashboardId) {
    queries.insert(
        "INSERT INTO dashboard_tile (project_id, dashboard_id, insight_id) VALUES (?, ?, ?)",
        projectId,
        dashboardId,
        insightId);
  }

  void remove(long projectId, long tileId) {
    queries.update("DELETE FROM dashboard_tile WHERE project_id = ? AND id = ?", projectId, tileId);
  }
}
