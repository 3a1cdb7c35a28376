package dev.zoetrope.server.recordings;

import dev.zoetrope.server.database.Queries;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.micronaut.transaction.TransactionOperations;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the values of events that an earlier version stored, behind the traffic and in small
 * transactions; until it is done, nothing is found by values (B-249).
 */
@Singleton
class EventValueBackfill {
  private static final Logger LOG = LoggerFactory.getLogger(EventValueBackfill.class);
  private static final int EVENTS_AT_ONCE = 500;
  private static final long RETRY_SECONDS = 10;

  private final Queries queries;
  private final EventValueIndex index;
  private final TransactionOperations<Connection> transactions;
  private final Thread thread = new Thread(this::work, "event-value-backfill");

  EventValueBackfill(
      Queries queries, EventValueIndex index, TransactionOperations<Connection> transactions) {
    this.queries = queries;
    this.index = index;
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
      LOG.info("values of older events: once more later, after {}", e.getClass().getSimpleName());
      LOG.debug("the failure", e);
      TimeUnit.SECONDS.sleep(RETRY_SECONDS);
      return true;
    }
  }

  /** How far it is. */
  private record Progress(long projectId, UUID doneTo) {}

  private record Old(UUID uuid, String session, EventValueIndex.Entry entry) {}

  /** Reads some events in one transaction; false when all are read. */
  boolean step() {
    return transactions.executeWrite(
        status -> {
          Optional<Progress> progress =
              queries.first(
                  "SELECT project_id, done_to FROM event_value_backfill FOR UPDATE",
                  row -> new Progress(row.getLong(1), row.getObject(2, UUID.class)));
          progress.ifPresent(this::advance);
          return progress.isPresent();
        });
  }

  private void advance(Progress progress) {
    List<Old> events = next(progress);
    if (events.isEmpty()) {
      nextProject(progress.projectId());
      return;
    }
    List<EventValueIndex.Entry> entries = new ArrayList<>();
    for (Old event : events) {
      if (event.session() != null) {
        entries.add(event.entry());
      }
    }
    index.add(progress.projectId(), entries);
    queries.update(
        "UPDATE event_value_backfill SET done_to = ?", events.get(events.size() - 1).uuid());
  }

  private List<Old> next(Progress progress) {
    String select = "SELECT uuid, session_id, occurred_at, properties FROM event WHERE";
    String order = " ORDER BY project_id, uuid LIMIT " + EVENTS_AT_ONCE;
    Queries.Reader<Old> reader =
        row ->
            new Old(
                row.getObject(1, UUID.class),
                row.getString(2),
                EventValueIndex.Entry.of(
                    row.getString(2), Queries.time(row, "occurred_at"), row.getString(4)));
    return progress.doneTo() == null
        ? queries.all(select + " project_id = ?" + order, reader, progress.projectId())
        : queries.all(
            select + " project_id = ? AND uuid > ?" + order,
            reader,
            progress.projectId(),
            progress.doneTo());
  }

  private void nextProject(long after) {
    Optional<Long> next =
        queries.first(
            "SELECT project_id FROM event WHERE project_id > ? ORDER BY project_id LIMIT 1",
            row -> row.getLong(1),
            after);
    if (next.isPresent()) {
      queries.update("UPDATE event_value_backfill SET project_id = ?, done_to = NULL", next.get());
    } else {
      queries.update("DELETE FROM event_value_backfill");
      LOG.info("the values of all older events are read");
    }
  }
}
