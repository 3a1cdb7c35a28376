package dev.zoetrope.server.insights;

import dev.zoetrope.api.model.DashboardWrite;
import dev.zoetrope.server.web.ApiException;
import dev.zoetrope.server.web.ErrorCode;
import dev.zoetrope.server.web.Paging;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;

/** Dashboards: kept and listed (B-340 to B-344). */
@Singleton
public class DashboardService {
  private final DashboardRepository dashboards;
  private final InsightRepository insights;
  private final Clock clock;

  DashboardService(DashboardRepository dashboards, InsightRepository insights, Clock clock) {
    this.dashboards = dashboards;
    this.insights = insights;
    this.clock = clock;
  }

  /** Part of a list and how many there are in all. */
  record Page(List<StoredDashboard> dashboards, long count) {}

  /** Whether one of the projects has this dashboard and has not deleted it. */
  @Transactional
  public boolean exists(Collection<Long> projects, long id) {
    return dashboards.exists(projects, id);
  }

  @Transactional
  Page list(long projectId, String search, Boolean pinned, Paging.Window window) {
    return new Page(
        dashboards.list(projectId, search, pinned, window),
        dashboards.count(projectId, search, pinned));
  }

  @Transactional
  StoredDashboard get(long projectId, long id) {
    return dashboards
        .find(projectId, id, false)
        .filter(dashboard -> !dashboard.deleted())
        .orElseThrow(() -> ApiException.of(ErrorCode.NOT_FOUND));
  }

  /** What a dashboard shows, oldest tile first. */
  @Transactional
  List<InsightRepository.Tile> tiles(long projectId, long id) {
    return insights.shownBy(projectId, id);
  }

  @Transactional
  StoredDashboard create(long projectId, DashboardWrite body, long userId) {
    StoredDashboard blank =
        StoredDashboard.blank(clock.instant().truncatedTo(ChronoUnit.MICROS), userId);
    long id = dashboards.insert(projectId, blank.with(body));
    return dashboards.find(projectId, id, false).orElseThrow();
  }

  /** Changes a dashboard; a deleted one only when the change brings it back. */
  @Transactional
  StoredDashboard update(long projectId, long id, DashboardWrite body) {
    boolean restores = body.has("deleted") && !body.getDeleted();
    StoredDashboard before =
        dashboards
            .find(projectId, id, true)
            .filter(dashboard -> !dashboard.deleted() || restores)
            .orElseThrow(() -> ApiException.of(ErrorCode.NOT_FOUND));
    StoredDashboard after = before.with(body);
    dashboards.update(projectId, after);
    return after;
  }
}
