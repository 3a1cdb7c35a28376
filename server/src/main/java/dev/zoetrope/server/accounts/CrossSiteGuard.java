package dev.zoetrope.server.accounts;

import dev.zoetrope.server.web.Addresses;
import dev.zoetrope.server.web.ApiException;
import io.micronaut.http.HttpRequest;
import java.util.Set;

/**
 * A browser sends the session cookie for whoever asks, so a cookie alone changes nothing: the
 * request must also come from a page of this server (B-056). Browsers say where from: in {@code
 * Sec-Fetch-Site}, which no page can forge, and where they do not trust the connection enough for
 * that, in {@code Origin}. A request with neither is not a browser's.
 */
final class CrossSiteGuard {
  private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");

  private CrossSiteGuard() {}

  static void check(HttpRequest<?> request) {
    if (!HARMLESS.contains(request.getMethodName()) && !isFromHere(request)) {
      throw ApiException.forbidden("CSRF Failed: Origin checking failed.");
    }
  }

  private static boolean isFromHere(HttpRequest<?> request) {
    String site = request.getHeaders().get("Sec-Fetch-Site");
    if (site != null) {
      return site.equals("same-origin") || site.equals("none");
    }
    String origin = request.getHeaders().get("Origin");
    return origin == null || origin.equals(Addresses.base(request));
  }
}
