package dev.zoetrope.server.subscriptions;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.zoetrope.api.SubscriptionsApi;
import dev.zoetrope.api.model.Subscription;
import dev.zoetrope.api.model.SubscriptionCreate;
import dev.zoetrope.api.model.SubscriptionPage;
import dev.zoetrope.api.model.SubscriptionPatch;
import dev.zoetrope.server.accounts.CurrentRequest;
import dev.zoetrope.server.web.Paging;
import dev.zoetrope.server.web.Parameters;
import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
class SubscriptionsController implements SubscriptionsApi {
  private final CurrentRequest current;
  private final SubscriptionService subscriptions;
  private final SubscriptionAnswers answers;
  private final Paging paging;
  private final ObjectMapper json;

  SubscriptionsController(
      CurrentRequest current,
      SubscriptionService subscriptions,
      SubscriptionAnswers answers,
      Paging paging,
      ObjectMapper json) {
    this.current = current;
    this.subscriptions = subscriptions;
    this.answers = answers;
    this.paging = paging;
    this.json = json;
  }

  @Override
  public SubscriptionPage listSubscriptions(
      String projectId,
      String limit,
      String offset,
      String insight,
      String dashboard,
      String deleted) {
    Boolean wanted = Parameters.bool("deleted", deleted);
    SubscriptionFilter filter =
        new SubscriptionFilter(
            Parameters.id("insight", insight),
            Parameters.id("dashboard", dashboard),
            wanted != null && wanted);
    Paging.Window window = paging.window(limit, offset);
    SubscriptionService.Page page = subscriptions.list(project(), filter, window);
    Paging.Links links = paging.links(current.http(), window, page.count());
    return new SubscriptionPage()
        .count(page.count())
        .next(links.next())
        .previous(links.previous())
        .results(answers.all(page.subscriptions()));
  }

  @Override
  public Subscription createSubscription(String projectId, SubscriptionCreate body) {
    return answers.one(subscriptions.create(project(), change(body), current.caller()));
  }

  @Override
  public Subscription getSubscription(String projectId, String id) {
    return answers.one(subscriptions.get(project(), Parameters.pathId(id)));
  }

  @Override
  public Subscription replaceSubscription(String projectId, String id, SubscriptionCreate body) {
    return updateSubscription(projectId, id, change(body));
  }

  @Override
  public Subscription updateSubscription(String projectId, String id, SubscriptionPatch body) {
    return answers.one(
        subscriptions.update(project(), Parameters.pathId(id), body, current.caller()));
  }

  /** The same members; the two differ in what is required, which has been checked already. */
  private SubscriptionPatch change(SubscriptionCreate body) {
    ObjectNode members = json.valueToTree(body);
    return json.convertValue(members.retain(body.present()), SubscriptionPatch.class);
  }

  private long project() {
    return current.project().id();
  }
}
