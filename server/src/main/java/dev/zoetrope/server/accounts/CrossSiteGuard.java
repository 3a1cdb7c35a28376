package dev.zoetrope.server.accounts;

import dev.zoetrope.server.web.Addresses;
import dev.zoetrope.server.web.ApiException;
import io.micronaut.http.HttpRequest;
import java.util.Set;

/**
 * A browser sends the session cookie for whoever asks, so a cookie alone changes nothing: the
 * request must also come from a page of this server (B-056). Every browser that knows SameSite says
 * where from, in {@code Sec-Fetch-Site} or {@code Origin}; a request with neither is not a
 * browser's.
 */
final class CrossSiteGuard {
  private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");

  private CrossSiteGuard() {}

  static void check(HttpRequest<?> request) {
    if (HARMLESS.contains(request.getMethodName())) {
      return;
    }
    String site = request.getHeaders().get("Sec-Fetch-Site");
    String origin = request.getHeaders().get("Origin");
    boolean ownSite = site == null || site.equals("same-origin") || site.equals("none");
    boolean ownOrigin = origin == null || origin.equals(Addresses.base(request));
    if (!ownSite || !ownOrigin) {
      throw ApiException.forbidden("CSRF Failed: Origin checking failed.");
    }
  }
}
