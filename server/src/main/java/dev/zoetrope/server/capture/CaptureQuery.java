package dev.zoetrope.server.capture;

import dev.zoetrope.server.capture.decode.PayloadHints;
import io.micronaut.http.HttpParameters;
import io.micronaut.http.HttpRequest;
import java.time.Instant;
import java.util.regex.Pattern;

/** What SDKs put into the query string; unknown parameters are noise. */
final class CaptureQuery {
  private static final Pattern MILLISECONDS = Pattern.compile("\\d{1,14}");
  private static final Pattern VERSION = Pattern.compile("\\d{1,4}");

  private CaptureQuery() {}

  static PayloadHints hints(HttpRequest<?> request, PayloadHints.Kind kind) {
    HttpParameters query = request.getParameters();
    String token = query.get("token");
    String data = query.get("data");
    return new PayloadHints(
        kind,
        query.get("compression"),
        data == null || data.isEmpty() ? null : data,
        sentAt(query.get("_")),
        token == null ? query.get("api_key") : token,
        request.getHeaders().get("User-Agent"));
  }

  /** The form of the flags that is asked for; 1 when nothing is said. */
  static int version(HttpRequest<?> request) {
    String version = request.getParameters().get("v");
    return version != null && VERSION.matcher(version).matches() ? Integer.parseInt(version) : 1;
  }

  private static Instant sentAt(String milliseconds) {
    return milliseconds != null && MILLISECONDS.matcher(milliseconds).matches()
        ? Instant.ofEpochMilli(Long.parseLong(milliseconds))
        : null;
  }
}
