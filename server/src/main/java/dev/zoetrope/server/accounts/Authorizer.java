package dev.zoetrope.server.accounts;

import dev.zoetrope.server.accounts.ApiKeys.Access;
import dev.zoetrope.server.accounts.Credentials.Presented;
import dev.zoetrope.server.web.ApiException;
import dev.zoetrope.server.web.Contract;
import dev.zoetrope.server.web.ErrorCode;
import dev.zoetrope.server.web.RateSubject;
import io.micronaut.http.HttpRequest;
import io.micronaut.web.router.RouteAttributes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Decides whether a credential opens an operation, with upstream's refusals in upstream's order:
 * authentication, scope, scoped teams and organizations, membership (contract reference 2.4,
 * B-053).
 */
@Singleton
class Authorizer {
  private final ApiKeys keys;
  private final Sessions sessions;
  private final Projects projects;
  private final SharingAccess sharing;

  Authorizer(ApiKeys keys, Sessions sessions, Projects projects, SharingAccess sharing) {
    this.keys = keys;
    this.sessions = sessions;
    this.projects = projects;
    this.sharing = sharing;
  }

  /** Whether the operation asks for a person's credentials at all. */
  static boolean isPrivate(Contract.Operation operation) {
    Set<String> security = operation.security();
    return security.contains("personalApiKey") || security.contains("sessionCookie");
  }

  /** Whether {@link #admit} can answer from memory, so that no other thread has to do it. */
  boolean needsNoDatabase(
      HttpRequest<?> request, Contract.Operation operation, Presented presented) {
    return switch (presented.place()) {
      case HEADER, BODY, QUERY ->
          keys.isKnown(presented.value())
              && (!isInProject(operation)
                  || number(projectVariable(request)).filter(projects::isKnown).isPresent());
      case NOWHERE -> true;
      case COOKIE, SHARING -> false;
    };
  }

  /** Leaves caller and project with the request, or throws the refusal. */
  void admit(HttpRequest<?> request, Contract.Operation operation, Presented presented) {
    switch (presented.place()) {
      case SHARING -> sharing.admit(request, presented.value());
      case COOKIE -> admitSession(request, operation, presented.value());
      case NOWHERE -> throw SharingAccess.refusal(request);
      case HEADER, BODY, QUERY -> admitKey(request, operation, presented);
    }
  }

  private void admitKey(HttpRequest<?> request, Contract.Operation operation, Presented presented) {
    Access access =
        keys.authenticate(presented.value())
            .orElseThrow(
                () ->
                    ApiException.of(
                        ErrorCode.AUTHENTICATION_FAILED,
                        "Personal API key found in request %s is invalid."
                            .formatted(presented.place().text())));
    RateSubject.isKey(request, access.caller().keyId());
    requireScope(operation, access);
    if (isInProject(operation)) {
      Project project = project(request, access.currentProject());
      requireScopedTo(project, access);
      requireMember(project, access.organizations());
      request.setAttribute(CurrentRequest.PROJECT, project);
    } else if (!access.teams().isEmpty()
        && !operation.node().path("x-ignores-key-scoping").asBoolean()) {
      throw ApiException.forbidden(
          "API keys with scoped projects are only supported on project-based endpoints.");
    }
    request.setAttribute(CurrentRequest.CALLER, access.caller());
  }

  private void admitSession(HttpRequest<?> request, Contract.Operation operation, String cookie) {
    Sessions.Session session =
        Optional.of(cookie)
            .filter(c -> operation.security().contains("sessionCookie"))
            .flatMap(sessions::find)
            .orElseThrow(() -> ApiException.of(ErrorCode.NOT_AUTHENTICATED));
    RateSubject.isSession(request);
    CrossSiteGuard.check(request);
    if (isInProject(operation)) {
      Project project = project(request, session.currentProject());
      requireMember(project, session.organizations());
      request.setAttribute(CurrentRequest.PROJECT, project);
    }
    request.setAttribute(CurrentRequest.CALLER, session.caller());
  }

  private static void requireScope(Contract.Operation operation, Access access) {
    boolean forKeys = operation.security().contains("personalApiKey");
    if (forKeys && access.unscoped()) {
      return;
    }
    if (!forKeys || operation.scopes().isEmpty()) {
      throw ApiException.forbidden("This action does not support Personal API Key access");
    }
    Set<String> held = access.caller().scopes();
    boolean enough =
        held.contains("*")
            || operation.scopes().stream()
                .anyMatch(
                    scope ->
                        held.contains(scope)
                            || held.contains(scope.replaceFirst(":read$", ":write")));
    if (!enough) {
      throw ApiException.forbidden(
          "API key missing required scope '%s'".formatted(operation.scopes().iterator().next()));
    }
  }

  private static void requireScopedTo(Project project, Access access) {
    if (!access.teams().isEmpty() && !access.teams().contains(project.id())) {
      throw ApiException.forbidden(
          "API key does not have access to the requested project: ID %d.".formatted(project.id()));
    }
    if (!access.limitedTo().isEmpty()
        && !access.limitedTo().contains(project.organizationId().toString())) {
      throw ApiException.forbidden(
          "API key does not have access to the requested organization: ID %s."
              .formatted(project.organizationId()));
    }
  }

  private static void requireMember(Project project, Set<UUID> organizations) {
    if (!organizations.contains(project.organizationId())) {
      throw ApiException.forbidden("You don't have access to the project.");
    }
  }

  private static boolean isInProject(Contract.Operation operation) {
    return operation.path().contains("{project_id}");
  }

  private Project project(HttpRequest<?> request, Long current) {
    String given = projectVariable(request);
    boolean isCurrent = given.equals("@current") || given.equals("%40current");
    return (isCurrent ? Optional.ofNullable(current) : number(given))
        .flatMap(projects::byId)
        .orElseThrow(() -> ApiException.notFound("Project not found."));
  }

  private static String projectVariable(HttpRequest<?> request) {
    return RouteAttributes.getRouteMatch(request)
        .map(match -> match.getVariableValues().get("project_id"))
        .map(Object::toString)
        .orElse("");
  }

  private static Optional<Long> number(String text) {
    return text.matches("\\d{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
  }
}
