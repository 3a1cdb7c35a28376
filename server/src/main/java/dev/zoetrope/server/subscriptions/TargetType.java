package dev.zoetrope.server.subscriptions;

import java.util.Locale;

/** Where subscriptions go; stored and spoken of by its {@link #code()}. */
enum TargetType {
  EMAIL,
  SLACK,
  WEBHOOK;

  static TargetType of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
