package dev.zoetrope.server.subscriptions;

import java.util.Locale;
import org.dmfs.rfc5545.recur.Freq;

/** How often a subscription is sent; stored and spoken of by its {@link #code()}. */
enum Frequency {
  DAILY(Freq.DAILY, "day"),
  WEEKLY(Freq.WEEKLY, "week"),
  MONTHLY(Freq.MONTHLY, "month"),
  YEARLY(Freq.YEARLY, "year");

  private final Freq rule;
  private final String unit;

  Frequency(Freq rule, String unit) {
    this.rule = rule;
    this.unit = unit;
  }

  static Frequency of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The same as RFC 5545 calls it. */
  Freq rule() {
    return rule;
  }

  /** The word for one period, as in "every day". */
  String unit() {
    return unit;
  }
}
