package dev.zoetrope.server.recordings.query;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The operators of property filters (contract reference 9.8). */
public enum Operator {
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
  NOT_IN,
  IS_CLEANED_PATH_EXACT,
  FLAG_EVALUATES_TO;

  static final List<String> NAMES = Arrays.stream(values()).map(Operator::json).toList();

  /** The name in JSON. */
  public String json() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Operator> of(String json) {
    return Arrays.stream(values()).filter(operator -> operator.json().equals(json)).findFirst();
  }

  /** Whether the operator compares with no value. */
  public boolean unary() {
    return this == IS_SET || this == IS_NOT_SET;
  }

  /** Whether the operator compares with exactly two values. */
  public boolean ranged() {
    return this == BETWEEN || this == NOT_BETWEEN;
  }

  /** Whether the operator compares dates only. */
  public boolean dated() {
    return this == IS_DATE_EXACT || this == IS_DATE_BEFORE || this == IS_DATE_AFTER;
  }

  /** Whether the operator says what must not be; it holds where there is no value at all. */
  public boolean negative() {
    return switch (this) {
      case IS_NOT, NOT_ICONTAINS, NOT_REGEX, IS_NOT_SET, NOT_BETWEEN, NOT_IN -> true;
      default -> false;
    };
  }

  /** Whether the operator may compare with several values. */
  public boolean multiple() {
    return switch (this) {
      case EXACT,
          IS_NOT,
          IN,
          NOT_IN,
          ICONTAINS,
          NOT_ICONTAINS,
          REGEX,
          NOT_REGEX,
          IS_CLEANED_PATH_EXACT,
          FLAG_EVALUATES_TO ->
          true;
      default -> false;
    };
  }
}
