package dev.zoetrope.server.capture.decode;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code ZOETROPE_CAPTURE_MAX_AGE}: {@code 7d}, {@code 12h}, {@code 30m}, {@code 90s}; 0 is any
 * age.
 */
@Singleton
class IngestSettings {
  private static final Pattern AGE = Pattern.compile("(\\d{1,9})\\s*([smhd]?)");

  private final Duration maxAge;

  IngestSettings(@Value("${zoetrope.capture.max.age:7d}") String maxAge) {
    this.maxAge = parse(maxAge);
  }

  /** Replay items at least this old, or this far in the future, are dropped; zero keeps all. */
  Duration maxAge() {
    return maxAge;
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
