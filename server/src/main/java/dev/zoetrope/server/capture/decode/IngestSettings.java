package dev.zoetrope.server.capture.decode;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code ZOETROPE_CAPTURE_MAX_AGE}: {@code 7d}, {@code 12h}, {@code 30m}, {@code 90s}; 0 is any
 * age. {@code ZOETROPE_SDK_CONSOLE_LOGS}: true or false.
 */
@Singleton
class IngestSettings {
  private static final Pattern AGE = Pattern.compile("(\\d{1,9})\\s*([smhd]?)");

  private final Duration maxAge;
  private final boolean consoleLogs;

  IngestSettings(
      @Value("${zoetrope.capture.max.age:7d}") String maxAge,
      @Value("${zoetrope.sdk.console-logs:true}") boolean consoleLogs) {
    this.maxAge = parse(maxAge);
    this.consoleLogs = consoleLogs;
  }

  /** Replay items at least this old, or this far in the future, are dropped; zero keeps all. */
  Duration maxAge() {
    return maxAge;
  }

  /** Whether console messages count: a site may record them although it is told not to. */
  boolean consoleLogs() {
    return consoleLogs;
  }

  static Duration parse(String text) {
    Matcher age = AGE.matcher(text.strip());
    if (!age.matches()) {
      throw new IllegalArgumentException(
          "ZOETROPE_CAPTURE_MAX_AGE is a number with s, m, h or d behind it, or 0; not " + text);
    }
    long amount = Long.parseLong(age.group(1));
    return switch (age.group(2)) {
      case "d" -> Duration.ofDays(amount);
      case "h" -> Duration.ofHours(amount);
      case "m" -> Duration.ofMinutes(amount);
      default -> Duration.ofSeconds(amount);
    };
  }
}
