package dev.zoetrope.server.insights;

import dev.zoetrope.api.model.InsightWrite;
import dev.zoetrope.server.crypto.Tokens;
import dev.zoetrope.server.web.ApiException;
import dev.zoetrope.server.web.ErrorCode;
import dev.zoetrope.server.web.Paging;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Insights: kept and listed; nothing computes them yet (B-340 to B-344). */
@Singleton
public class InsightService {
  private static final int SHORT_ID_LENGTH = 8;

  private final InsightRepository insights;
  private final DashboardRepository dashboards;
  private final TileRepository tiles;
  private final Clock clock;

  InsightService(
      InsightRepository insights,
      DashboardRepository dashboards,
      TileRepository tiles,
      Clock clock) {
    this.insights = insights;
    this.dashboards = dashboards;
    this.tiles = tiles;
    this.clock = clock;
  }

  /** Part of a list and how many there are in all. */
  record Page(List<StoredInsight> insights, long count) {}

  /** Whether one of the projects has this insight and has not deleted it. */
  @Transactional
  public boolean exists(Collection<Long> projects, long id) {
    return insights.exists(projects, id);
  }

  @Transactional
  Page list(long projectId, InsightFilter filter, Paging.Window window) {
    return new Page(insights.list(projectId, filter, window), insights.count(projectId, filter));
  }

  @Transactional
  StoredInsight get(long projectId, String id) {
    return find(projectId, id, false)
        .filter(insight -> !insight.deleted())
        .orElseThrow(() -> ApiException.of(ErrorCode.NOT_FOUND));
  }

  @Transactional
  StoredInsight create(long projectId, InsightWrite body, long userId) {
    requireDashboards(projectId, body);
    Instant now = now();
    StoredInsight insight = StoredInsight.blank(shortId(), now, userId).with(body, now, userId);
    long id = insights.insert(projectId, insight);
    place(projectId, id, body);
    return insights.byId(projectId, id, false).orElseThrow();
  }

  /** Changes an insight; a deleted one only when the change brings it back. */
  @Transactional
  StoredInsight update(long projectId, String id, InsightWrite body, long userId) {
    boolean restores = body.has("deleted") && !body.getDeleted();
    StoredInsight before =
        find(projectId, id, true)
            .filter(insight -> !insight.deleted() || restores)
            .orElseThrow(() -> ApiException.of(ErrorCode.NOT_FOUND));
    requireDashboards(projectId, body);
    StoredInsight after = before.with(body, now(), userId);
    insights.update(projectId, after);
    place(projectId, before.id(), body);
    return after;
  }

  private Optional<StoredInsight> find(long projectId, String id, boolean lock) {
    if (id.matches("\\d{1,18}")) {
      return insights.byId(projectId, Long.parseLong(id), lock);
    }
    return id.matches("[A-Za-z0-9]{1,12}")
        ? insights.byShortId(projectId, id, lock)
        : Optional.empty();
  }

  private void requireDashboards(long projectId, InsightWrite body) {
    if (!body.has("dashboards")) {
      return;
    }
    for (long id : body.getDashboards()) {
      if (!dashboards.exists(Set.of(projectId), id)) {
        throw ApiException.of(
            ErrorCode.DOES_NOT_EXIST,
            "Invalid pk \"%d\" - object does not exist.".formatted(id),
            "dashboards");
      }
    }
  }

  /** Leaves deleted dashboards alone: they show the insight again when they come back. */
  private void place(long projectId, long insightId, InsightWrite body) {
    if (!body.has("dashboards")) {
      return;
    }
    Set<Long> wanted = new LinkedHashSet<>(body.getDashboards());
    for (TileRepository.Place place : tiles.of(projectId, Set.of(insightId))) {
      if (!wanted.remove(place.dashboardId())) {
        tiles.remove(projectId, place.id());
      }
    }
    wanted.forEach(dashboardId -> tiles.add(projectId, insightId, dashboardId));
  }

  /** Begins with a letter, so that nobody takes it for a number. */
  private static String shortId() {
    String id;
    do {
      id = Tokens.random("").substring(20, 20 + SHORT_ID_LENGTH);
    } while (Character.isDigit(id.charAt(0)));
    return id;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
