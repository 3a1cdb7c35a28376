package dev.zoetrope.server.sessions;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the columns of a session hold, by name. */
final class SessionColumns {
  private SessionColumns() {}

  /** Every column but the keys, in the same order for all facts. */
  static Map<String, Object> of(SessionFacts facts, ChannelTypes channels) {
    Map<String, Object> columns = new LinkedHashMap<>();
    columns.put("start_timestamp", time(facts.start()));
    columns.put("end_timestamp", time(facts.end()));
    address(columns, "entry", facts.value(SessionFact.ENTRY_URL));
    address(columns, "end", facts.value(SessionFact.END_URL));
    for (SessionFact fact : SessionFact.values()) {
      fact.column().ifPresent(column -> columns.put(column, facts.value(fact).orElse(null)));
    }
    columns.put("pageview_count", facts.pageviews());
    columns.put("autocapture_count", facts.autocaptures());
    columns.put("screen_count", facts.screens());
    columns.put("channel_type", channels.of(Entry.of(facts)));
    columns.put("session_duration", facts.durationSeconds());
    columns.put("is_bounce", facts.bounce());
    columns.put(
        "vitals_lcp",
        facts
            .value(SessionFact.VITALS_LCP)
            .map(value -> Vitals.parse(value).orElseThrow())
            .orElse(null));
    columns.put("num_uniq_urls", facts.urls().size());
    columns.put("facts", SessionFactsCodec.encode(facts));
    return columns;
  }

  private static void address(Map<String, Object> columns, String end, Optional<String> url) {
    Optional<PageAddress> address = url.map(PageAddress::of);
    columns.put(end + "_current_url", url.orElse(null));
    columns.put(end + "_pathname", address.flatMap(PageAddress::pathname).orElse(null));
    columns.put(end + "_hostname", address.flatMap(PageAddress::hostname).orElse(null));
  }

  private static OffsetDateTime time(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }
}
