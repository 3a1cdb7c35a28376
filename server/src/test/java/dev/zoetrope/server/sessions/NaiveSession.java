package dev.zoetrope.server.sessions;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rules of sessions once more, as one would say them: look through all events in order. Shares
 * no code with the server.
 */
final class NaiveSession {
  record Event(
      UUID uuid, String name, String distinctId, Instant at, Map<String, JsonNode> properties) {
    boolean isPage() {
      return name.equals("$pageview") || name.equals("$screen");
    }

    String text(String property) {
      JsonNode value = properties.get(property);
      if (value == null || value.isNull()) {
        return null;
      }
      String text = value.isValueNode() ? value.asText() : value.toString();
      return text.isEmpty() || text.equals("null") ? null : text;
    }
  }

  private static final List<String> MARKS =
      List.of(
          "utm_source",
          "utm_campaign",
          "utm_medium",
          "utm_term",
          "utm_content",
          "gclid",
          "gad_source",
          "gclsrc",
          "dclid",
          "gbraid",
          "wbraid",
          "fbclid",
          "msclkid",
          "twclid",
          "li_fat_id",
          "mc_cid",
          "igshid",
          "ttclid",
          "_kx",
          "irclid");

  private static final Pattern USUAL =
      Pattern.compile("https?://([a-z0-9.-]+)(?::[0-9]+)?(/[^?#]*)(?:[?#].*)?");

  private final List<Event> events;

  NaiveSession(List<Event> all) {
    Set<UUID> seen = new HashSet<>();
    events =
        all.stream()
            .filter(event -> seen.add(event.uuid()))
            .sorted(Comparator.comparing(Event::at).thenComparing(Event::uuid))
            .toList();
  }

  /** Column to value, without the channel. */
  Map<String, Object> columns() {
    Map<String, Object> row = new LinkedHashMap<>();
    Instant start = events.get(0).at();
    Instant end = events.get(events.size() - 1).at();
    row.put("start_timestamp", start);
    row.put("end_timestamp", end);
    row.put("entry_current_url", first("$current_url"));
    row.put("end_current_url", last("$current_url"));
    row.put("entry_referring_domain", first("$referring_domain"));
    MARKS.forEach(mark -> row.put("entry_" + mark, first(mark)));
    long pageviews = count("$pageview");
    long screens = count("$screen");
    long autocaptures = count("$autocapture");
    row.put("pageview_count", pageviews);
    row.put("autocapture_count", autocaptures);
    row.put("screen_count", screens);
    long duration = end.getEpochSecond() - start.getEpochSecond();
    row.put("session_duration", duration);
    Boolean bounce = null;
    if (pageviews > 0 || screens > 0) {
      bounce = !(pageviews + screens > 1 || autocaptures > 0 || duration >= 10);
    }
    row.put("is_bounce", bounce);
    row.put("last_external_click_url", latest("$external_click_url"));
    row.put("vitals_lcp", number("$web_vitals_LCP_value"));
    row.put("distinct_id", events.get(events.size() - 1).distinctId());
    row.put(
        "num_uniq_urls",
        (int)
            events.stream()
                .filter(event -> event.isPage() && event.text("$current_url") != null)
                .map(event -> event.text("$current_url"))
                .distinct()
                .count());
    for (String property :
        List.of(
            "browser",
            "os",
            "device_type",
            "viewport_width",
            "viewport_height",
            "geoip_country_code",
            "geoip_subdivision_1_code",
            "geoip_city_name",
            "geoip_time_zone")) {
      row.put(property, earliest("$" + property));
    }
    address(row, "entry", first("$current_url"));
    address(row, "end", last("$current_url"));
    return row;
  }

  /** Only for addresses of the usual form. */
  private static void address(Map<String, Object> row, String end, String url) {
    Matcher usual = url == null ? null : USUAL.matcher(url);
    if (url == null || usual.matches()) {
      row.put(end + "_hostname", url == null ? null : usual.group(1));
      row.put(end + "_pathname", url == null ? null : usual.group(2));
    }
  }

  private long count(String name) {
    return events.stream().filter(event -> event.name().equals(name)).count();
  }

  private List<Event> pagesThenOthers(boolean pages) {
    return events.stream().filter(event -> event.isPage() == pages).toList();
  }

  private String first(String property) {
    List<Event> candidates = new ArrayList<>(pagesThenOthers(true));
    candidates.addAll(pagesThenOthers(false));
    for (Event event : candidates) {
      if (event.text(property) != null) {
        return event.text(property);
      }
    }
    return null;
  }

  private String last(String property) {
    for (boolean pages : new boolean[] {true, false}) {
      List<Event> candidates = pagesThenOthers(pages);
      for (int i = candidates.size() - 1; i >= 0; i--) {
        if (candidates.get(i).text(property) != null) {
          return candidates.get(i).text(property);
        }
      }
    }
    return null;
  }

  private String earliest(String property) {
    for (Event event : events) {
      if (event.text(property) != null) {
        return event.text(property);
      }
    }
    return null;
  }

  private String latest(String property) {
    String found = null;
    for (Event event : events) {
      found = event.text(property) != null ? event.text(property) : found;
    }
    return found;
  }

  private Double number(String property) {
    for (Event event : events) {
      JsonNode value = event.properties().get(property);
      if (value != null && value.isNumber()) {
        return value.asDouble();
      }
    }
    return null;
  }
}
