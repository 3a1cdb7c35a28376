package dev.zoetrope.server.web;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/** Answers 503 with the reason while nothing can be stored (B-270). */
@Produces
@Singleton
class StorageUnavailableHandler implements ExceptionHandler<StorageUnavailable, HttpResponse<?>> {
  private static final String RETRY_SECONDS = "10";

  private final ErrorAnswers answers;

  StorageUnavailableHandler(ErrorAnswers answers) {
    this.answers = answers;
  }

  @Override
  public HttpResponse<?> handle(HttpRequest request, StorageUnavailable failure) {
    return answers
        .answer(request, ErrorCode.UNAVAILABLE, failure.getMessage(), null)
        .header("Retry-After", RETRY_SECONDS);
  }
}
