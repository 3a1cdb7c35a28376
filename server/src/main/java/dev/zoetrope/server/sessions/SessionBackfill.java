package dev.zoetrope.server.sessions;

import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.micronaut.transaction.TransactionOperations;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the sessions of events that an earlier version stored, behind the traffic and in small
 * transactions (B-336). Each session is made anew from all of its events, so that it does not
 * matter which of them were counted before, how often the server is stopped, and what arrives
 * meanwhile.
 */
@Singleton
class SessionBackfill {
  private static final Logger LOG = LoggerFactory.getLogger(SessionBackfill.class);
  private static final int SESSIONS_AT_ONCE = 20;
  private static final int EVENTS_AT_ONCE = 2_000;
  private static final long RETRY_SECONDS = 10;

  private final BackfillRepository backfill;
  private final SessionIngest sessions;
  private final TransactionOperations<Connection> transactions;
  private final Thread thread = new Thread(this::work, "session-backfill");

  SessionBackfill(
      BackfillRepository backfill,
      SessionIngest sessions,
      TransactionOperations<Connection> transactions) {
    this.backfill = backfill;
    this.sessions = sessions;
    this.transactions = transactions;
  }

  @EventListener
  void onListening(ServerStartupEvent event) {
    thread.setDaemon(true);
    thread.start();
  }

  @PreDestroy
  void stop() throws InterruptedException {
    thread.interrupt();
    thread.join(TimeUnit.SECONDS.toMillis(5));
  }

  private void work() {
    try {
      boolean more = true;
      while (more) {
        long start = System.nanoTime();
        more = tryStep();
        // At most half of the time, so that there is room for the traffic.
        TimeUnit.NANOSECONDS.sleep(System.nanoTime() - start);
      }
    } catch (InterruptedException e) {
      // The server stops; the next start goes on.
    }
  }

  private boolean tryStep() throws InterruptedException {
    try {
      return step();
    } catch (RuntimeException e) {
      LOG.info("sessions of older events: once more later, after {}", e.getClass().getSimpleName());
      LOG.debug("the failure", e);
      TimeUnit.SECONDS.sleep(RETRY_SECONDS);
      return true;
    }
  }

  /** Makes a few sessions in one transaction; false when all are made. */
  boolean step() {
    return transactions.executeWrite(
        status -> {
          Optional<BackfillRepository.Progress> progress = backfill.lock();
          if (progress.isEmpty()) {
            return false;
          }
          String done = progress.get().doneTo();
          int events = 0;
          for (int i = 0; i < SESSIONS_AT_ONCE && events < EVENTS_AT_ONCE; i++) {
            Optional<String> next = backfill.next(done, progress.get().lastId());
            if (next.isEmpty()) {
              backfill.end();
              LOG.info("the sessions of all older events are made");
              return false;
            }
            done = next.get();
            events += make(done);
          }
          backfill.advance(done);
          return true;
        });
  }

  /** Makes the session of this id in every project that has one; answers from how many events. */
  private int make(String sessionId) {
    int[] events = new int[1];
    for (long projectId : backfill.projects(sessionId)) {
      sessions.replace(
          projectId,
          sessionId,
          () -> {
            SessionFacts[] all = new SessionFacts[1];
            events[0] +=
                backfill.events(
                    projectId,
                    sessionId,
                    said -> all[0] = all[0] == null ? said : all[0].merge(said));
            return Optional.ofNullable(all[0]);
          });
    }
    return events[0];
  }
}
