package dev.zoetrope.server.sessions;

import dev.zoetrope.server.sessions.KeptRankings.Kept;
import dev.zoetrope.server.web.ApiException;
import dev.zoetrope.server.web.ErrorCode;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.micronaut.transaction.TransactionOperations;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The most frequent values of properties. Sessions are looked at each time, as long as they are
 * few; for many a ranking is made behind the answers, kept, and made anew when it is older than ten
 * seconds (B-335). Memory is bounded whatever the values are.
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

  /** Each takes up to 3 MB and a processor. */
  private static final int AT_ONCE = 2;

  private static final List<SessionProperty> COUNTED =
      SessionProperty.ALL.stream()
          .filter(property -> property.type() != SessionProperty.Type.BOOLEAN)
          .toList();

  private final SessionRepository sessions;
  private final TransactionOperations<Connection> transactions;
  private final SessionsSettings settings;
  private final Clock clock;
  private final KeptRankings kept;
  private final Semaphore looking = new Semaphore(AT_ONCE, true);
  private final Set<Long> waiting = ConcurrentHashMap.newKeySet();

  /** One ranking after the other. */
  private final ExecutorService behind =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "session-values");
            thread.setDaemon(true);
            return thread;
          });

  RankedValues(
      SessionRepository sessions,
      TransactionOperations<Connection> transactions,
      SessionsSettings settings,
      Clock clock) {
    this.sessions = sessions;
    this.transactions = transactions;
    this.settings = settings;
    this.clock = clock;
    this.kept = new KeptRankings(settings.rankingBytes());
  }

  /** The most frequent values of a property with this text in them. */
  List<String> top(long projectId, SessionProperty property, String search, int most) {
    Kept ranked = kept.of(projectId);
    if (ranked != null) {
      long age = clock.millis() - ranked.madeAt();
      if (age < 0 || age > FRESH_MS) {
        renew(projectId);
      }
      if (age >= 0 && age <= STALE_MS && ranked.rankings().containsKey(property)) {
        return ranked.rankings().get(property).top(search, most);
      }
    }
    TopValues looked = look(projectId, property, search, most);
    if (ranked == null && looked.sessions() > FEW) {
      renew(projectId);
    }
    return looked.best();
  }

  /** When the ranking of a project was made, epoch milliseconds; -1 when none is kept. */
  long keptSince(long projectId) {
    Kept ranked = kept.of(projectId);
    return ranked == null ? -1 : ranked.madeAt();
  }

  /** So that the first one who asks after a start need not wait for what is ranked behind. */
  @EventListener
  void onListening(ServerStartupEvent event) {
    behind.execute(this::makeThoseWithMany);
  }

  private void makeThoseWithMany() {
    try {
      List<Long> projects = transactions.executeRead(status -> sessions.projectsWithMoreThan(FEW));
      Iterator<Long> next = projects.iterator();
      while (next.hasNext() && kept.bytes() < settings.rankingBytes() / 2) {
        make(next.next());
      }
    } catch (RuntimeException e) {
      failed(e);
    }
  }

  private TopValues look(long projectId, SessionProperty property, String search, int most) {
    long patience = settings.queryTimeout().toMillis();
    try {
      if (!looking.tryAcquire(patience, TimeUnit.MILLISECONDS)) {
        throw tooLong();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ApiException.of(ErrorCode.UNAVAILABLE, "The server is shutting down.");
    }
    try {
      TopValues values = new TopValues(property.type(), search, most);
      long end = System.nanoTime() + settings.queryTimeout().toNanos();
      boolean inTime =
          scan(projectId, List.of(property), settings.queryTimeout(), row -> values.count(row[0]))
              && (values.pickFromCounted()
                  || scan(
                      projectId,
                      List.of(property),
                      Duration.ofNanos(end - System.nanoTime()),
                      row -> values.pick(row[0])));
      if (!inTime) {
        // Without a time limit, for those who ask again.
        renew(projectId);
        throw tooLong();
      }
      return values;
    } finally {
      looking.release();
    }
  }

  private static ApiException tooLong() {
    return ApiException.of(ErrorCode.THROTTLED, "Query timeout exceeded. Try again later.");
  }

  /** Makes the ranking anew behind the answers, unless that is going to be done. */
  private void renew(long projectId) {
    if (waiting.add(projectId)) {
      behind.execute(
          () -> {
            waiting.remove(projectId);
            make(projectId);
          });
    }
  }

  private void make(long projectId) {
    long now = clock.millis();
    try {
      ValueCounts counts = new ValueCounts(COUNTED, settings.rankingBytes());
      if (scan(projectId, COUNTED, null, counts::add)) {
        Map<SessionProperty, ValueRanking> rankings = new HashMap<>();
        counts
            .counts()
            .forEach(
                (property, sessionsByValue) ->
                    rankings.put(property, ValueRanking.of(property.type(), sessionsByValue)));
        kept.keep(projectId, new Kept(now, rankings));
      }
    } catch (RuntimeException e) {
      failed(e);
    }
  }

  private static void failed(RuntimeException e) {
    LOG.warn("values of sessions could not be ranked: {}", e.getClass().getSimpleName());
    LOG.debug("the failure", e);
  }

  private boolean scan(
      long projectId,
      List<SessionProperty> properties,
      Duration patience,
      Consumer<String[]> reader) {
    return transactions.executeRead(
        status -> {
          boolean inTime = sessions.scan(projectId, properties, LATEST, patience, reader);
          if (!inTime) {
            // PostgreSQL takes no more statements in it.
            status.setRollbackOnly();
          }
          return inTime;
        });
  }

  @PreDestroy
  void stop() {
    behind.shutdownNow();
  }
}
