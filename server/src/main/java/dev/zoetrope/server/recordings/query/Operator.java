package dev.zoetrope.server.recordings.query;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The operators of property filters (contract reference 9.8). */
enum Operator {
  EXACT,
  IS_NOT,
  ICONTAINS,
  NOT_ICONTAINS,
  REGEX,
  NOT_REGEX,
  GT,
  GTE,
  LT,
  LTE,
  IS_SET,
  IS_NOT_SET,
  IS_DATE_EXACT,
  IS_DATE_BEFORE,
  IS_DATE_AFTER,
  BETWEEN,
  NOT_BETWEEN,
  MIN,
  MAX,
  IN,
  NOT_IN;

  static final List<String> NAMES = Arrays.stream(values()).map(Operator::json).toList();

  /** The name in JSON. */
  String json() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Operator> of(String json) {
    return Arrays.stream(values()).filter(operator -> operator.json().equals(json)).findFirst();
  }

  /** Whether the operator compares with no value. */
  boolean unary() {
    return this == IS_SET || this == IS_NOT_SET;
  }

  /** Whether the operator compares with exactly two values. */
  boolean ranged() {
    return this == BETWEEN || this == NOT_BETWEEN;
  }

  /** Whether the operator compares dates only. */
  boolean dated() {
    return this == IS_DATE_EXACT || this == IS_DATE_BEFORE || this == IS_DATE_AFTER;
  }

  /** Whether the operator may compare with several values. */
  boolean multiple() {
    return switch (this) {
      case EXACT, IS_NOT, IN, NOT_IN, ICONTAINS, NOT_ICONTAINS, REGEX, NOT_REGEX -> true;
      default -> false;
    };
  }
}
