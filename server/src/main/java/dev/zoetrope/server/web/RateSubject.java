package dev.zoetrope.server.web;

import io.micronaut.http.HttpRequest;

/** Whose requests are counted together; authentication says so, else it is the IP address. */
public final class RateSubject {
  private static final String SUBJECT = "zoetrope.rate-subject";
  private static final String NOBODY = "";

  private RateSubject() {}

  /** Counts this request for a key, by its id. */
  public static void isKey(HttpRequest<?> request, String keyId) {
    request.setAttribute(SUBJECT, "key " + keyId);
  }

  /** Does not count this request: its sender logged in. */
  public static void isSession(HttpRequest<?> request) {
    request.setAttribute(SUBJECT, NOBODY);
  }

  static boolean isUnlimited(HttpRequest<?> request) {
    return request.getAttribute(SUBJECT, String.class).filter(NOBODY::equals).isPresent();
  }

  static String of(HttpRequest<?> request) {
    return request
        .getAttribute(SUBJECT, String.class)
        .orElseGet(() -> "ip " + Addresses.caller(request));
  }
}
