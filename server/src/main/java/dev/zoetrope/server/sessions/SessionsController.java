package dev.zoetrope.server.sessions;

import dev.zoetrope.api.SessionsApi;
import dev.zoetrope.api.model.SessionPropertyDefinitions;
import dev.zoetrope.api.model.SessionValue;
import dev.zoetrope.server.web.ApiException;
import dev.zoetrope.server.web.ErrorCode;
import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;

@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
class SessionsController implements SessionsApi {
  @Override
  public SessionPropertyDefinitions listSessionPropertyDefinitions(
      String projectId, String search, String isNumerical) {
    throw notYet();
  }

  @Override
  public List<SessionValue> listSessionValues(String projectId, String key, String value) {
    throw notYet();
  }

  private static ApiException notYet() {
    return ApiException.of(
        ErrorCode.NOT_IMPLEMENTED, "Properties of sessions are not available in this version.");
  }
}
