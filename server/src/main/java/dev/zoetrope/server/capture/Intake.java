package dev.zoetrope.server.capture;

import dev.zoetrope.server.capture.decode.CaptureRefusal;
import dev.zoetrope.server.capture.decode.PayloadHints;
import dev.zoetrope.server.capture.decode.PayloadReader;
import dev.zoetrope.server.capture.ingest.IngestQueue;
import dev.zoetrope.server.web.StorageUnavailable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.body.CloseableByteBody;
import io.micronaut.http.exceptions.ContentLengthExceededException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Takes what an SDK sends from the connection to the disk (B-100 to B-103). */
@Singleton
class Intake {
  private final PayloadReader reader;
  private final IngestQueue queue;
  private final Admission admission;
  private final RequestLimits limits;

  Intake(PayloadReader reader, IngestQueue queue, Admission admission, RequestLimits limits) {
    this.reader = reader;
    this.queue = queue;
    this.admission = admission;
    this.limits = limits;
  }

  /**
   * Returns once everything in the request is on disk.
   *
   * @throws CaptureRefusal when it cannot be used
   * @throws StorageUnavailable when it cannot be stored now
   */
  void store(HttpRequest<?> request, PayloadHints hints) {
    withBody(
        request,
        hints,
        body -> {
          await(submit(body, hints));
          return null;
        });
  }

  private CompletableFuture<Void> submit(InputStream body, PayloadHints hints) throws IOException {
    queue.expect();
    try {
      return queue.submit(reader.read(body, hints));
    } finally {
      queue.arrived();
    }
  }

  /** The project token of a request that asks for something. */
  String token(HttpRequest<?> request, PayloadHints hints) {
    return withBody(request, hints, body -> reader.token(body, hints));
  }

  private interface BodyReader<T> {
    T read(InputStream body) throws IOException;
  }

  private <T> T withBody(HttpRequest<?> request, PayloadHints hints, BodyReader<T> task) {
    long limit = hints.kind().wireLimit();
    long length = request.getContentLength();
    if (length > limit) {
      throw CaptureRefusal.tooLarge("the body has more than %d bytes".formatted(limit));
    }
    // A body of unknown length may become as long as bodies may be.
    boolean chunked = request.getHeaders().contains("Transfer-Encoding");
    try (Admission.Share share = admission.enter(chunked ? limit : Math.max(0, length));
        CloseableByteBody bytes = ((ServerHttpRequest<?>) request).byteBody().move();
        InputStream body = new ArrivingBody(bytes.toByteArrayPublisher(), limits)) {
      return task.read(body);
    } catch (IOException e) {
      if (e.getCause() instanceof ContentLengthExceededException) {
        throw CaptureRefusal.tooLarge("the body has more than %d bytes".formatted(limit));
      }
      // Nobody is there any more to read this.
      throw new CaptureRefusal(400, "failed to decode request: the body is incomplete");
    }
  }

  private void await(CompletableFuture<Void> stored) {
    try {
      stored.get(limits.patience().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CaptureRefusal refusal) {
        throw refusal;
      }
      throw e.getCause() instanceof StorageUnavailable unavailable
          ? unavailable
          : new StorageUnavailable("the batch could not be stored", e.getCause());
    } catch (TimeoutException e) {
      throw new StorageUnavailable("storing takes too long", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageUnavailable("the server is shutting down", e);
    }
  }
}
