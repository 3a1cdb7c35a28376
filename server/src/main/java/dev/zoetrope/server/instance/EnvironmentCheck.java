package dev.zoetrope.server.instance;

import static dev.zoetrope.server.instance.SettingKind.AGE;
import static dev.zoetrope.server.instance.SettingKind.API_KEY;
import static dev.zoetrope.server.instance.SettingKind.BYTES;
import static dev.zoetrope.server.instance.SettingKind.COUNT;
import static dev.zoetrope.server.instance.SettingKind.DATABASE;
import static dev.zoetrope.server.instance.SettingKind.DURATION;
import static dev.zoetrope.server.instance.SettingKind.EMAIL;
import static dev.zoetrope.server.instance.SettingKind.LOG;
import static dev.zoetrope.server.instance.SettingKind.NOT_BLANK;
import static dev.zoetrope.server.instance.SettingKind.NUMBER;
import static dev.zoetrope.server.instance.SettingKind.PLAIN_BYTES;
import static dev.zoetrope.server.instance.SettingKind.PORT;
import static dev.zoetrope.server.instance.SettingKind.PROJECT_TOKEN;
import static dev.zoetrope.server.instance.SettingKind.SHARE;
import static dev.zoetrope.server.instance.SettingKind.SWITCH;
import static dev.zoetrope.server.instance.SettingKind.TEXT;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Everything the environment can say. A name that is none of these, or a value of another form, is
 * a mistake and ends the start (B-002).
 */
public final class EnvironmentCheck {
  private static final String PREFIX = "ZOETROPE_";

  /** What stands in an address of a database and is nobody's business: a password. */
  private static final Pattern PASSWORD =
      Pattern.compile("(?i)(password=|://[^/@:]*:(?=[^/]*@))[^&;@]*");

  private static final Map<String, Setting> SETTINGS = settings();

  private EnvironmentCheck() {}

  /**
   * A setting.
   *
   * @param kind what its value looks like
   * @param fallback the value without it
   * @param secret whether its value must not be shown
   */
  record Setting(SettingKind kind, String fallback, boolean secret) {}

  /** Complaints about names and values that mean nothing; empty when all is well. */
  public static List<String> complaints(Map<String, String> environment) {
    List<String> complaints = new ArrayList<>();
    new TreeMap<>(environment)
        .forEach(
            (name, value) -> {
              if (name.startsWith(PREFIX)) {
                complain(name, value, complaints);
              }
            });
    return complaints;
  }

  private static void complain(String name, String value, List<String> complaints) {
    Setting setting = SETTINGS.get(name);
    if (setting == null) {
      complaints.add(
          "%s is no setting of this server; the nearest is %s".formatted(name, nearest(name)));
      return;
    }
    setting
        .kind()
        .violated(value)
        .ifPresent(
            form ->
                complaints.add(
                    value.isBlank()
                        ? "%s is empty; it is %s. Leave it out for the default"
                            .formatted(name, form)
                        : "%s is %s, not %s"
                            .formatted(
                                name,
                                form,
                                setting.secret()
                                    ? "what is given"
                                    : "'" + shown(setting, value) + "'")));
  }

  /** Every setting with its effective value and where that is from; secrets are masked. */
  public static String effective(Map<String, String> environment) {
    StringBuilder text = new StringBuilder();
    SETTINGS.forEach(
        (name, setting) -> {
          String given = environment.get(name);
          text.append(
              "%-40s %-20s %s%n"
                  .formatted(
                      name,
                      given == null ? setting.fallback() : shown(setting, given),
                      given == null ? "default" : "environment"));
        });
    return text.toString();
  }

  private static String shown(Setting setting, String value) {
    if (setting.secret()) {
      return "(secret)";
    }
    return setting.kind() == DATABASE ? withoutPassword(value) : value;
  }

  /** The address of a database as it may be shown. */
  static String withoutPassword(String url) {
    return PASSWORD.matcher(url).replaceAll("$1(secret)");
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
    put(all, "HOST", "127.0.0.1", NOT_BLANK);
    put(all, "PORT", "8000", PORT);
    put(all, "DATA_DIR", "./zoetrope-data", NOT_BLANK);
    put(all, "DATABASE_URL", "H2 below the data directory", DATABASE);
    put(all, "DATABASE_USER", "zoetrope", TEXT);
    secret(all, "DATABASE_PASSWORD", "", TEXT);
    secret(all, "SECRET", "in the data directory", NOT_BLANK);
    put(all, "BOOTSTRAP_PROJECT_TOKEN", "random", PROJECT_TOKEN);
    secret(all, "BOOTSTRAP_PERSONAL_API_KEY", "random", API_KEY);
    put(all, "BOOTSTRAP_EMAIL", "admin@localhost.localdomain", EMAIL);
    secret(all, "BOOTSTRAP_PASSWORD", "random", NOT_BLANK);
    put(all, "CAPTURE_MAX_AGE", "7d", AGE);
    put(all, "CAPTURE_REQUESTS_MEMORY", "33554432", PLAIN_BYTES);
    put(all, "CAPTURE_REQUESTS_PATIENCE", "30s", DURATION);
    put(all, "CAPTURE_REQUESTS_GRACE", "10s", DURATION);
    put(all, "CAPTURE_REQUESTS_SLOWEST", "16384", PLAIN_BYTES);
    put(all, "STORAGE_DIR", "segments, below the data directory", NOT_BLANK);
    put(all, "STORAGE_MIN_FREE", "256MB", BYTES);
    put(all, "STORAGE_SEGMENT_SIZE", "64MB", BYTES);
    put(all, "STORAGE_COMPACT_BELOW", "0.5", SHARE);
    put(all, "STORAGE_QUIET_PERIOD", "10m", DURATION);
    put(all, "STORAGE_PROBE_INTERVAL", "5s", DURATION);
    put(all, "STORAGE_UPKEEP_INTERVAL", "5m", DURATION);
    put(all, "RECORDINGS_QUERY_TIMEOUT", "2s", DURATION);
    put(all, "SESSIONS_CHANNELS", "none of one's own", NOT_BLANK);
    put(all, "SESSIONS_RANKING_BYTES", "67108864", PLAIN_BYTES);
    put(all, "SESSIONS_QUERY_TIMEOUT", "2s", DURATION);
    put(all, "WEB_MAX_BODY", "1048576", PLAIN_BYTES);
    put(all, "WEB_TRUST_FORWARDED", "false", SWITCH);
    put(all, "SDK_RECORDING", "true", SWITCH);
    put(all, "SDK_CONSOLE_LOGS", "true", SWITCH);
    put(all, "SDK_NETWORK_TIMING", "true", SWITCH);
    put(all, "SDK_NETWORK_HEADERS", "false", SWITCH);
    put(all, "SDK_NETWORK_BODIES", "false", SWITCH);
    put(all, "SDK_SAMPLE_RATE", "all sessions", SHARE);
    put(all, "SDK_MINIMUM_DURATION_MS", "none", NUMBER);
    put(all, "SDK_CANVAS", "false", SWITCH);
    put(all, "SDK_CANVAS_FPS", "3", NUMBER);
    put(all, "SDK_CANVAS_QUALITY", "0.4", SHARE);
    put(all, "SDK_MASK_ALL_INPUTS", "the SDK's", SWITCH);
    put(all, "SDK_MASK_TEXT_SELECTOR", "the SDK's", TEXT);
    put(all, "SDK_BLOCK_SELECTOR", "the SDK's", TEXT);
    put(all, "SDK_AUTOCAPTURE", "true", SWITCH);
    put(all, "ASSISTANT_BASE_URL", "no language model", TEXT);
    secret(all, "ASSISTANT_KEY", "none", TEXT);
    put(all, "ASSISTANT_MODEL", "gpt-4o-mini", NOT_BLANK);
    put(all, "ASSISTANT_TIMEOUT", "10s", DURATION);
    put(all, "ASSISTANT_BUDGET", "500", NUMBER);
    put(all, "LOG_FORMAT", "auto", LOG);
    put(all, "RATE_LIMITS", "false", SWITCH);
    put(all, "RATE_DEFAULT_PER_MINUTE", "480", COUNT);
    put(all, "RATE_DEFAULT_PER_HOUR", "4800", COUNT);
    put(all, "RATE_RECORDINGS_PER_MINUTE", "240", COUNT);
    put(all, "RATE_RECORDINGS_PER_HOUR", "1200", COUNT);
    put(all, "RATE_SNAPSHOTS_PER_MINUTE", "120", COUNT);
    put(all, "RATE_SNAPSHOTS_PER_HOUR", "600", COUNT);
    return all;
  }

  private static void put(
      Map<String, Setting> all, String name, String fallback, SettingKind kind) {
    all.put(PREFIX + name, new Setting(kind, fallback, false));
  }

  private static void secret(
      Map<String, Setting> all, String name, String fallback, SettingKind kind) {
    all.put(PREFIX + name, new Setting(kind, fallback, true));
  }
}
