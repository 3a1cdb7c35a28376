package dev.zoetrope.benchmarks;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Writes many sessions straight into the database of a stopped server. */
final class SessionRows {
  private static final int STEP = 50_000;

  private final Path dataDirectory;
  private final long sessions;

  SessionRows(Path dataDirectory, long sessions) {
    this.dataDirectory = dataDirectory;
    this.sessions = sessions;
  }

  /** Pages, sources, channels, browsers and cities as a shop has them. */
  void write() throws SQLException {
    try (Connection connection =
            new RecordingRows(dataDirectory, 0)
                .open(";WRITE_DELAY=1000;RETENTION_TIME=0;CACHE_SIZE=524288");
        Statement sql = connection.createStatement()) {
      for (long from = 0; from < sessions; from += STEP) {
        sql.execute(insert(from, Math.min(sessions, from + STEP) - 1));
      }
      sql.execute("ANALYZE SAMPLE_SIZE 100000");
      sql.execute("SHUTDOWN");
    }
  }

  private static String insert(long from, long to) {
    String page = "'/page/' || MOD(x * 104729, 2000)";
    return "INSERT INTO session (project_id, session_id, start_timestamp, end_timestamp,"
        + " entry_current_url, entry_pathname, entry_hostname, end_current_url, end_pathname,"
        + " end_hostname, entry_referring_domain, entry_utm_source, pageview_count,"
        + " autocapture_count, screen_count, channel_type, session_duration, is_bounce,"
        + " distinct_id, num_uniq_urls, browser, os, device_type, geoip_city_name, facts) SELECT 1,"
        + " '019a0000-0000-7000-8000-' || LPAD(CAST(x AS VARCHAR), 12, '0'),"
        + " DATEADD('SECOND', 1785542400 + x * 8, TIMESTAMP WITH TIME ZONE '1970-01-01 00:00:00Z'),"
        + " DATEADD('SECOND', 1785542460 + x * 8, TIMESTAMP WITH TIME ZONE '1970-01-01 00:00:00Z'),"
        + (" 'https://shop.example.com' || " + page + ", " + page + ", 'shop.example.com',")
        + (" 'https://shop.example.com' || " + page + ", " + page + ", 'shop.example.com',")
        + " CASE MOD(x, 5) WHEN 0 THEN 'google.com' WHEN 1 THEN 'news' || MOD(x, 400) || '.example'"
        + " ELSE '$direct' END, CASE MOD(x, 7) WHEN 0 THEN 'newsletter' WHEN 1 THEN 'google' END,"
        + " MOD(x * 17, 20), MOD(x * 13, 40), 0, CASE MOD(x, 3) WHEN 0 THEN 'Direct' ELSE"
        + " 'Organic Search' END, MOD(x * 7919, 3600), MOD(x, 4) = 0, 'user' || MOD(x * 31, 200000),"
        + " 1 + MOD(x, 9), CASE MOD(x, 10) WHEN 0 THEN 'Firefox' ELSE 'Chrome' END, 'Windows',"
        + " 'Desktop', 'City ' || MOD(x * 43, 5000), X'00'"
        + " FROM (SELECT \"X\" AS x FROM SYSTEM_RANGE(%d, %d)) n".formatted(from, to);
  }
}
