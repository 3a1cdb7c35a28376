package dev.zoetrope.server.web;

import io.micronaut.context.annotation.Primary;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;

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
    MutableHttpResponse<?> answer =
        refusalBehind(context.getRootCause().orElse(null)) instanceof ApiException refusal
            ? answers.answer(request, refusal)
            : byStatus(request, framework.code());
    framework
        .getHeaders()
        .forEach(
            (name, values) -> {
              if (name.equalsIgnoreCase("Allow")) {
                values.forEach(value -> answer.header("Allow", value));
              }
            });
    return (MutableHttpResponse<Object>) answer;
  }

  private static Throwable refusalBehind(Throwable cause) {
    for (Throwable t = cause; t != null; t = t.getCause()) {
      if (t instanceof ApiException) {
        return t;
      }
    }
    return null;
  }

  private MutableHttpResponse<?> byStatus(HttpRequest<?> request, int status) {
    return switch (status) {
      case 401 -> answers.answer(request, ErrorCode.NOT_AUTHENTICATED);
      case 403 -> answers.answer(request, ErrorCode.PERMISSION_DENIED);
      case 404 ->
          answers.answer(
              request,
              ErrorCode.NOT_FOUND,
              request.getPath().startsWith("/api/") ? "Endpoint not found." : "Not found.",
              null);
      case 405 ->
          answers.answer(
              request,
              ErrorCode.METHOD_NOT_ALLOWED,
              "Method \"%s\" not allowed.".formatted(request.getMethodName()),
              null);
      case 406 -> answers.answer(request, ErrorCode.NOT_ACCEPTABLE);
      case 413 ->
          answers.answer(
              request, ErrorCode.REQUEST_TOO_LARGE, "The request body is too large.", null);
      case 415 ->
          answers.answer(
              request,
              ErrorCode.UNSUPPORTED_MEDIA_TYPE,
              "Unsupported media type \"%s\" in request."
                  .formatted(request.getContentType().map(MediaType::toString).orElse("")),
              null);
      case 503 -> answers.answer(request, ErrorCode.UNAVAILABLE, "Try again later.", null);
      default ->
          status >= 500
              ? answers.answer(request, ErrorCode.SERVER_ERROR)
              : answers.answer(request, ErrorCode.MALFORMED, "The request cannot be read.", null);
    };
  }
}
