package dev.zoetrope.server.capture;

import dev.zoetrope.server.capture.decode.CaptureRefusal;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/** Answers refusals as SDKs know them: a status and a plain text. */
@Produces
@Singleton
class RefusalHandler implements ExceptionHandler<CaptureRefusal, HttpResponse<?>> {
  static final MediaType TEXT = MediaType.of("text/plain;charset=utf-8");

  @Override
  public HttpResponse<?> handle(HttpRequest request, CaptureRefusal refusal) {
    return HttpResponse.status(HttpStatus.valueOf(refusal.status()))
        .body(refusal.getMessage())
        .contentType(TEXT);
  }
}
