package dev.zoetrope.server.capture.ingest;

import dev.zoetrope.server.accounts.Project;
import dev.zoetrope.server.accounts.Projects;
import dev.zoetrope.server.capture.decode.CapturedBatch;
import dev.zoetrope.server.snapshots.BlockWriter;
import dev.zoetrope.server.web.StorageUnavailable;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Group commit (design 4.2): one thread stores what all requests brought since the last time in one
 * transaction with one sync, and only then are their senders told (B-190).
 */
@Singleton
public class IngestQueue {
  private static final Logger LOG = LoggerFactory.getLogger(IngestQueue.class);
  private static final int GROUP_COUNT = 500;
  private static final long GROUP_BYTES = 32L << 20;
  private static final long QUEUE_BYTES = 48L << 20;
  private static final int RETRIES = 3;

  private final Projects projects;
  private final IngestTransaction transaction;
  private final BlockWriter blocks;
  private final BlockingQueue<Submission> queue = new LinkedBlockingQueue<>();
  private final AtomicLong queued = new AtomicLong();
  private final Thread writer = new Thread(this::write, "ingest-writer");
  private volatile boolean stopping;

  IngestQueue(Projects projects, IngestTransaction transaction, BlockWriter blocks) {
    this.projects = projects;
    this.transaction = transaction;
    this.blocks = blocks;
  }

  @PostConstruct
  void start() {
    writer.setDaemon(true);
    writer.start();
  }

  /**
   * Takes a batch; the future completes once it is on disk, or exceptionally with {@link
   * StorageUnavailable} when it is not and the sender should try again. A batch for a token that no
   * project has is dropped, as upstream does.
   */
  public CompletableFuture<Void> submit(CapturedBatch batch) {
    Optional<Project> project = projects.byToken(batch.token());
    if (project.isEmpty() || (batch.snapshots().isEmpty() && batch.events().isEmpty())) {
      return CompletableFuture.completedFuture(null);
    }
    if (stopping) {
      return CompletableFuture.failedFuture(
          new StorageUnavailable("the server is shutting down", null));
    }
    long weight = batch.weight();
    if (queued.addAndGet(weight) - weight > QUEUE_BYTES) {
      queued.addAndGet(-weight);
      return CompletableFuture.failedFuture(
          new StorageUnavailable("more arrives than can be stored", null));
    }
    Submission submission = new Submission(project.get().id(), batch, new CompletableFuture<>());
    queue.add(submission);
    return submission.done();
  }

  private void write() {
    List<Submission> group = new ArrayList<>();
    while (!stopping || !queue.isEmpty()) {
      try {
        Submission first = queue.poll(100, TimeUnit.MILLISECONDS);
        if (first == null) {
          continue;
        }
        group.add(first);
        long bytes = first.batch().weight();
        while (group.size() < GROUP_COUNT && bytes < GROUP_BYTES) {
          Submission next = queue.poll();
          if (next == null) {
            break;
          }
          group.add(next);
          bytes += next.batch().weight();
        }
        store(group);
      } catch (InterruptedException e) {
        stopping = true;
      } finally {
        group.forEach(s -> queued.addAndGet(-s.batch().weight()));
        group.clear();
      }
    }
  }

  private void store(List<Submission> group) {
    try {
      blocks.requireSpace();
      storeWithRetries(group);
      group.forEach(s -> s.done().complete(null));
    } catch (RuntimeException e) {
      if (group.size() == 1 || isStorage(e)) {
        fail(group, e);
      } else {
        // One of them does not fit: the others must not suffer for it.
        group.forEach(s -> store(List.of(s)));
      }
    }
  }

  /** Another server may have stored the same uuid or recording a moment ago: then once more. */
  private void storeWithRetries(List<Submission> group) {
    for (int attempt = 1; ; attempt++) {
      try {
        transaction.store(group);
        return;
      } catch (RuntimeException e) {
        if (attempt == RETRIES || !isConflict(e)) {
          throw e;
        }
      }
    }
  }

  private static void fail(List<Submission> group, RuntimeException e) {
    LOG.error("{} ingestion batches could not be stored", group.size(), e);
    RuntimeException told =
        e instanceof StorageUnavailable
            ? e
            : new StorageUnavailable("the batch could not be stored", e);
    group.forEach(s -> s.done().completeExceptionally(told));
  }

  private static boolean isConflict(Throwable e) {
    String state = sqlState(e);
    return state.startsWith("23") || state.equals("40001") || state.equals("40P01");
  }

  /** The disk or the connection, not the data. */
  private static boolean isStorage(Throwable e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof StorageUnavailable || t instanceof IOException) {
        return true;
      }
    }
    String state = sqlState(e);
    return state.startsWith("08") || state.startsWith("53") || state.startsWith("90");
  }

  private static String sqlState(Throwable e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState();
      }
    }
    return "";
  }

  /** Stores what was taken before the server ends. */
  @PreDestroy
  void stop() throws InterruptedException {
    stopping = true;
    writer.join(TimeUnit.SECONDS.toMillis(20));
  }
}
