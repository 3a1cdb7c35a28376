package dev.zoetrope.server.capture;

import dev.zoetrope.server.web.StaticDocument;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The scripts of the posthog-js that this server was built with, by file name (B-112). */
@Singleton
class SdkScripts {
  private static final String FOLDER = "/dev/zoetrope/server/capture/sdk/";

  /** No slash and no leading dot: a name never leaves the folder. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,90}\\.js");

  private final Map<String, StaticDocument> read = new ConcurrentHashMap<>();

  /** The script of this name; empty when the SDK has none. */
  Optional<StaticDocument> find(String name) {
    if (!NAME.matcher(name).matches()) {
      return Optional.empty();
    }
    // Unknown names are not remembered: anybody can make them up.
    return Optional.ofNullable(
        read.computeIfAbsent(name, n -> StaticDocument.find(FOLDER + n).orElse(null)));
  }
}
