package dev.zoetrope.server.insights;

import dev.zoetrope.api.DashboardsApi;
import dev.zoetrope.api.model.Dashboard;
import dev.zoetrope.api.model.DashboardPage;
import dev.zoetrope.api.model.DashboardWrite;
import dev.zoetrope.server.accounts.CurrentRequest;
import dev.zoetrope.server.web.Paging;
import dev.zoetrope.server.web.Parameters;
import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
class DashboardsController implements DashboardsApi {
  private static final int LONGEST_SEARCH = 400;

  private final CurrentRequest current;
  private final DashboardService dashboards;
  private final DashboardAnswers answers;
  private final Paging paging;

  DashboardsController(
      CurrentRequest current,
      DashboardService dashboards,
      DashboardAnswers answers,
      Paging paging) {
    this.current = current;
    this.dashboards = dashboards;
    this.answers = answers;
    this.paging = paging;
  }

  @Override
  public DashboardPage listDashboards(
      String projectId, String limit, String offset, String search, String pinned) {
    Paging.Window window = paging.window(limit, offset);
    DashboardService.Page page =
        dashboards.list(
            project(),
            Parameters.text("search", search, LONGEST_SEARCH),
            Parameters.bool("pinned", pinned),
            window);
    Paging.Links links = paging.links(current.http(), window, page.count());
    return new DashboardPage()
        .count(page.count())
        .next(links.next())
        .previous(links.previous())
        .results(answers.basic(page.dashboards()));
  }

  @Override
  public Dashboard createDashboard(String projectId, DashboardWrite body) {
    return answers.full(project(), dashboards.create(project(), body, current.caller().userId()));
  }

  @Override
  public Dashboard getDashboard(String projectId, String id) {
    return answers.full(project(), dashboards.get(project(), Parameters.pathId(id)));
  }

  @Override
  public Dashboard updateDashboard(String projectId, String id, DashboardWrite body) {
    return answers.full(project(), dashboards.update(project(), Parameters.pathId(id), body));
  }

  private long project() {
    return current.project().id();
  }
}
