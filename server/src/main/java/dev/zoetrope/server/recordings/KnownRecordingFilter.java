package dev.zoetrope.server.recordings;

import dev.zoetrope.server.accounts.CurrentRequest;
import dev.zoetrope.server.accounts.Project;
import dev.zoetrope.server.web.Contract;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.UriRouteMatch;
import java.util.Optional;
import java.util.Set;

/**
 * Answers 404 for a change of an unknown recording before anybody looks at the body (contract
 * reference section 3, B-221). Runs after the filter that finds the project.
 */
@ServerFilter(
    methods = {HttpMethod.PATCH, HttpMethod.PUT},
    patterns = {"/api/*/*/session_recordings/*", "/api/*/*/session_recordings/*/"})
class KnownRecordingFilter implements Ordered {
  // After authentication (0), before the body is read (BodyFilter).
  private static final int ORDER = 500;

  private static final Set<String> CHANGES =
      Set.of("updateSessionRecording", "replaceSessionRecording");

  private final Contract contract;
  private final RecordingService recordings;

  KnownRecordingFilter(Contract contract, RecordingService recordings) {
    this.contract = contract;
    this.recordings = recordings;
  }

  @Override
  public int getOrder() {
    return ORDER;
  }

  @RequestFilter
  @ExecuteOn(TaskExecutors.BLOCKING)
  void refuseUnknown(HttpRequest<?> request) {
    Optional<Project> project = request.getAttribute(CurrentRequest.PROJECT, Project.class);
    boolean change =
        contract.operationOf(request).filter(o -> CHANGES.contains(o.id())).isPresent();
    if (project.isPresent()
        && change
        && RouteAttributes.getRouteMatch(request).orElse(null)
            instanceof UriRouteMatch<?, ?> match) {
      recordings.get(project.get().id(), String.valueOf(match.getVariableValues().get("id")));
    }
  }
}
