package dev.zoetrope.server.capture;

import dev.zoetrope.server.web.Contract;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which addresses are capture's, and what is left of one behind a path prefix: a site's own proxy
 * may hand on {@code /ingest/s/} as it is (B-104).
 */
@Singleton
class CapturePaths {
  private static final String SUFFIX =
      "/(?:i/v0/e|i/v1/logs|i/v1/metrics|e|s|batch|capture|track|engage|flags|decide"
          + "|array/[^/]+/(?:config|config\\.js|array\\.js)"
          + "|static/(?:[^/]+/)?[^/]+\\.js"
          + "|api/(?:surveys|web_experiments|product_tours|early_access_features))/?";
  private static final Pattern OWN = Pattern.compile(SUFFIX);
  private static final Pattern PREFIXED = Pattern.compile("(?:/[^/]*)+?(" + SUFFIX + ")");

  /** First segments of the addresses that are not capture's: no prefix starts with them. */
  private final Set<String> taken;

  CapturePaths(Contract contract) {
    taken =
        contract.operations().stream()
            .filter(
                operation -> !operation.node().path("x-scope").asText().equals("capture-compat"))
            .map(operation -> firstSegment(operation.path()))
            .filter(segment -> !segment.isEmpty())
            .collect(Collectors.toSet());
  }

  /** Whether the path, which has no prefix any more, is one of capture's. */
  boolean isCapture(String path) {
    return OWN.matcher(path).matches();
  }

  /** The request target without its prefix; empty when it has none or is not capture's. */
  Optional<String> withoutPrefix(String target) {
    String path = path(target);
    if (!path.startsWith("/") || isCapture(path) || taken.contains(firstSegment(path))) {
      return Optional.empty();
    }
    Matcher prefixed = PREFIXED.matcher(path);
    return prefixed.matches()
        ? Optional.of(prefixed.group(1) + target.substring(path.length()))
        : Optional.empty();
  }

  /** The request target without its query. */
  static String path(String target) {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  private static String firstSegment(String path) {
    int end = path.indexOf('/', 1);
    return end < 0 ? path.substring(1) : path.substring(1, end);
  }
}
