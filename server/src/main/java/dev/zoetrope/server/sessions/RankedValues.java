package dev.zoetrope.server.sessions;

import dev.zoetrope.server.web.ApiException;
import dev.zoetrope.server.web.ErrorCode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.lang.ref.SoftReference;
import java.sql.Connection;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The values of all properties of a project, ranked. Few sessions are looked at each time; for many
 * the ranking is kept, and made anew behind the answers when it is older than ten seconds (B-335).
 */
@Singleton
class RankedValues {
  private static final Logger LOG = LoggerFactory.getLogger(RankedValues.class);

  /** Values come from this many sessions. */
  private static final int LATEST = 100_000;

  /** So many are read in a few milliseconds. */
  private static final int FEW = 5_000;

  private static final long FRESH_MS = 10_000;
  private static final long STALE_MS = 300_000;

  private static final List<SessionProperty> COUNTED =
      SessionProperty.ALL.stream()
          .filter(property -> property.type() != SessionProperty.Type.BOOLEAN)
          .toList();

  private final SessionRepository sessions;
  private final TransactionOperations<Connection> transactions;
  private final ExecutorService executor;
  private final SessionsSettings settings;
  private final Clock clock;
  private final Map<Long, SoftReference<Kept>> kept = new ConcurrentHashMap<>();
  private final Map<Long, CompletableFuture<Kept>> running = new ConcurrentHashMap<>();

  private record Kept(long madeAt, Map<SessionProperty, ValueRanking> rankings) {}

  RankedValues(
      SessionRepository sessions,
      TransactionOperations<Connection> transactions,
      @Named(TaskExecutors.BLOCKING) ExecutorService executor,
      SessionsSettings settings,
      Clock clock) {
    this.sessions = sessions;
    this.transactions = transactions;
    this.executor = executor;
    this.settings = settings;
    this.clock = clock;
  }

  ValueRanking of(long projectId, SessionProperty property) {
    Kept ranked = kept(projectId);
    if (ranked == null && !running.containsKey(projectId)) {
      Optional<SessionRepository.Counts> few =
          count(projectId, List.of(property), FEW + 1, seconds())
              .filter(counts -> counts.sessions() <= FEW);
      if (few.isPresent()) {
        return ValueRanking.of(property.type(), few.get().byProperty().get(property));
      }
    }
    long age = ranked == null ? Long.MAX_VALUE : clock.millis() - ranked.madeAt;
    if (age < 0 || age > FRESH_MS) {
      CompletableFuture<Kept> next = renew(projectId);
      if (age < 0 || age > STALE_MS) {
        ranked = await(next);
      }
    }
    return ranked.rankings.get(property);
  }

  private Kept kept(long projectId) {
    SoftReference<Kept> reference = kept.get(projectId);
    return reference == null ? null : reference.get();
  }

  /** Makes the ranking anew, unless that is being done. */
  private CompletableFuture<Kept> renew(long projectId) {
    CompletableFuture<Kept> made = new CompletableFuture<>();
    CompletableFuture<Kept> other = running.putIfAbsent(projectId, made);
    if (other != null) {
      return other;
    }
    executor.execute(
        () -> {
          try {
            made.complete(make(projectId));
          } catch (Throwable e) {
            LOG.warn("values of sessions could not be ranked: {}", e.getClass().getSimpleName());
            LOG.debug("the failure", e);
            made.completeExceptionally(e);
          } finally {
            running.remove(projectId, made);
          }
        });
    return made;
  }

  private Kept make(long projectId) {
    long now = clock.millis();
    Map<SessionProperty, ValueRanking> rankings = new HashMap<>();
    count(projectId, COUNTED, LATEST, 0)
        .orElseThrow()
        .byProperty()
        .forEach(
            (property, counts) -> rankings.put(property, ValueRanking.of(property.type(), counts)));
    Kept ranked = new Kept(now, rankings);
    kept.put(projectId, new SoftReference<>(ranked));
    return ranked;
  }

  private Optional<SessionRepository.Counts> count(
      long projectId, List<SessionProperty> properties, int latest, int seconds) {
    return transactions.executeRead(
        status -> {
          Optional<SessionRepository.Counts> counts =
              sessions.count(projectId, properties, latest, seconds);
          if (counts.isEmpty()) {
            // PostgreSQL takes no more statements in it.
            status.setRollbackOnly();
          }
          return counts;
        });
  }

  /** Half of the time, so that there is some left to wait for the ranking. */
  private int seconds() {
    return Math.toIntExact(Math.max(1, settings.queryTimeout().toSeconds() / 2));
  }

  private Kept await(CompletableFuture<Kept> made) {
    try {
      return made.get(settings.queryTimeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw ApiException.of(ErrorCode.THROTTLED, "Query timeout exceeded. Try again later.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ApiException.of(ErrorCode.UNAVAILABLE, "The server is shutting down.");
    } catch (ExecutionException e) {
      throw new IllegalStateException("values of sessions cannot be read", e.getCause());
    }
  }
}
