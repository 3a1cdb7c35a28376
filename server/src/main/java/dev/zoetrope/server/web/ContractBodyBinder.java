package dev.zoetrope.server.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zoetrope.api.ContractBody;
import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.convert.ConversionError;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.bind.binders.AnnotatedRequestArgumentBinder;
import io.micronaut.http.bind.binders.PendingRequestBindingResult;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Binds {@link ContractBody} parameters: bytes, then a tree, then the operation's schema, and only
 * then the generated model. No controller checks types.
 */
@Singleton
class ContractBodyBinder implements AnnotatedRequestArgumentBinder<ContractBody, Object> {
  private final Contract contract;
  private final RequestBodies bodies;
  private final ObjectMapper json;
  private final BodyValidator validator;

  ContractBodyBinder(Contract contract, RequestBodies bodies, ObjectMapper json) {
    this.contract = contract;
    this.bodies = bodies;
    this.json = json;
    this.validator = new BodyValidator(contract);
  }

  @Override
  public Class<ContractBody> getAnnotationType() {
    return ContractBody.class;
  }

  @Override
  public BindingResult<Object> bind(
      ArgumentConversionContext<Object> context, HttpRequest<?> request) {
    CompletableFuture<Object> model =
        bodies.read(request).thenApply(bytes -> model(context, request, bytes));
    return new Bound(model);
  }

  private Object model(
      ArgumentConversionContext<Object> context, HttpRequest<?> request, byte[] bytes) {
    Contract.Operation operation =
        contract
            .operationOf(request)
            .orElseThrow(() -> new IllegalStateException("a body outside of an operation"));
    String contentType = request.getHeaders().get("Content-Type");
    try {
      return json.treeToValue(
          validator.validate(operation.body(), BodyParser.parse(contentType, bytes)),
          context.getArgument().getType());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "the schema of %s let something through".formatted(operation.id()), e);
    }
  }

  /** A body that may not have arrived yet; a refusal travels as the conversion error's cause. */
  private record Bound(CompletableFuture<Object> model)
      implements PendingRequestBindingResult<Object> {
    @Override
    public boolean isPending() {
      return !model.isDone();
    }

    @Override
    public Optional<Object> getValue() {
      return model.isCompletedExceptionally()
          ? Optional.empty()
          : Optional.ofNullable(model.getNow(null));
    }

    @Override
    public List<ConversionError> getConversionErrors() {
      if (!model.isCompletedExceptionally()) {
        return List.of();
      }
      Exception cause = model.handle((value, failure) -> unwrapped(failure)).join();
      return List.of(() -> cause);
    }

    private static Exception unwrapped(Throwable failure) {
      Throwable cause =
          failure instanceof CompletionException && failure.getCause() != null
              ? failure.getCause()
              : failure;
      return cause instanceof Exception exception ? exception : new IllegalStateException(cause);
    }
  }
}
