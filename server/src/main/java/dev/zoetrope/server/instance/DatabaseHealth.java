package dev.zoetrope.server.instance;

import dev.zoetrope.server.web.HealthIndicator;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the database for nothing much; it has to answer within a second (B-001). */
@Singleton
class DatabaseHealth implements HealthIndicator {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseHealth.class);
  private static final long PATIENCE_MS = 900;

  private final DataSource database;
  private final ExecutorService blocking;

  /** The question under way: however many ask for the health, the database is asked once. */
  private CompletableFuture<Void> question = CompletableFuture.completedFuture(null);

  DatabaseHealth(DataSource database, @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
    this.database = DelegatingDataSource.unwrapDataSource(database);
    this.blocking = blocking;
  }

  @Override
  public String name() {
    return "database";
  }

  @Override
  public Optional<String> failure() {
    try {
      return ask()
          .copy()
          .completeOnTimeout(null, PATIENCE_MS, TimeUnit.MILLISECONDS)
          .thenApply(
              answered -> isAnswered() ? Optional.<String>empty() : Optional.of("does not answer"))
          .join();
    } catch (CompletionException e) {
      LOG.error("the database cannot be used: {}", e.getCause().getClass().getName());
      return Optional.of("cannot be used");
    }
  }

  private synchronized CompletableFuture<Void> ask() {
    if (question.isDone()) {
      question = CompletableFuture.runAsync(this::select, blocking);
    }
    return question;
  }

  private synchronized boolean isAnswered() {
    return question.isDone();
  }

  private void select() {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(1);
      statement.execute("SELECT 1");
    } catch (SQLException e) {
      throw new CompletionException(e);
    }
  }
}
