package dev.zoetrope.server.capture.ingest;

import dev.zoetrope.server.accounts.Project;
import dev.zoetrope.server.accounts.Projects;
import dev.zoetrope.server.capture.decode.CaptureRefusal;
import dev.zoetrope.server.capture.decode.CapturedBatch;
import dev.zoetrope.server.capture.decode.SnapshotItem;
import dev.zoetrope.server.snapshots.BlockWriter;
import dev.zoetrope.server.snapshots.NewBlock;
import dev.zoetrope.server.web.StorageUnavailable;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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
  private static final long GROUP_BYTES = 16L << 20;
  private static final long QUEUE_BYTES = 48L << 20;
  private static final int RETRIES = 5;

  /**
   * A commit costs about as much for one request as for ten. While others are being read, it waits
   * this long for them; a request that comes alone never waits.
   */
  private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(4);

  private static final int ENOUGH = 64;

  private final Projects projects;
  private final IngestTransaction transaction;
  private final BlockWriter blocks;
  private final Thread writer = new Thread(this::write, "ingest-writer");

  /** Guards what follows: submissions that wait, and the bytes of all that are not stored yet. */
  private final Object lock = new Object();

  private final Queue<Submission> waiting = new ArrayDeque<>();
  private long held;

  /** Requests that are being read: what they bring is worth waiting for a moment. */
  private int arriving;

  private boolean stopping;

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

  /** Says that a request begins to be read, which may bring a batch. */
  public void expect() {
    synchronized (lock) {
      arriving++;
    }
  }

  /** Says that an expected request has been read, whatever came of it. */
  public void arrived() {
    synchronized (lock) {
      arriving--;
      if (arriving == 0) {
        lock.notifyAll();
      }
    }
  }

  /**
   * Takes a batch; the future completes once it is on disk, or exceptionally: with {@link
   * StorageUnavailable} when the sender should try again, with a {@link CaptureRefusal} when this
   * batch can never be stored. A batch for a token that no project has is dropped, as upstream
   * does.
   */
  public CompletableFuture<Void> submit(CapturedBatch batch) {
    if (batch.snapshots().isEmpty() && batch.events().isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    Optional<Project> project;
    try {
      project = projects.byToken(batch.token());
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(new StorageUnavailable("no database", e));
    }
    if (project.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    Submission submission;
    try {
      submission = prepare(project.get().id(), batch);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
    Optional<String> refusal = enqueue(submission);
    if (refusal.isPresent()) {
      blocks.release(submission.blocks());
      return CompletableFuture.failedFuture(new StorageUnavailable(refusal.get(), null));
    }
    return submission.done();
  }

  /** Why it cannot be taken; empty when it is. */
  private Optional<String> enqueue(Submission submission) {
    synchronized (lock) {
      if (stopping) {
        return Optional.of("the server is shutting down");
      }
      if (held > 0 && held + submission.weight() > QUEUE_BYTES) {
        return Optional.of("more arrives than can be stored");
      }
      held += submission.weight();
      waiting.add(submission);
      if (waiting.size() == 1 || waiting.size() == ENOUGH) {
        // In between, the writer knows that there is something.
        lock.notifyAll();
      }
      return Optional.empty();
    }
  }

  /**
   * Reads the events and writes the blocks, which is most of the work, on the sender's thread: the
   * one writer only makes them durable and known.
   */
  private Submission prepare(long projectId, CapturedBatch batch) {
    List<Submission.Event> events = batch.events().stream().map(Submission.Event::of).toList();
    List<Submission.Item> items = new ArrayList<>(batch.snapshots().size());
    if (!batch.snapshots().isEmpty()) {
      blocks.requireSpace();
    }
    for (SnapshotItem item : batch.snapshots()) {
      NewBlock block =
          new NewBlock(
              item.sessionId(),
              item.uuid(),
              item.windowId(),
              item.facts().start(),
              item.facts().end(),
              (int) item.facts().counts().events(),
              item.facts().counts().bytes(),
              item.zstd());
      try {
        items.add(new Submission.Item(item.withoutBytes(), blocks.write(projectId, block)));
      } catch (RuntimeException e) {
        blocks.release(items.stream().map(Submission.Item::block).toList());
        throw e;
      }
    }
    return new Submission(
        projectId, items, events, batch.weightWithoutBlocks(), new CompletableFuture<>());
  }

  private void write() {
    while (writeNext()) {
      // The group is out of scope here: it must not stay in memory until the next one comes.
    }
  }

  /** False once the server stops. */
  private boolean writeNext() {
    List<Submission> group = next();
    try {
      store(group);
    } catch (Throwable e) {
      // Not even an Error may end this thread: everybody would wait for ever.
      fail(group, e);
    } finally {
      group.forEach(submission -> blocks.release(submission.blocks()));
      long stored = group.stream().mapToLong(Submission::weight).sum();
      synchronized (lock) {
        held -= stored;
      }
    }
    return !group.isEmpty();
  }

  /** What waits, within bounds; blocks while nothing does; empty once the server stops. */
  private List<Submission> next() {
    List<Submission> group = new ArrayList<>();
    synchronized (lock) {
      while (waiting.isEmpty() && !stopping) {
        try {
          lock.wait();
        } catch (InterruptedException e) {
          stopping = true;
        }
      }
      awaitOthers();
      long bytes = 0;
      while (!waiting.isEmpty() && group.size() < GROUP_COUNT && bytes < GROUP_BYTES) {
        bytes += waiting.peek().weight();
        group.add(waiting.remove());
      }
    }
    return group;
  }

  private void awaitOthers() {
    long end = System.nanoTime() + PATIENCE_NANOS;
    long left = PATIENCE_NANOS;
    while (arriving > 0 && waiting.size() < ENOUGH && left > 0 && !stopping) {
      try {
        TimeUnit.NANOSECONDS.timedWait(lock, left);
      } catch (InterruptedException e) {
        stopping = true;
      }
      left = end - System.nanoTime();
    }
  }

  private void store(List<Submission> group) {
    if (group.isEmpty()) {
      return;
    }
    try {
      blocks.requireSpace();
      storeWithRetries(group);
      group.forEach(s -> s.done().complete(null));
    } catch (RuntimeException e) {
      int half = group.size() / 2;
      if (half == 0 || Failures.isStorage(e)) {
        fail(group, e);
      } else {
        // One of them does not fit: the others must not suffer for it.
        store(group.subList(0, half));
        store(group.subList(half, group.size()));
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
        if (attempt == RETRIES || !Failures.isConflict(e)) {
          throw e;
        }
      }
    }
  }

  private static void fail(List<Submission> group, Throwable e) {
    // Messages of databases quote values, and values are not for the log.
    LOG.error("{} ingestion requests could not be stored: {}", group.size(), Failures.kind(e));
    LOG.debug("the failure", e);
    Throwable told = told(e);
    group.forEach(s -> s.done().completeExceptionally(told));
  }

  private static Throwable told(Throwable e) {
    if (e instanceof StorageUnavailable) {
      return e;
    }
    return Failures.isData(e)
        ? CaptureRefusal.unstorable()
        : new StorageUnavailable("the storage does not work: " + Failures.kind(e), e);
  }

  /** Stores what was taken before the server ends. */
  @PreDestroy
  void stop() throws InterruptedException {
    synchronized (lock) {
      stopping = true;
      lock.notifyAll();
    }
    writer.join(TimeUnit.SECONDS.toMillis(20));
  }
}
