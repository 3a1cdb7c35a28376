package dev.zoetrope.server.sessions;

import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Measured values as SDKs send them: numbers, or texts that are numbers. */
final class Vitals {
  /** Java reads more than that as a number. */
  private static final Pattern NUMBER = Pattern.compile("[-+0-9.eE]+");

  private Vitals() {}

  /** Empty for what is no finite number. */
  static OptionalDouble parse(String text) {
    if (!NUMBER.matcher(text).matches()) {
      return OptionalDouble.empty();
    }
    try {
      double value = Double.parseDouble(text);
      return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }
}
