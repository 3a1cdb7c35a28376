package dev.zoetrope.server.web;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
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

  /** Statement cancelled; H2's and the standard's lock timeouts; too many connections. */
  private static final Set<String> BUSY = Set.of("57014", "HYT00", "HYT01", "55P03", "53300");

  private final ErrorAnswers answers;

  FailureHandler(ErrorAnswers answers) {
    this.answers = answers;
  }

  @Override
  public HttpResponse<?> handle(HttpRequest request, Throwable failure) {
    boolean busy = isBusy(failure);
    LOG.error(
        "{} id={}\n{}",
        busy ? "unavailable" : "failed",
        RequestIds.of(request).orElse("-"),
        FailureText.of(failure));
    return busy
        ? answers.answer(request, 503).header("Retry-After", "1")
        : answers.answer(request, ErrorCode.SERVER_ERROR);
  }

  private static boolean isBusy(Throwable failure) {
    int depth = 0;
    for (Throwable t = failure; t != null && depth < 20; t = t.getCause()) {
      if (t instanceof StorageUnavailable
          || t instanceof SQLTimeoutException
          || t instanceof SQLTransientConnectionException
          || (t instanceof SQLException sql && BUSY.contains(String.valueOf(sql.getSQLState())))) {
        return true;
      }
      depth++;
    }
    return false;
  }
}
