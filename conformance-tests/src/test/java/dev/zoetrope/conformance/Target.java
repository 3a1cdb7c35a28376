package dev.zoetrope.conformance;

import java.net.URI;
import java.util.Objects;

/**
 * The server under test: the one that {@code ZOETROPE_TARGET_URL} names, with {@code
 * ZOETROPE_TARGET_KEY} (a personal API key with all scopes) and {@code ZOETROPE_TARGET_TOKEN} (the
 * token of the key owner's current project), or else the bundled one, started for this test run.
 * The suite writes to and deletes from that project.
 *
 * @param base where the server answers
 * @param key a personal API key with all scopes
 * @param projectToken what SDKs of the key owner's current project send
 */
public record Target(URI base, String key, String projectToken) {
  private static final Target INSTANCE = find();

  /** The one server of this test run. */
  public static Target get() {
    return INSTANCE;
  }

  private static Target find() {
    String url = System.getenv("ZOETROPE_TARGET_URL");
    if (url == null || url.isBlank()) {
      return BundledServer.start();
    }
    return new Target(
        URI.create(url), needed("ZOETROPE_TARGET_KEY"), needed("ZOETROPE_TARGET_TOKEN"));
  }

  private static String needed(String name) {
    return Objects.requireNonNull(
        System.getenv(name), name + " is needed when ZOETROPE_TARGET_URL is set");
  }
}
