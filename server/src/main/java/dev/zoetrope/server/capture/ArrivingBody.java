package dev.zoetrope.server.capture;

import dev.zoetrope.server.capture.decode.CaptureRefusal;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * A request body as it arrives, never more than a few chunks ahead of its reader. A sender that
 * keeps the reader waiting is given up with 408: what it may wait for grows with what came (B-103).
 */
final class ArrivingBody extends InputStream implements Subscriber<byte[]> {
  private static final int CHUNKS_AHEAD = 4;

  private final RequestLimits limits;
  private final BlockingQueue<Signal> arrived = new LinkedBlockingQueue<>();
  private Subscription subscription;
  private byte[] chunk = new byte[0];
  private int position;
  private int taken;
  private boolean ended;
  private long received;
  private long waitedNanos;

  /** What the network thread hands over: bytes, the end (both null), or a failure. */
  private record Signal(byte[] bytes, Throwable failure) {}

  ArrivingBody(Publisher<byte[]> body, RequestLimits limits) {
    this.limits = limits;
    body.subscribe(this);
  }

  @Override
  public void onSubscribe(Subscription given) {
    subscription = given;
    given.request(CHUNKS_AHEAD);
  }

  @Override
  public void onNext(byte[] bytes) {
    arrived.add(new Signal(bytes, null));
  }

  @Override
  public void onError(Throwable failure) {
    arrived.add(new Signal(null, failure));
  }

  @Override
  public void onComplete() {
    arrived.add(new Signal(null, null));
  }

  @Override
  public int read() throws IOException {
    return fill() ? chunk[position++] & 0xff : -1;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int n = Math.min(length, chunk.length - position);
    System.arraycopy(chunk, position, buffer, offset, n);
    position += n;
    return n;
  }

  @Override
  public void close() {
    if (!ended && subscription != null) {
      ended = true;
      subscription.cancel();
    }
  }

  /** Makes sure that there is something to read; false at the end. */
  private boolean fill() throws IOException {
    while (position == chunk.length) {
      if (ended) {
        return false;
      }
      Signal next = await();
      if (next.failure() != null) {
        ended = true;
        throw new IOException("the request body broke off", next.failure());
      }
      if (next.bytes() == null) {
        ended = true;
        return false;
      }
      chunk = next.bytes();
      position = 0;
      received += chunk.length;
      if (++taken == CHUNKS_AHEAD / 2) {
        // Every request wakes the network thread.
        subscription.request(taken);
        taken = 0;
      }
    }
    return true;
  }

  private Signal await() {
    long started = System.nanoTime();
    long allowed =
        limits.grace().toNanos() + received * TimeUnit.SECONDS.toNanos(1) / limits.slowest();
    try {
      Signal next = arrived.poll(allowed - waitedNanos, TimeUnit.NANOSECONDS);
      waitedNanos += System.nanoTime() - started;
      if (next != null) {
        return next;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    close();
    throw new CaptureRefusal(408, "client stopped sending data");
  }
}
