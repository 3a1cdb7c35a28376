package dev.zoetrope.server.web;

import io.micronaut.http.HttpRequest;
import java.util.List;
import java.util.regex.Pattern;

/** Where the request came to and from, as far as the caller (or a trusted proxy) says so. */
public final class Addresses {
  private static final String FORWARDED = "zoetrope.forwarded";
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.\\-_\\[\\]:]{1,255}");

  private Addresses() {}

  /** Believes the proxy's headers for this request. */
  static void trustForwarded(HttpRequest<?> request) {
    request.setAttribute(FORWARDED, true);
  }

  /** Scheme, host and port the caller used, without a slash at the end. */
  public static String base(HttpRequest<?> request) {
    String host = first(request, "X-Forwarded-Host", request.getHeaders().get("Host"));
    if (host == null || !HOST.matcher(host).matches()) {
      host = "localhost";
    }
    String scheme = first(request, "X-Forwarded-Proto", request.isSecure() ? "https" : "http");
    return (scheme.equalsIgnoreCase("https") ? "https://" : "http://") + host;
  }

  /** The caller's IP address. */
  public static String caller(HttpRequest<?> request) {
    List<String> hops = forwarded(request, "X-Forwarded-For");
    // The nearest hop is the one that the trusted proxy wrote.
    return hops.isEmpty()
        ? String.valueOf(request.getRemoteAddress().getAddress().getHostAddress())
        : hops.get(hops.size() - 1);
  }

  private static String first(HttpRequest<?> request, String header, String otherwise) {
    List<String> values = forwarded(request, header);
    return values.isEmpty() ? otherwise : values.get(0);
  }

  private static List<String> forwarded(HttpRequest<?> request, String header) {
    if (request.getAttribute(FORWARDED).isEmpty()) {
      return List.of();
    }
    return request.getHeaders().getAll(header).stream()
        .flatMap(line -> List.of(line.split(",", -1)).stream())
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .toList();
  }
}
