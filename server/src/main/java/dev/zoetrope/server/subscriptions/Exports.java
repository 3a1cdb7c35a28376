package dev.zoetrope.server.subscriptions;

import dev.zoetrope.server.accounts.Caller;
import dev.zoetrope.server.accounts.VisibleProjects;
import dev.zoetrope.server.insights.DashboardService;
import dev.zoetrope.server.insights.InsightService;
import dev.zoetrope.server.web.ApiException;
import dev.zoetrope.server.web.ErrorCode;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;

/** What a subscription may send: a dashboard or an insight of its own project (B-360). */
@Singleton
class Exports {
  private final DashboardService dashboards;
  private final InsightService insights;
  private final VisibleProjects visible;

  Exports(DashboardService dashboards, InsightService insights, VisibleProjects visible) {
    this.dashboards = dashboards;
    this.insights = insights;
    this.visible = visible;
  }

  /** Whether what a subscription sends belongs to its project or to another one. */
  private enum Home {
    OWN,
    OTHER
  }

  /** Refuses what cannot be sent; what was referred to before may stay, though deleted since. */
  void require(long projectId, Caller caller, StoredSubscription before, StoredSubscription after) {
    Home dashboard =
        home(
            projectId,
            caller,
            "dashboard",
            before.dashboard(),
            after.dashboard(),
            dashboards::exists);
    Home insight =
        home(projectId, caller, "insight", before.insight(), after.insight(), insights::exists);
    if (after.dashboard() == null && after.insight() == null) {
      throw ApiException.of(
          ErrorCode.INVALID_INPUT, "Either dashboard or insight is required for an export.");
    }
    requireOwn("dashboard", dashboard);
    requireOwn("insight", insight);
  }

  /** Projects that the caller cannot see have nothing, as far as the caller can tell. */
  private Home home(
      long projectId,
      Caller caller,
      String attr,
      Long before,
      Long after,
      BiPredicate<Collection<Long>, Long> exists) {
    if (after == null || Objects.equals(before, after) || exists.test(Set.of(projectId), after)) {
      return Home.OWN;
    }
    if (exists.test(visible.of(caller), after)) {
      return Home.OTHER;
    }
    throw ApiException.of(
        ErrorCode.DOES_NOT_EXIST,
        "Invalid pk \"%d\" - object does not exist.".formatted(after),
        attr);
  }

  private static void requireOwn(String attr, Home home) {
    if (home == Home.OTHER) {
      throw ApiException.of(
          ErrorCode.INVALID_INPUT, "This %s does not belong to your team.".formatted(attr), attr);
    }
  }
}
