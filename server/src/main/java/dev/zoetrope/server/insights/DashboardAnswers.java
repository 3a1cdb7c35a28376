package dev.zoetrope.server.insights;

import dev.zoetrope.api.model.Dashboard;
import dev.zoetrope.api.model.DashboardBasic;
import dev.zoetrope.api.model.DashboardTile;
import dev.zoetrope.api.model.Insight;
import dev.zoetrope.api.model.UserBasic;
import dev.zoetrope.server.accounts.Users;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Dashboards as answers show them. */
@Singleton
class DashboardAnswers {
  private final DashboardService dashboards;
  private final InsightAnswers insights;
  private final Users users;

  DashboardAnswers(DashboardService dashboards, InsightAnswers insights, Users users) {
    this.dashboards = dashboards;
    this.insights = insights;
    this.users = users;
  }

  @Transactional
  Dashboard full(long projectId, StoredDashboard dashboard) {
    return new Dashboard()
        .id(dashboard.id())
        .name(dashboard.name())
        .description(dashboard.description())
        .pinned(dashboard.pinned())
        .createdAt(dashboard.createdAt())
        .createdBy(users.shown(dashboard.createdBy()))
        .isShared(false)
        .deleted(dashboard.deleted())
        .creationMode(Dashboard.CreationModeEnum.DEFAULT)
        .tags(dashboard.tags())
        .filters(dashboard.filters())
        .tiles(tiles(projectId, dashboard.id()));
  }

  private List<DashboardTile> tiles(long projectId, long id) {
    List<InsightRepository.Tile> stored = dashboards.tiles(projectId, id);
    List<Insight> shown =
        insights.all(projectId, stored.stream().map(InsightRepository.Tile::insight).toList());
    List<DashboardTile> tiles = new ArrayList<>();
    for (int i = 0; i < shown.size(); i++) {
      tiles.add(
          new DashboardTile()
              .id(stored.get(i).id())
              .insight(shown.get(i))
              .layouts(Map.of())
              .color(null));
    }
    return tiles;
  }

  @Transactional
  List<DashboardBasic> basic(List<StoredDashboard> all) {
    Map<Long, UserBasic> authors = new HashMap<>();
    return all.stream()
        .map(
            dashboard ->
                new DashboardBasic()
                    .id(dashboard.id())
                    .name(dashboard.name())
                    .description(dashboard.description())
                    .pinned(dashboard.pinned())
                    .createdAt(dashboard.createdAt())
                    .createdBy(authors.computeIfAbsent(dashboard.createdBy(), users::shown))
                    .isShared(false)
                    .deleted(dashboard.deleted())
                    .creationMode(DashboardBasic.CreationModeEnum.DEFAULT)
                    .tags(dashboard.tags()))
        .toList();
  }
}
