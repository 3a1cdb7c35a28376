package dev.zoetrope.server.accounts;

import dev.zoetrope.server.accounts.SharingTokenAuthenticator.SharedRecording;
import dev.zoetrope.server.web.ApiException;
import dev.zoetrope.server.web.ErrorCode;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.web.router.RouteAttributes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Admits a sharing access token to exactly its own recording (contract reference 5.5, B-054). */
@Singleton
class SharingAccess {
  private static final String GET_ONLY = "Sharing access token can only be used for GET requests.";

  private final List<SharingTokenAuthenticator> authenticators;
  private final Projects projects;

  SharingAccess(List<SharingTokenAuthenticator> authenticators, Projects projects) {
    this.authenticators = authenticators;
    this.projects = projects;
  }

  void admit(HttpRequest<?> request, String token) {
    if (!isReading(request)) {
      throw ApiException.of(ErrorCode.SHARING_REFUSED, GET_ONLY);
    }
    SharedRecording shared =
        authenticators.stream()
            .map(a -> a.authenticate(token))
            .flatMap(Optional::stream)
            .findFirst()
            .orElseThrow(
                () ->
                    ApiException.of(ErrorCode.SHARING_REFUSED, "Sharing access token is invalid."));
    if (!variable(request, "project_id").equals(Long.toString(shared.projectId()))
        || !variable(request, "id").equals(shared.sessionId())) {
      throw ApiException.of(ErrorCode.PERMISSION_DENIED);
    }
    request.setAttribute(CurrentRequest.PROJECT, projects.byId(shared.projectId()).orElseThrow());
    request.setAttribute(CurrentRequest.SHARED, shared);
    request.setAttribute(
        CurrentRequest.CALLER, new Caller(null, null, Caller.Means.SHARING_TOKEN, Set.of(), null));
  }

  /** What a request hears that presents nothing which opens its operation, or just a share. */
  static ApiException refusal(HttpRequest<?> request) {
    if (!request.getParameters().contains("sharing_access_token")) {
      return ApiException.of(ErrorCode.NOT_AUTHENTICATED);
    }
    return isReading(request)
        ? ApiException.of(ErrorCode.PERMISSION_DENIED)
        : ApiException.of(ErrorCode.SHARING_REFUSED, GET_ONLY);
  }

  private static boolean isReading(HttpRequest<?> request) {
    return request.getMethod() == HttpMethod.GET || request.getMethod() == HttpMethod.HEAD;
  }

  private static String variable(HttpRequest<?> request, String name) {
    return RouteAttributes.getRouteMatch(request)
        .map(match -> match.getVariableValues().get(name))
        .map(Object::toString)
        .orElse("");
  }
}
