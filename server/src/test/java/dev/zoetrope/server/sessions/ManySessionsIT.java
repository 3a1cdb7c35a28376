package dev.zoetrope.server.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoetrope.server.testing.OnH2;
import dev.zoetrope.server.testing.ServerIT;
import dev.zoetrope.server.testing.TestSql;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Values of a project with more sessions than are looked at, in a table that the database has no
 * statistics of, with less memory than the values would take.
 */
abstract class ManySessionsIT extends ServerIT {
  private static final int SESSIONS = 120_000;
  private static final int LATEST = 100_000;

  @Inject TestSql sql;
  @Inject RankedValues ranked;

  private long project;

  @Override
  protected Map<String, String> properties() {
    return Map.of(
        "zoetrope.sessions.ranking-bytes", "4000000", "zoetrope.sessions.query-timeout", "20s");
  }

  @Test
  void areRightTheFirstTimeAndAnyOtherTime() throws Exception {
    clock.set(Instant.parse("2026-11-24T12:00:00Z"));
    fill();

    assertThat(values("$entry_utm_source")).isEqualTo(List.of("s1", "s2", "s3"));

    // Each occurs once, and they are too long to be kept.
    assertThat(values("$entry_current_url")).hasSize(20).doesNotHaveDuplicates();
    assertThat(values("$entry_current_url", String.valueOf(SESSIONS)))
        .containsExactly(url(SESSIONS));
    assertThat(values("$entry_current_url", url(SESSIONS - LATEST + 1)))
        .containsExactly(url(SESSIONS - LATEST + 1));
    assertThat(values("$entry_current_url", url(SESSIONS - LATEST))).isEmpty();
    awaitRanking();
    assertThat(values("$entry_utm_source")).isEqualTo(List.of("s1", "s2", "s3"));
    assertThat(values("$entry_utm_source", "S1")).containsExactly("s1");
    assertThat(values("$entry_current_url", String.valueOf(SESSIONS)))
        .containsExactly(url(SESSIONS));
    assertThat(values("$start_timestamp").get(0)).isEqualTo("2026-11-24T00:00:00Z");
  }

  @Test
  void areRankedBeforeAnybodyAsks() throws Exception {
    clock.set(Instant.parse("2026-11-24T12:00:00Z"));
    fill();

    assertThat(ranked.keptSince(project)).isNegative();
    ranked.onListening(null);
    awaitRanking();
    assertThat(values("$entry_utm_source")).isEqualTo(List.of("s1", "s2", "s3"));
  }

  /** Until the answer needs no look at the sessions any more. */
  private void awaitRanking() throws InterruptedException {
    for (int i = 0; ranked.keptSince(project) < 0 && i < 6_000; i++) {
      Thread.sleep(10);
    }
    assertThat(ranked.keptSince(project)).isNotNegative();
  }

  /** Session i of n starts n - i seconds before midnight; sources in shares of 1/2, 1/3 and 1/6. */
  private void fill() {
    project = sql.project("many " + UUID.randomUUID());
    boolean h2 = this instanceof OnH2;
    sql.run(
        "INSERT INTO session (project_id, session_id, start_timestamp, end_timestamp,"
            + " entry_utm_source, entry_current_url, pageview_count, autocapture_count,"
            + " screen_count, channel_type, session_duration, distinct_id, num_uniq_urls, facts)"
            + " SELECT CAST(? AS BIGINT), CONCAT('s', i), TIMESTAMP WITH TIME ZONE"
            + " '2026-11-24 00:00:00+00' - (CAST(? AS INT) - i) * INTERVAL '1' SECOND,"
            + " TIMESTAMP WITH TIME ZONE '2026-11-24 00:00:00+00',"
            + " CASE MOD(i, 6) WHEN 0 THEN 's3' WHEN 1 THEN 's2' WHEN 2 THEN 's2' ELSE 's1' END,"
            + " CONCAT('https://shop.example/', CONCAT(REPEAT('x', 60), CONCAT('/', i))),"
            + " 1, 0, 0, 'Unknown', 0, 'ada', 0, CAST('' AS "
            + (h2 ? "VARBINARY" : "BYTEA")
            + ") FROM "
            + (h2 ? "SYSTEM_RANGE(1, " : "generate_series(1, ")
            + SESSIONS
            + ") AS r(i)",
        project,
        SESSIONS);
  }

  private static String url(int i) {
    return "https://shop.example/" + "x".repeat(60) + "/" + i;
  }

  private List<String> values(String key) {
    return values(key, "");
  }

  private List<String> values(String key, String search) {
    HttpResponse<String> answer =
        http.get("/api/projects/%d/sessions/values?key=%s&value=%s".formatted(project, key, search))
            .key(KEY)
            .send();
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    List<String> names = new ArrayList<>();
    for (JsonNode value : json(answer)) {
      names.add(value.path("name").asText());
    }
    return names;
  }
}
