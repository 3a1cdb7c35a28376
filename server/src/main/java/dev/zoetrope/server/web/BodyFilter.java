package dev.zoetrope.server.web;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Reads the body of an operation that takes a model before its parameters are bound: the framework
 * does not wait for bodies that it does not read itself.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
class BodyFilter implements Ordered {
  /** After authentication and after whatever refuses without a look at the body. */
  private static final int ORDER = 1000;

  private final Contract contract;
  private final RequestBodies bodies;

  BodyFilter(Contract contract, RequestBodies bodies) {
    this.contract = contract;
    this.bodies = bodies;
  }

  @Override
  public int getOrder() {
    return ORDER;
  }

  @RequestFilter
  CompletionStage<HttpRequest<?>> read(HttpRequest<?> request) {
    boolean takesModel =
        contract.operationOf(request).filter(o -> !o.body().isMissingNode()).isPresent();
    return takesModel
        ? bodies.read(request).thenApply(bytes -> request)
        : CompletableFuture.completedFuture(request);
  }
}
