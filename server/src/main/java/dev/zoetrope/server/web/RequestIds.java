package dev.zoetrope.server.web;

import io.micronaut.http.HttpRequest;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The id that names a request in answers and in the log: the caller's own if it is sane (B-011).
 */
public final class RequestIds {
  static final String HEADER = "X-Request-Id";
  private static final String ATTRIBUTE = "zoetrope.request-id";
  private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private RequestIds() {}

  static String assign(HttpRequest<?> request) {
    String given = request.getHeaders().get(HEADER);
    String id =
        given != null && SANE.matcher(given).matches() ? given : UUID.randomUUID().toString();
    request.setAttribute(ATTRIBUTE, id);
    return id;
  }

  /** The id of the request, once the filters have seen it. */
  public static Optional<String> of(HttpRequest<?> request) {
    return request.getAttribute(ATTRIBUTE, String.class);
  }
}
