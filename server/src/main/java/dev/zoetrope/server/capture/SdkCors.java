package dev.zoetrope.server.capture;

import dev.zoetrope.server.web.FilterOrder;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.List;
import java.util.Map;

/**
 * Lets any site talk to capture: the origin is mirrored, because beacons are credentialed requests,
 * for which browsers refuse a wildcard (B-105).
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
class SdkCors implements Ordered {
  private final CapturePaths paths;

  SdkCors(CapturePaths paths) {
    this.paths = paths;
  }

  @Override
  public int getOrder() {
    return FilterOrder.EXCHANGE + 1;
  }

  /** Answers a preflight, whatever it asks for; any other request goes on. */
  @RequestFilter
  @Nullable
  HttpResponse<?> preflight(HttpRequest<?> request) {
    if (request.getMethod() != HttpMethod.OPTIONS || !paths.isCapture(request.getPath())) {
      return null;
    }
    MutableHttpResponse<?> answer =
        HttpResponse.ok(Map.of("status", "Ok"))
            .header("Access-Control-Allow-Methods", "GET, POST, OPTIONS")
            .header("Vary", "Access-Control-Request-Headers");
    List<String> asked = request.getHeaders().getAll("Access-Control-Request-Headers");
    if (!asked.isEmpty()) {
      answer.header("Access-Control-Allow-Headers", String.join(", ", asked));
    }
    // An answer of a request filter does not pass the same class's response filter.
    grant(request, answer);
    return answer;
  }

  @ResponseFilter
  void permit(HttpRequest<?> request, @Nullable MutableHttpResponse<?> response) {
    if (response != null && paths.isCapture(request.getPath())) {
      grant(request, response);
    }
  }

  private static void grant(HttpRequest<?> request, MutableHttpResponse<?> response) {
    response.header("Vary", "Origin");
    String origin = request.getHeaders().get("Origin");
    if (origin != null) {
      response
          .header("Access-Control-Allow-Origin", origin)
          .header("Access-Control-Allow-Credentials", "true")
          .header("Access-Control-Expose-Headers", "Retry-After");
    }
  }
}
