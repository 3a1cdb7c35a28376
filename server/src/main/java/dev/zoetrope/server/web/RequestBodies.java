package dev.zoetrope.server.web;

import io.micronaut.context.annotation.Value;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.body.CloseableAvailableByteBody;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The bytes of a request body, read once and kept with the request, for everybody who has to look
 * into it: the key in the body, the model in the body. Bounded by {@code zoetrope.web.max-body}
 * (bytes); what is larger is refused with 413 (B-016).
 */
@Singleton
public class RequestBodies {
  private static final String BYTES = "zoetrope.body";

  private final long limit;

  RequestBodies(@Value("${zoetrope.web.max-body:2097152}") long limit) {
    this.limit = limit;
  }

  /** The bytes when they have been read already. */
  public Optional<byte[]> known(HttpRequest<?> request) {
    return request.getAttribute(BYTES, byte[].class);
  }

  /** Reads the body; completes exceptionally with the 413 refusal when it is too large. */
  public CompletableFuture<byte[]> read(HttpRequest<?> request) {
    Optional<byte[]> known = known(request);
    if (known.isPresent()) {
      return CompletableFuture.completedFuture(known.get());
    }
    if (request.getContentLength() > limit) {
      return CompletableFuture.failedFuture(tooLarge());
    }
    ServerHttpRequest<?> server = (ServerHttpRequest<?>) request;
    return server
        .byteBody()
        .move()
        .buffer()
        .thenApply(
            body -> {
              try (CloseableAvailableByteBody closing = body) {
                if (closing.length() > limit) {
                  throw tooLarge();
                }
                byte[] bytes = closing.toByteArray();
                request.setAttribute(BYTES, bytes);
                return bytes;
              }
            })
        .toCompletableFuture();
  }

  private ApiException tooLarge() {
    return ApiException.of(
        ErrorCode.REQUEST_TOO_LARGE, "The request body is larger than %d bytes.".formatted(limit));
  }
}
