package dev.zoetrope.server.web;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.UriRouteInfo;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Around every request: its id, the headers every answer has, and one line in the log. The line
 * holds the route, never the path, the query, a body or a key: paths name recordings and tokens.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
class Exchange implements Ordered {
  private static final Logger LOG = LoggerFactory.getLogger("dev.zoetrope.access");
  private static final String STARTED = "zoetrope.started";

  private static final Pattern ANY_CODING =
      Pattern.compile("\\*(\\s*;\\s*q=(1(\\.0+)?|0\\.\\d*[1-9]\\d*))?");

  private final WebSettings settings;
  private final ErrorAnswers answers;

  Exchange(WebSettings settings, ErrorAnswers answers) {
    this.settings = settings;
    this.answers = answers;
  }

  @Override
  public int getOrder() {
    return FilterOrder.EXCHANGE;
  }

  @RequestFilter
  void begin(HttpRequest<?> request) {
    RequestIds.assign(request);
    request.setAttribute(STARTED, System.nanoTime());
    takeAnyForGzip(request);
    if (settings.trustForwarded()) {
      Addresses.trustForwarded(request);
    }
  }

  /**
   * Who takes any coding ({@code *}, as some HTTP libraries say whatever they can read) gets the
   * one that everybody can read, not the newest.
   */
  private static void takeAnyForGzip(HttpRequest<?> request) {
    String accepted = request.getHeaders().get("Accept-Encoding");
    if (accepted != null
        && ANY_CODING.matcher(accepted.strip()).matches()
        && request.getHeaders() instanceof MutableHttpHeaders headers) {
      headers.set("Accept-Encoding", "gzip");
    }
  }

  @ResponseFilter
  void end(HttpRequest<?> request, @Nullable MutableHttpResponse<?> response) {
    if (response == null) {
      return;
    }
    if (response.code() >= 400 && response.body() == null) {
      answers.fill(request, response);
    }
    RequestIds.of(request).ifPresent(id -> response.header(RequestIds.HEADER, id));
    // Whatever is long enough is compressed for those who take it: caches must know.
    response.header("Vary", "Accept-Encoding");
    setIfAbsent(response, "X-Content-Type-Options", "nosniff");
    setIfAbsent(response, "Referrer-Policy", "no-referrer");
    if (request.getPath().startsWith("/api/")) {
      setIfAbsent(response, "Cache-Control", "no-store");
      setIfAbsent(
          response, "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    }
    if (LOG.isInfoEnabled()) {
      long started = request.getAttribute(STARTED, Long.class).orElse(System.nanoTime());
      LOG.info(
          "method={} route={} status={} ms={} in={} id={}",
          request.getMethodName(),
          route(request),
          response.code(),
          (System.nanoTime() - started) / 1_000_000,
          Math.max(0, request.getContentLength()),
          RequestIds.of(request).orElse("-"));
    }
  }

  private static void setIfAbsent(MutableHttpResponse<?> response, String name, String value) {
    if (!response.getHeaders().contains(name)) {
      response.header(name, value);
    }
  }

  private static String route(HttpRequest<?> request) {
    return RouteAttributes.getRouteInfo(request)
        .filter(UriRouteInfo.class::isInstance)
        .map(route -> ((UriRouteInfo<?, ?>) route).getUriMatchTemplate().toPathString())
        .orElse("(no route)");
  }
}
