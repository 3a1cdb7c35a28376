package dev.zoetrope.server.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.zoetrope.api.ContractBody;
import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.bind.binders.AnnotatedRequestArgumentBinder;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Binds {@link ContractBody} parameters: what {@link ContractBodyFilter} accepted becomes the
 * generated model. No controller checks types.
 */
@Singleton
class ContractBodyBinder implements AnnotatedRequestArgumentBinder<ContractBody, Object> {
  private final ObjectMapper json;

  ContractBodyBinder(ObjectMapper json) {
    this.json = json;
  }

  @Override
  public Class<ContractBody> getAnnotationType() {
    return ContractBody.class;
  }

  @Override
  public BindingResult<Object> bind(
      ArgumentConversionContext<Object> context, HttpRequest<?> request) {
    ObjectNode accepted =
        ContractBodyFilter.accepted(request)
            .orElseThrow(() -> new IllegalStateException("a body outside of an operation"));
    Object model = model(accepted, context.getArgument().getType());
    return () -> Optional.of(model);
  }

  private Object model(ObjectNode accepted, Class<?> type) {
    try {
      return json.treeToValue(accepted, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "the schema of %s let something through".formatted(type.getSimpleName()), e);
    }
  }
}
