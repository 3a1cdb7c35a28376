package dev.zoetrope.server.accounts;

import dev.zoetrope.server.web.Contract;
import dev.zoetrope.server.web.RequestBodies;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what a request presents, in upstream's order: sharing token where the operation admits it,
 * then the personal API key in the header, in the body, in the query; then the session cookie. The
 * first one found counts (contract reference 2.1, B-050).
 */
@Singleton
class Credentials {
  static final String SESSION_COOKIE = "sessionid";
  private static final Pattern BEARER = Pattern.compile("Bearer\\s+(\\S.*)");

  private final RequestBodies bodies;

  Credentials(RequestBodies bodies) {
    this.bodies = bodies;
  }

  /** Where a credential was found, with upstream's word for it. */
  enum Place {
    HEADER("Authorization header"),
    BODY("body"),
    QUERY("query string"),
    COOKIE("cookie"),
    SHARING("sharing token"),
    NOWHERE("nowhere");

    private final String text;

    Place(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  /** A credential as presented; never to be logged. */
  record Presented(Place place, String value) {
    @Override
    public String toString() {
      return place.text();
    }
  }

  CompletableFuture<Presented> of(HttpRequest<?> request, Contract.Operation operation) {
    Optional<String> sharing = request.getParameters().getFirst("sharing_access_token");
    if (sharing.isPresent() && operation.security().contains("sharingAccessToken")) {
      return CompletableFuture.completedFuture(new Presented(Place.SHARING, sharing.get()));
    }
    String header = request.getHeaders().get("Authorization");
    if (header != null) {
      Matcher bearer = BEARER.matcher(header.strip());
      if (bearer.matches()) {
        return CompletableFuture.completedFuture(
            new Presented(Place.HEADER, bearer.group(1).strip()));
      }
    }
    if (request.getContentLength() == 0
        || (request.getContentLength() < 0
            && request.getHeaders().get("Transfer-Encoding") == null)) {
      return CompletableFuture.completedFuture(outsideTheBody(request));
    }
    return bodies
        .read(request)
        .thenApply(
            bytes ->
                KeyInBody.find(request.getHeaders().get("Content-Type"), bytes)
                    .map(key -> new Presented(Place.BODY, key))
                    .orElseGet(() -> outsideTheBody(request)));
  }

  private static Presented outsideTheBody(HttpRequest<?> request) {
    Optional<String> query = request.getParameters().getFirst("personal_api_key");
    if (query.isPresent() && !query.get().isBlank()) {
      return new Presented(Place.QUERY, query.get());
    }
    return request
        .getCookies()
        .findCookie(SESSION_COOKIE)
        .map(Cookie::getValue)
        .map(value -> new Presented(Place.COOKIE, value))
        .orElse(new Presented(Place.NOWHERE, ""));
  }
}
