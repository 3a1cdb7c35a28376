package dev.zoetrope.server.sessions;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A property of sessions (contract reference 6).
 *
 * @param name with the dollar sign
 */
record SessionProperty(String name, Type type) {
  /** What the values are; named as the API names them. */
  enum Type {
    DATE_TIME("DateTime"),
    STRING("String"),
    NUMERIC("Numeric"),
    BOOLEAN("Boolean"),
    DURATION("Duration");

    private final String label;

    Type(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }

    boolean isNumerical() {
      return this == NUMERIC || this == DURATION;
    }
  }

  /** In the order in which they are listed. */
  static final List<SessionProperty> ALL =
      Arrays.stream(
              """
              $start_timestamp DATE_TIME
              $end_timestamp DATE_TIME
              $entry_current_url STRING
              $entry_pathname STRING
              $entry_hostname STRING
              $end_current_url STRING
              $end_pathname STRING
              $end_hostname STRING
              $entry_referring_domain STRING
              $entry_utm_source STRING
              $entry_utm_campaign STRING
              $entry_utm_medium STRING
              $entry_utm_term STRING
              $entry_utm_content STRING
              $entry_gclid STRING
              $entry_gad_source STRING
              $entry_gclsrc STRING
              $entry_dclid STRING
              $entry_gbraid STRING
              $entry_wbraid STRING
              $entry_fbclid STRING
              $entry_msclkid STRING
              $entry_twclid STRING
              $entry_li_fat_id STRING
              $entry_mc_cid STRING
              $entry_igshid STRING
              $entry_ttclid STRING
              $entry__kx STRING
              $entry_irclid STRING
              $pageview_count NUMERIC
              $autocapture_count NUMERIC
              $screen_count NUMERIC
              $channel_type STRING
              $session_duration DURATION
              $is_bounce BOOLEAN
              $last_external_click_url STRING
              $vitals_lcp NUMERIC"""
                  .split("\n"))
          .map(line -> line.split(" "))
          .map(parts -> new SessionProperty(parts[0], Type.valueOf(parts[1])))
          .toList();

  private static final Pattern WORD = Pattern.compile("\\w+", Pattern.UNICODE_CHARACTER_CLASS);

  static Optional<SessionProperty> named(String name) {
    return ALL.stream().filter(property -> property.name.equals(name)).findFirst();
  }

  /** The column of the table that holds it. */
  String column() {
    return name.substring(1);
  }

  /** Whether every word of a search occurs in the name, whatever its case. */
  boolean matches(String search) {
    return WORD.matcher(search.toLowerCase(Locale.ROOT))
        .results()
        .allMatch(word -> name.contains(word.group()));
  }
}
