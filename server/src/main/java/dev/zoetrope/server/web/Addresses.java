package dev.zoetrope.server.web;

import io.micronaut.http.HttpRequest;
import java.util.regex.Pattern;

/** The server's own address as the caller spelled it. */
public final class Addresses {
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.\\-_\\[\\]:]{1,255}");

  private Addresses() {}

  /** Scheme, host and port, without a slash at the end. */
  public static String base(HttpRequest<?> request) {
    String host = request.getHeaders().get("Host");
    if (host == null || !HOST.matcher(host).matches()) {
      host = "localhost";
    }
    return (request.isSecure() ? "https://" : "http://") + host;
  }
}
