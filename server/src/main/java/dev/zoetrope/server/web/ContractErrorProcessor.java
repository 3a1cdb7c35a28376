package dev.zoetrope.server.web;

import io.micronaut.context.annotation.Primary;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Gives the framework's own refusals (unknown route, method, media type ...) the contract's shape.
 */
@Primary
@Singleton
class ContractErrorProcessor implements ErrorResponseProcessor<Object> {
  private final ErrorAnswers answers;

  ContractErrorProcessor(ErrorAnswers answers) {
    this.answers = answers;
  }

  @Override
  @SuppressWarnings("unchecked")
  public MutableHttpResponse<Object> processResponse(
      ErrorContext context, MutableHttpResponse<?> framework) {
    HttpRequest<?> request = context.getRequest();
    List<String> allowed = framework.getHeaders().getAll("Allow");
    MutableHttpResponse<?> answer = answer(request, context, framework.code());
    if (!allowed.isEmpty()) {
      answer.header(
          "Allow",
          allowed.stream()
              .flatMap(methods -> Stream.of(methods.split(",")))
              .map(String::strip)
              .sorted()
              .collect(Collectors.joining(", ")));
    }
    return (MutableHttpResponse<Object>) answer;
  }

  private MutableHttpResponse<?> answer(HttpRequest<?> request, ErrorContext context, int status) {
    for (Throwable t = context.getRootCause().orElse(null); t != null; t = t.getCause()) {
      if (t instanceof ApiException refusal) {
        return answers.answer(request, refusal);
      }
    }
    if (status == 405 && request.getMethodName().equals("OPTIONS")) {
      return HttpResponse.status(HttpStatus.NO_CONTENT);
    }
    return answers.answer(request, status);
  }
}
