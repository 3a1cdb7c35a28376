package dev.zoetrope.server.web;

import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Offset paging as upstream does it (contract reference 1.5, B-015). */
@Singleton
public class Paging {
  private static final int DEFAULT_LIMIT = 100;

  /** Which part of a list is wanted: at most {@code limit} results from {@code offset} on. */
  public record Window(int limit, int offset) {}

  /** Links to the neighbouring pages; null at the ends. */
  public record Links(String next, String previous) {}

  /** What the parameters ask for; nonsense silently means the defaults. */
  public Window window(String limit, String offset) {
    int asked = number(limit);
    int from = number(offset);
    return new Window(asked > 0 ? asked : DEFAULT_LIMIT, Math.max(from, 0));
  }

  /** The links of a page: the caller's own address with other {@code limit} and {@code offset}. */
  public Links links(HttpRequest<?> request, Window window, long count) {
    long after = (long) window.offset() + window.limit();
    long before = (long) window.offset() - window.limit();
    return new Links(
        after < count ? address(request, window.limit(), after) : null,
        window.offset() > 0 ? address(request, window.limit(), before) : null);
  }

  /** The address of a page; no {@code offset} for a page that starts at or before 0. */
  private static String address(HttpRequest<?> request, int limit, long offset) {
    Map<String, List<String>> parameters = new TreeMap<>();
    request.getParameters().forEach(entry -> parameters.put(entry.getKey(), entry.getValue()));
    // A key in the query must not travel on in links.
    parameters.remove("personal_api_key");
    parameters.put("limit", List.of(Integer.toString(limit)));
    parameters.remove("offset");
    if (offset > 0) {
      parameters.put("offset", List.of(Long.toString(offset)));
    }
    StringBuilder query = new StringBuilder();
    parameters.forEach(
        (name, values) ->
            values.forEach(
                value ->
                    query
                        .append(query.isEmpty() ? '?' : '&')
                        .append(encoded(name))
                        .append('=')
                        .append(encoded(value))));
    return Addresses.base(request) + request.getUri().getRawPath() + query;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static int number(String text) {
    if (text == null || !text.strip().matches("\\+?[0-9]{1,18}")) {
      return -1;
    }
    return (int) Math.min(Integer.MAX_VALUE, Long.parseLong(text.strip()));
  }
}
