package dev.zoetrope.server.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Reads the body of an operation and holds it against its schema before the operation is called:
 * after authentication, as upstream does, and while nothing waits for the bytes.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
class ContractBodyFilter implements Ordered {
  private static final String TREE = "zoetrope.body.tree";

  private final Contract contract;
  private final RequestBodies bodies;
  private final BodyValidator validator;

  ContractBodyFilter(Contract contract, RequestBodies bodies) {
    this.contract = contract;
    this.bodies = bodies;
    this.validator = new BodyValidator(contract);
  }

  @Override
  public int getOrder() {
    return FilterOrder.BODY;
  }

  /** The accepted members of the body; empty for an operation without one. */
  static Optional<ObjectNode> accepted(HttpRequest<?> request) {
    return request.getAttribute(TREE, ObjectNode.class);
  }

  /** Goes on with the request, or fails with the refusal of its body. */
  @RequestFilter
  CompletableFuture<HttpRequest<?>> read(HttpRequest<?> request) {
    Optional<Contract.Operation> operation = contract.operationOf(request);
    if (operation.isEmpty() || operation.get().body().isMissingNode()) {
      return CompletableFuture.completedFuture(request);
    }
    return bodies
        .read(request)
        .thenApply(
            bytes -> {
              request.setAttribute(TREE, accept(operation.get(), request, bytes));
              return request;
            });
  }

  private ObjectNode accept(Contract.Operation operation, HttpRequest<?> request, byte[] bytes) {
    BodyParser.Parsed body = BodyParser.parse(request.getHeaders().get("Content-Type"), bytes);
    return validator.validate(operation.body(), body, operation.method().equals("patch"));
  }
}
