package dev.zoetrope.server.recordings.filter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A property of the session that can be filtered by.
 *
 * @param key its name, with the dollar sign
 * @param column where the table {@code session} keeps it
 */
public record SessionProperty(String key, String column) {
  private static final Map<String, SessionProperty> ALL = all();

  /** The property of this name. */
  static Optional<SessionProperty> of(String key) {
    return Optional.ofNullable(ALL.get(key));
  }

  static List<String> keys() {
    return List.copyOf(ALL.keySet());
  }

  private static Map<String, SessionProperty> all() {
    Map<String, SessionProperty> all = new LinkedHashMap<>();
    for (String name :
        ("start_timestamp end_timestamp entry_current_url entry_pathname entry_hostname"
                + " end_current_url end_pathname end_hostname entry_referring_domain"
                + " entry_utm_source entry_utm_campaign entry_utm_medium entry_utm_term"
                + " entry_utm_content entry_gclid entry_gad_source entry_gclsrc entry_dclid"
                + " entry_gbraid entry_wbraid entry_fbclid entry_msclkid entry_twclid"
                + " entry_li_fat_id entry_mc_cid entry_igshid entry_ttclid entry__kx entry_irclid"
                + " pageview_count autocapture_count screen_count channel_type session_duration"
                + " is_bounce last_external_click_url vitals_lcp")
            .split(" ", -1)) {
      all.put("$" + name, new SessionProperty("$" + name, name));
    }
    return all;
  }
}
