package dev.zoetrope.server.instance;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the value of a setting has to look like (B-002). */
enum SettingKind {
  TEXT("any text", ".*"),
  NOT_BLANK("a text that is not blank", ".*\\S.*"),
  SWITCH("true or false", "(?i:true|false)"),
  LOG("auto, text or json", "auto|text|json"),
  COUNT("a whole number from 1 to 2147483647", "[0-9]{1,10}"),
  PORT("a whole number from 1 to 65535", "[0-9]{1,5}"),
  NUMBER("a whole number, 0 or more", "[0-9]{1,9}"),
  SHARE("a number from 0 to 1", "[0-9]*\\.?[0-9]+"),
  BYTES("a number of bytes, or one with KB, MB or GB behind it", "[0-9]{1,12}(?:KB|MB|GB)?"),
  PLAIN_BYTES("a whole number of bytes from 1 to 2147483647", "[0-9]{1,10}"),
  DURATION("a number with ms, s, m, h or d behind it", "[0-9]{1,9}(?:ms|s|m|h|d)"),
  AGE("a number with s, m, h or d behind it, or 0 for any age", "[0-9]{1,9}\\s*[smhd]?"),
  DATABASE("jdbc:postgresql://host/name or jdbc:h2:file:path", "jdbc:(?:postgresql|h2):.+"),
  EMAIL("an e-mail address", "[^@\\s]+@[^@\\s]+"),
  PROJECT_TOKEN("up to 64 ASCII characters that do not begin with phx_", "(?!phx_)[!-~]{1,64}"),
  API_KEY("up to 200 ASCII characters without spaces; phx_... by custom", "[!-~]{1,200}");

  private final String form;
  private final Pattern pattern;

  SettingKind(String form, String pattern) {
    this.form = form;
    this.pattern = Pattern.compile(pattern, Pattern.DOTALL);
  }

  /** The form that the value should have had; empty when it has it. */
  Optional<String> violated(String value) {
    String text = this == TEXT || this == NOT_BLANK ? value : value.strip();
    return pattern.matcher(text).matches() && inRange(text) ? Optional.empty() : Optional.of(form);
  }

  private boolean inRange(String text) {
    return switch (this) {
      case COUNT, PLAIN_BYTES -> isBetween(text, 1, Integer.MAX_VALUE);
      case PORT -> isBetween(text, 1, 65_535);
      case SHARE -> new BigDecimal(text).compareTo(BigDecimal.ONE) <= 0;
      default -> true;
    };
  }

  private static boolean isBetween(String text, long least, long most) {
    long number = Long.parseLong(text);
    return number >= least && number <= most;
  }
}
