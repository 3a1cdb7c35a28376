package dev.zoetrope.server.recordings.filter;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which properties of events sessions can be found by (B-249): all that projects name, and those of
 * SDKs that people ask for. The other ones of SDKs are many, and differ from event to event or
 * never.
 */
public final class EventProperties {
  /** More properties of one event are not looked at. */
  private static final int MOST = 100;

  private static final String SDK = "$";
  private static final String FLAG = "$feature/";

  /** Sent with every event, and the same in all. */
  private static final String TOKEN = "token";

  private static final Set<String> ASKED_FOR =
      Set.of(
          "$app_build",
          "$app_name",
          "$app_namespace",
          "$app_version",
          "$browser",
          "$browser_language",
          "$browser_version",
          "$current_url",
          "$device_manufacturer",
          "$device_model",
          "$device_name",
          "$device_type",
          "$el_text",
          "$event_type",
          "$exception_fingerprint",
          "$exception_level",
          "$exception_message",
          "$exception_type",
          "$exception_types",
          "$exception_values",
          "$external_click_url",
          "$feature_flag",
          "$feature_flag_response",
          "$geoip_city_name",
          "$geoip_continent_code",
          "$geoip_continent_name",
          "$geoip_country_code",
          "$geoip_country_name",
          "$geoip_subdivision_1_code",
          "$geoip_subdivision_1_name",
          "$geoip_time_zone",
          "$group_0",
          "$group_1",
          "$group_2",
          "$group_3",
          "$group_4",
          "$host",
          "$ip",
          "$lib",
          "$locale",
          "$os",
          "$os_name",
          "$os_version",
          "$pathname",
          "$referrer",
          "$referring_domain",
          "$screen_name",
          "$survey_id",
          "$survey_name",
          "$timezone",
          "$user_id");

  private EventProperties() {}

  /** Whether sessions can be found by the values of a property. */
  public static boolean covers(String key) {
    return key.startsWith(SDK)
        ? ASKED_FOR.contains(key) || key.startsWith(FLAG)
        : !key.equals(TOKEN);
  }

  /** Whether most events have it, so that having it tells nothing. */
  public static boolean common(String key) {
    return key.startsWith(SDK);
  }

  /**
   * The values of an event, each once.
   *
   * @param properties a JSON object
   */
  public static List<EventMarks.Value> of(String properties) {
    Set<EventMarks.Value> values = new LinkedHashSet<>();
    int[] read = new int[1];
    EventReader.each(
        properties,
        EventProperties::covers,
        (key, value) -> {
          if (read[0]++ < MOST) {
            values.addAll(EventMarks.of(key, value));
          }
        });
    if (read[0] > MOST) {
      values.add(EventMarks.tooMany());
    }
    return new ArrayList<>(values);
  }
}
