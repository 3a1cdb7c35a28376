package dev.zoetrope.server.instance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The names of everything the environment can say; a name that is none of them is a mistake
 * (B-002).
 */
public final class EnvironmentCheck {
  private static final String PREFIX = "ZOETROPE_";
  private static final Map<String, Setting> SETTINGS = settings();

  private EnvironmentCheck() {}

  /**
   * A setting.
   *
   * @param property the property it becomes
   * @param fallback the value without it
   * @param secret whether its value must not be shown
   */
  record Setting(String property, String fallback, boolean secret) {}

  /** Complaints about names that mean nothing; empty when all is well. */
  public static List<String> complaints(Set<String> names) {
    List<String> complaints = new ArrayList<>();
    for (String name : new TreeSet<>(names)) {
      if (name.startsWith(PREFIX) && !SETTINGS.containsKey(name)) {
        complaints.add(
            "%s is no setting of this server; the nearest is %s".formatted(name, nearest(name)));
      }
    }
    return complaints;
  }

  /** Every setting with its effective value and where that is from; secrets are masked. */
  public static String effective(Map<String, String> environment) {
    StringBuilder text = new StringBuilder();
    SETTINGS.forEach(
        (name, setting) -> {
          String given = environment.get(name);
          String value = given == null ? setting.fallback() : given;
          text.append(
              "%-40s %-20s %s%n"
                  .formatted(
                      name,
                      setting.secret() && given != null ? "(secret)" : value,
                      given == null ? "default" : "environment"));
        });
    return text.toString();
  }

  static Set<String> names() {
    return SETTINGS.keySet();
  }

  private static String nearest(String name) {
    return SETTINGS.keySet().stream()
        .min(
            (a, b) -> {
              int byDistance = Integer.compare(distance(name, a), distance(name, b));
              return byDistance != 0 ? byDistance : a.compareTo(b);
            })
        .orElseThrow();
  }

  /** Levenshtein's: the fewest single-character changes between two names. */
  private static int distance(String left, String right) {
    int[] row = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int replace = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replace, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[right.length()];
  }

  private static Map<String, Setting> settings() {
    Map<String, Setting> all = new TreeMap<>();
    put(all, "HOST", "127.0.0.1", false);
    put(all, "PORT", "8000", false);
    put(all, "DATA_DIR", "./zoetrope-data", false);
    put(all, "DATABASE_URL", "H2 below the data directory", false);
    put(all, "DATABASE_USER", "zoetrope", false);
    put(all, "DATABASE_PASSWORD", "", true);
    put(all, "SECRET", "in the data directory", true);
    put(all, "BOOTSTRAP_PROJECT_TOKEN", "random", false);
    put(all, "BOOTSTRAP_PERSONAL_API_KEY", "random", true);
    put(all, "BOOTSTRAP_EMAIL", "admin@localhost.localdomain", false);
    put(all, "BOOTSTRAP_PASSWORD", "random", true);
    put(all, "CAPTURE_MAX_AGE", "7d", false);
    put(all, "STORAGE_DIR", "segments, below the data directory", false);
    put(all, "CAPTURE_REQUESTS_MEMORY", "33554432", false);
    put(all, "CAPTURE_REQUESTS_PATIENCE", "30s", false);
    put(all, "CAPTURE_REQUESTS_GRACE", "10s", false);
    put(all, "CAPTURE_REQUESTS_SLOWEST", "16384", false);
    put(all, "SDK_RECORDING", "true", false);
    put(all, "SDK_CONSOLE_LOGS", "true", false);
    put(all, "SDK_NETWORK_TIMING", "true", false);
    put(all, "SDK_NETWORK_HEADERS", "false", false);
    put(all, "SDK_NETWORK_BODIES", "false", false);
    put(all, "SDK_SAMPLE_RATE", "1", false);
    put(all, "SDK_MINIMUM_DURATION_MS", "0", false);
    put(all, "SDK_CANVAS", "false", false);
    put(all, "SDK_CANVAS_FPS", "3", false);
    put(all, "SDK_CANVAS_QUALITY", "0.4", false);
    put(all, "SDK_MASK_ALL_INPUTS", "as the SDK does", false);
    put(all, "SDK_MASK_TEXT_SELECTOR", "none", false);
    put(all, "SDK_BLOCK_SELECTOR", "none", false);
    put(all, "SDK_AUTOCAPTURE", "true", false);
    put(all, "STORAGE_MIN_FREE", "256MB", false);
    put(all, "STORAGE_SEGMENT_SIZE", "64MB", false);
    put(all, "STORAGE_COMPACT_BELOW", "0.5", false);
    put(all, "STORAGE_QUIET_PERIOD", "10m", false);
    put(all, "STORAGE_PROBE_INTERVAL", "5s", false);
    put(all, "STORAGE_UPKEEP_INTERVAL", "5m", false);
    put(all, "RECORDINGS_QUERY_TIMEOUT", "2s", false);
    put(all, "WEB_MAX_BODY", "1048576", false);
    put(all, "WEB_TRUST_FORWARDED", "false", false);
    put(all, "SDK_RECORDING", "true", false);
    put(all, "SDK_CONSOLE_LOGS", "true", false);
    put(all, "SDK_NETWORK_TIMING", "true", false);
    put(all, "SDK_NETWORK_HEADERS", "false", false);
    put(all, "SDK_NETWORK_BODIES", "false", false);
    put(all, "SDK_SAMPLE_RATE", "all sessions", false);
    put(all, "SDK_MINIMUM_DURATION_MS", "none", false);
    put(all, "SDK_CANVAS", "false", false);
    put(all, "SDK_CANVAS_FPS", "3", false);
    put(all, "SDK_CANVAS_QUALITY", "0.4", false);
    put(all, "SDK_MASK_ALL_INPUTS", "the SDK's", false);
    put(all, "SDK_MASK_TEXT_SELECTOR", "the SDK's", false);
    put(all, "SDK_BLOCK_SELECTOR", "the SDK's", false);
    put(all, "SDK_AUTOCAPTURE", "true", false);
    put(all, "RATE_LIMITS", "false", false);
    put(all, "RATE_DEFAULT_PER_MINUTE", "480", false);
    put(all, "RATE_DEFAULT_PER_HOUR", "4800", false);
    put(all, "RATE_RECORDINGS_PER_MINUTE", "240", false);
    put(all, "RATE_RECORDINGS_PER_HOUR", "1200", false);
    put(all, "RATE_SNAPSHOTS_PER_MINUTE", "120", false);
    put(all, "RATE_SNAPSHOTS_PER_HOUR", "600", false);
    return all;
  }

  private static void put(Map<String, Setting> all, String name, String fallback, boolean secret) {
    String property = "zoetrope." + name.toLowerCase(java.util.Locale.ROOT).replace('_', '.');
    all.put(PREFIX + name, new Setting(property, fallback, secret));
  }
}
