package dev.zoetrope.server.accounts;

import dev.zoetrope.server.web.Contract;
import dev.zoetrope.server.web.FilterOrder;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;

/**
 * Lets a request through to its operation when its credentials open it, and leaves the caller and
 * the project with the request. What an operation asks for stands in the contract.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
class AuthenticationFilter implements Ordered {
  private final Contract contract;
  private final Credentials credentials;
  private final Authorizer authorizer;
  private final ExecutorService blocking;

  AuthenticationFilter(
      Contract contract,
      Credentials credentials,
      Authorizer authorizer,
      @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
    this.contract = contract;
    this.credentials = credentials;
    this.authorizer = authorizer;
    this.blocking = blocking;
  }

  @Override
  public int getOrder() {
    return FilterOrder.AUTHENTICATION;
  }

  /** Goes on with the same request, or fails with the refusal. */
  @RequestFilter
  CompletionStage<HttpRequest<?>> authenticate(HttpRequest<?> request) {
    Optional<Contract.Operation> operation = contract.operationOf(request);
    if (operation.isEmpty() || !Authorizer.isPrivate(operation.get())) {
      return CompletableFuture.completedFuture(request);
    }
    return credentials
        .of(request, operation.get())
        .thenCompose(presented -> admit(request, operation.get(), presented));
  }

  private CompletionStage<HttpRequest<?>> admit(
      HttpRequest<?> request, Contract.Operation operation, Credentials.Presented presented) {
    if (authorizer.needsNoDatabase(request, operation, presented)) {
      authorizer.admit(request, operation, presented);
      return CompletableFuture.completedFuture(request);
    }
    return CompletableFuture.supplyAsync(
        () -> {
          authorizer.admit(request, operation, presented);
          return request;
        },
        blocking);
  }
}
