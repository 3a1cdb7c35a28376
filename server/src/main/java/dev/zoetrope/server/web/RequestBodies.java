package dev.zoetrope.server.web;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.ServerHttpRequest;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * The bytes of a request body, read once and kept with the request, for everybody who has to look
 * into it: the key in the body, the model in the body. Bounded by {@link WebSettings#maxBody()};
 * what is larger is refused with 413 and never held (B-016).
 */
@Singleton
public class RequestBodies {
  private static final String BODY = "zoetrope.body";

  private final long limit;

  RequestBodies(WebSettings settings) {
    this.limit = settings.maxBody();
  }

  /** The bytes when they have been read already. */
  public Optional<byte[]> known(HttpRequest<?> request) {
    return request
        .getAttribute(BODY, Collector.class)
        .filter(collector -> collector.bytes.isDone())
        .filter(collector -> !collector.bytes.isCompletedExceptionally())
        .map(collector -> collector.bytes.join());
  }

  /** Reads the body; completes exceptionally with the 413 refusal when it is too large. */
  public CompletableFuture<byte[]> read(HttpRequest<?> request) {
    Optional<Collector> begun = request.getAttribute(BODY, Collector.class);
    if (begun.isPresent()) {
      return begun.get().bytes.copy();
    }
    if (request.getContentLength() > limit) {
      return CompletableFuture.failedFuture(tooLarge(limit));
    }
    Collector collector = new Collector(limit);
    request.setAttribute(BODY, collector);
    ((ServerHttpRequest<?>) request).byteBody().toByteArrayPublisher().subscribe(collector);
    return collector.bytes.copy();
  }

  private static ApiException tooLarge(long limit) {
    return ApiException.of(
        ErrorCode.REQUEST_TOO_LARGE, "The request body is larger than %d bytes.".formatted(limit));
  }

  /** Counts while it collects, so that an unannounced large body is given up in time. */
  private static final class Collector implements Subscriber<byte[]> {
    private final CompletableFuture<byte[]> bytes = new CompletableFuture<>();
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    private final long limit;
    private Subscription subscription;

    Collector(long limit) {
      this.limit = limit;
    }

    @Override
    public void onSubscribe(Subscription started) {
      subscription = started;
      started.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(byte[] chunk) {
      if (buffer.size() + (long) chunk.length > limit) {
        subscription.cancel();
        bytes.completeExceptionally(tooLarge(limit));
      } else {
        buffer.writeBytes(chunk);
      }
    }

    @Override
    public void onError(Throwable failure) {
      // The sender went away or broke off; nobody else's fault, and mostly nobody to tell.
      bytes.completeExceptionally(
          ApiException.of(ErrorCode.MALFORMED, "The request body ended early."));
    }

    @Override
    public void onComplete() {
      bytes.complete(buffer.toByteArray());
    }
  }
}
