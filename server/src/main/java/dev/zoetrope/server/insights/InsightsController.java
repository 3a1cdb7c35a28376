package dev.zoetrope.server.insights;

import dev.zoetrope.api.InsightsApi;
import dev.zoetrope.api.model.Insight;
import dev.zoetrope.api.model.InsightPage;
import dev.zoetrope.api.model.InsightWrite;
import dev.zoetrope.server.accounts.CurrentRequest;
import dev.zoetrope.server.web.Paging;
import dev.zoetrope.server.web.Parameters;
import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
class InsightsController implements InsightsApi {
  private static final int LONGEST_SEARCH = 400;

  private final CurrentRequest current;
  private final InsightService insights;
  private final InsightAnswers answers;
  private final Paging paging;

  InsightsController(
      CurrentRequest current, InsightService insights, InsightAnswers answers, Paging paging) {
    this.current = current;
    this.insights = insights;
    this.answers = answers;
    this.paging = paging;
  }

  @Override
  public InsightPage listInsights(
      String projectId,
      String limit,
      String offset,
      String shortId,
      String search,
      String saved,
      String favorited) {
    InsightFilter filter =
        new InsightFilter(
            Parameters.text("short_id", shortId, LONGEST_SEARCH),
            Parameters.text("search", search, LONGEST_SEARCH),
            Parameters.bool("saved", saved),
            Parameters.bool("favorited", favorited));
    Paging.Window window = paging.window(limit, offset);
    InsightService.Page page = insights.list(project(), filter, window);
    Paging.Links links = paging.links(current.http(), window, page.count());
    return new InsightPage()
        .count(page.count())
        .next(links.next())
        .previous(links.previous())
        .results(answers.all(project(), page.insights()));
  }

  @Override
  public Insight createInsight(String projectId, InsightWrite body) {
    return answers.one(project(), insights.create(project(), body, current.caller().userId()));
  }

  @Override
  public Insight getInsight(String projectId, String id) {
    return answers.one(project(), insights.get(project(), id));
  }

  @Override
  public Insight updateInsight(String projectId, String id, InsightWrite body) {
    return answers.one(project(), insights.update(project(), id, body, current.caller().userId()));
  }

  private long project() {
    return current.project().id();
  }
}
