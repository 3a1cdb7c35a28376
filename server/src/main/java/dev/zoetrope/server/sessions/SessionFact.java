package dev.zoetrope.server.sessions;

import java.util.Optional;

/**
 * What a single event may say about its session, and which of several events decides it (B-331).
 * Stored by name.
 */
enum SessionFact {
  ENTRY_URL("$current_url", Decides.FIRST_PAGE, null, 4_000),
  END_URL("$current_url", Decides.LAST_PAGE, null, 4_000),
  REFERRING_DOMAIN("$referring_domain", Decides.FIRST_PAGE, "entry_referring_domain", 1_000),
  UTM_SOURCE("utm_source"),
  UTM_CAMPAIGN("utm_campaign"),
  UTM_MEDIUM("utm_medium"),
  UTM_TERM("utm_term"),
  UTM_CONTENT("utm_content"),
  GCLID("gclid"),
  GAD_SOURCE("gad_source"),
  GCLSRC("gclsrc"),
  DCLID("dclid"),
  GBRAID("gbraid"),
  WBRAID("wbraid"),
  FBCLID("fbclid"),
  MSCLKID("msclkid"),
  TWCLID("twclid"),
  LI_FAT_ID("li_fat_id"),
  MC_CID("mc_cid"),
  IGSHID("igshid"),
  TTCLID("ttclid"),
  KX("_kx"),
  IRCLID("irclid"),
  EXTERNAL_CLICK("$external_click_url", Decides.LAST, "last_external_click_url", 4_000),
  VITALS_LCP("$web_vitals_LCP_value", Decides.FIRST, null, 100),
  DISTINCT_ID(null, Decides.LAST, "distinct_id", 200),
  BROWSER("$browser", Decides.FIRST, "browser", 200),
  OS("$os", Decides.FIRST, "os", 200),
  DEVICE_TYPE("$device_type", Decides.FIRST, "device_type", 200),
  VIEWPORT_WIDTH("$viewport_width", Decides.FIRST, "viewport_width", 200),
  VIEWPORT_HEIGHT("$viewport_height", Decides.FIRST, "viewport_height", 200),
  COUNTRY("$geoip_country_code", Decides.FIRST, "geoip_country_code", 200),
  SUBDIVISION("$geoip_subdivision_1_code", Decides.FIRST, "geoip_subdivision_1_code", 200),
  CITY("$geoip_city_name", Decides.FIRST, "geoip_city_name", 200),
  TIME_ZONE("$geoip_time_zone", Decides.FIRST, "geoip_time_zone", 200);

  /** Which of several events decides. */
  enum Decides {
    /** The earliest page or screen, else the earliest other event. */
    FIRST_PAGE,
    /** The latest page or screen, else the latest other event. */
    LAST_PAGE,
    /** The earliest event, of any kind. */
    FIRST,
    /** The latest event, of any kind. */
    LAST
  }

  private static final long YEAR = 31_536_000_000_000L;

  private final String property;
  private final Decides decides;
  private final String column;
  private final int longest;

  /** A mark of where visitors come from. */
  SessionFact(String property) {
    this(property, Decides.FIRST_PAGE, "entry_" + property, 1_000);
  }

  SessionFact(String property, Decides decides, String column, int longest) {
    this.property = property;
    this.decides = decides;
    this.column = column;
    this.longest = longest;
  }

  /** The property of events that says it; empty when something else does. */
  Optional<String> property() {
    return Optional.ofNullable(property);
  }

  /** The column that holds it as it is; empty when columns are derived from it. */
  Optional<String> column() {
    return Optional.ofNullable(column);
  }

  /** At most as many characters as the column holds. */
  String cut(String value) {
    if (value.length() <= longest) {
      return value;
    }
    return value.substring(
        0, Character.isHighSurrogate(value.charAt(longest - 1)) ? longest - 1 : longest);
  }

  /**
   * The place of an event in the order of those that may decide: pages keep their time, other
   * events give way by a year.
   *
   * @param micros when it happened, epoch microseconds
   */
  long place(long micros, boolean page) {
    return switch (decides) {
      case FIRST_PAGE -> page ? micros : micros + YEAR;
      case LAST_PAGE -> page ? micros : micros - YEAR;
      case FIRST, LAST -> micros;
    };
  }

  /** Of two statements the one that counts, whichever came first. */
  Statement of(Statement one, Statement other) {
    boolean first = decides == Decides.FIRST_PAGE || decides == Decides.FIRST;
    return (Statement.ORDER.compare(one, other) <= 0) == first ? one : other;
  }
}
