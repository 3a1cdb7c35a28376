package dev.zoetrope.server.accounts;

import dev.zoetrope.server.web.ApiException;
import dev.zoetrope.server.web.ErrorCode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.context.ServerRequestContext;
import jakarta.inject.Singleton;

/** What the filters found out about the request being served, for controllers. */
@Singleton
public class CurrentRequest {
  /** Request attribute that holds the {@link Caller}. */
  public static final String CALLER = "zoetrope.caller";

  /** Request attribute that holds the {@link Project} named by the path. */
  public static final String PROJECT = "zoetrope.project";

  /** Request attribute that holds the recording a sharing token opened. */
  public static final String SHARED = "zoetrope.shared";

  /** The request itself. */
  public HttpRequest<?> http() {
    return ServerRequestContext.currentRequest()
        .orElseThrow(() -> new IllegalStateException("not inside a request"));
  }

  /** The authenticated caller. */
  public Caller caller() {
    return http()
        .getAttribute(CALLER, Caller.class)
        .orElseThrow(() -> ApiException.of(ErrorCode.NOT_AUTHENTICATED));
  }

  /** The project of the path, which the caller may use. */
  public Project project() {
    return http()
        .getAttribute(PROJECT, Project.class)
        .orElseThrow(() -> ApiException.notFound("Project not found."));
  }
}
