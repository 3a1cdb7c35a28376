package dev.zoetrope.server.sessions;

import dev.zoetrope.api.SessionsApi;
import dev.zoetrope.api.model.SessionPropertyDefinition;
import dev.zoetrope.api.model.SessionPropertyDefinitions;
import dev.zoetrope.api.model.SessionValue;
import dev.zoetrope.server.accounts.CurrentRequest;
import dev.zoetrope.server.web.Parameters;
import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;

@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
class SessionsController implements SessionsApi {
  private static final int LONGEST_KEY = 400;
  private static final int LONGEST_SEARCH = 1_000;

  private final CurrentRequest current;
  private final SessionService sessions;

  SessionsController(CurrentRequest current, SessionService sessions) {
    this.current = current;
    this.sessions = sessions;
  }

  @Override
  public SessionPropertyDefinitions listSessionPropertyDefinitions(
      String projectId, String search, String isNumerical) {
    List<SessionPropertyDefinition> found =
        sessions
            .properties(
                Parameters.text("search", search, LONGEST_SEARCH),
                Parameters.bool("is_numerical", isNumerical))
            .stream()
            .map(SessionsController::definition)
            .toList();
    return new SessionPropertyDefinitions().count(found.size()).results(found);
  }

  @Override
  public List<SessionValue> listSessionValues(String projectId, String key, String value) {
    return sessions
        .values(
            current.project().id(),
            Parameters.text("key", key, LONGEST_KEY),
            Parameters.text("value", value, LONGEST_SEARCH))
        .stream()
        .map(found -> new SessionValue().name(found))
        .toList();
  }

  private static SessionPropertyDefinition definition(SessionProperty property) {
    return new SessionPropertyDefinition()
        .id(property.name())
        .name(property.name())
        .isNumerical(property.type().isNumerical())
        .propertyType(SessionPropertyDefinition.PropertyTypeEnum.fromValue(property.type().label()))
        .isSeenOnFilteredEvents(null)
        .tags(List.of());
  }
}
