package dev.zoetrope.server.web;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers what nobody foresaw: 503 when storage has no time, space or connection left, else 500.
 * The answer names the request, the log has the rest (B-017).
 */
@Produces
@Singleton
class FailureHandler implements ExceptionHandler<Throwable, HttpResponse<?>> {
  private static final Logger LOG = LoggerFactory.getLogger(FailureHandler.class);

  private final ErrorAnswers answers;

  FailureHandler(ErrorAnswers answers) {
    this.answers = answers;
  }

  @Override
  public HttpResponse<?> handle(HttpRequest request, Throwable failure) {
    boolean busy = StorageUnavailable.isBehind(failure);
    LOG.error(
        "{} id={}\n{}",
        busy ? "unavailable" : "failed",
        RequestIds.of(request).orElse("-"),
        FailureText.of(failure));
    return busy
        ? answers.answer(request, 503).header("Retry-After", "1")
        : answers.answer(request, ErrorCode.SERVER_ERROR);
  }
}
