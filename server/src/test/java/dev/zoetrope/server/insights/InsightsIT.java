package dev.zoetrope.server.insights;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zoetrope.server.testing.ServerIT;
import dev.zoetrope.server.testing.TestSql;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

abstract class InsightsIT extends ServerIT {
  private static final String INSIGHTS = "/api/environments/1/insights/";
  private static final String DASHBOARDS = "/api/environments/1/dashboards/";

  @Inject TestSql sql;

  @Test
  void anEmptyBodyMakesAnInsight() {
    JsonNode insight = created(INSIGHTS, "{}");

    assertThat(insight.get("short_id").asText()).matches("[A-Za-z][A-Za-z0-9]{7}");
    assertThat(insight.get("query").isNull()).isTrue();
    assertThat(insight.get("filters")).isEqualTo(json("{}"));
    assertThat(insight.get("saved").booleanValue()).isTrue();
    assertThat(insight.get("result").isNull()).isTrue();
    assertThat(insight.at("/created_by/email").asText()).isEqualTo(EMAIL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"kind\":\"InsightVizNode\",\"source\":{\"kind\":\"TrendsQuery\",\"series\":[1,2.50,-3e300]}}",
        "[1,[2,[]],{}]",
        "\"text \\u00e4\\ud83d\\ude00\"",
        "true",
        "1e999",
        "123456789012345678901234567890.123456789",
        "null"
      })
  void aQueryComesBackAsItWasSent(String query) {
    JsonNode insight = created(INSIGHTS, "{\"query\":" + query + "}");
    String body = get(INSIGHTS + insight.get("id").asLong()).body();

    assertThat(exact(body)).isEqualTo(exact("{\"query\":" + query + "}"));
  }

  /** The query with all digits of its numbers. */
  private static String exact(String body) {
    try {
      return new ObjectMapper()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .readTree(body)
          .get("query")
          .toString();
    } catch (JsonProcessingException e) {
      throw new AssertionError(body, e);
    }
  }

  @Test
  void patchChangesWhatItNames() {
    JsonNode insight =
        created(INSIGHTS, "{\"name\":\"a\",\"description\":\"b\",\"tags\":[\"x\",\"y\",\"x\"]}");
    JsonNode changed =
        json(
            patch(
                INSIGHTS + insight.get("id").asLong(),
                "{\"name\":null,\"favorited\":true,\"query\":{\"kind\":\"x\"},\"id\":5}"));

    assertThat(changed.get("id")).isEqualTo(insight.get("id"));
    assertThat(changed.get("name").isNull()).isTrue();
    assertThat(changed.get("description").asText()).isEqualTo("b");
    assertThat(changed.get("tags")).isEqualTo(json("[\"x\",\"y\"]"));
    assertThat(changed.get("favorited").booleanValue()).isTrue();
    assertThat(json(get(INSIGHTS + insight.get("short_id").asText()))).isEqualTo(changed);
  }

  @Test
  void deletingIsAPatchThatCanBeTakenBack() {
    JsonNode insight = created(INSIGHTS, "{\"name\":\"deleted\"}");
    String path = INSIGHTS + insight.get("id").asLong() + "/";
    String filter = INSIGHTS + "?short_id=" + insight.get("short_id").asText();

    assertThat(ids(filter)).hasSize(1);
    assertThat(patch(path, "{\"deleted\":true}").statusCode()).isEqualTo(200);
    assertThat(get(path).statusCode()).isEqualTo(404);
    assertThat(ids(filter)).isEmpty();
    assertThat(patch(path, "{\"name\":\"x\"}").statusCode()).isEqualTo(404);
    assertThat(patch(path, "{\"deleted\":true}").statusCode()).isEqualTo(404);
    assertThat(patch(path, "{\"deleted\":false}").statusCode()).isEqualTo(200);
    assertThat(json(get(path)).get("name").asText()).isEqualTo("deleted");
  }

  @Test
  void dashboardsShowInsights() {
    long first = created(DASHBOARDS, "{\"name\":\"first\"}").get("id").asLong();
    long second = created(DASHBOARDS, "{\"name\":\"second\"}").get("id").asLong();
    JsonNode insight =
        created(INSIGHTS, "{\"dashboards\":[%d,%d,%d]}".formatted(first, second, first));
    String path = INSIGHTS + insight.get("id").asLong();

    assertThat(insight.get("dashboards")).isEqualTo(json("[%d,%d]".formatted(first, second)));
    assertThat(json(get(DASHBOARDS + first)).at("/tiles/0/insight")).isEqualTo(insight);
    // A deleted dashboard is not shown and keeps its tile.
    patch(DASHBOARDS + second, "{\"deleted\":true}");
    assertThat(json(get(path)).get("dashboards")).isEqualTo(json("[%d]".formatted(first)));
    assertThat(json(patch(path, "{\"dashboards\":[]}")).get("dashboards")).isEmpty();
    assertThat(json(get(DASHBOARDS + first)).get("tiles")).isEmpty();
    patch(DASHBOARDS + second, "{\"deleted\":false}");
    assertThat(json(get(path)).get("dashboards")).isEqualTo(json("[%d]".formatted(second)));
    patch(path, "{\"deleted\":true}");
    assertThat(json(get(DASHBOARDS + second)).get("tiles")).isEmpty();
  }

  @Test
  void foreignAndAbsentDashboardsLookTheSame() {
    long other = sql.project("Other " + server.getPort());
    long foreign =
        created("/api/projects/%d/dashboards/".formatted(other), "{}").get("id").asLong();
    int count = sql.column("SELECT id FROM insight").size();

    for (long id : new long[] {foreign, 999_999}) {
      HttpResponse<String> response =
          http.post(INSIGHTS).key(KEY).json("{\"dashboards\":[%d]}".formatted(id)).send();
      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(json(response).get("code").asText()).isEqualTo("does_not_exist");
      assertThat(json(response).get("attr").asText()).isEqualTo("dashboards");
    }
    assertThat(sql.column("SELECT id FROM insight")).hasSize(count);
    assertThat(get(DASHBOARDS + foreign).statusCode()).isEqualTo(404);
    assertThat(patch(DASHBOARDS + foreign, "{\"name\":\"x\"}").statusCode()).isEqualTo(404);
  }

  @Test
  void insightsOfOtherProjectsAreNotFound() {
    long other = sql.project("Apart " + server.getPort());
    JsonNode foreign = created("/api/projects/%d/insights/".formatted(other), "{}");

    assertThat(get(INSIGHTS + foreign.get("id").asLong()).statusCode()).isEqualTo(404);
    assertThat(get(INSIGHTS + foreign.get("short_id").asText()).statusCode()).isEqualTo(404);
    assertThat(ids(INSIGHTS + "?short_id=" + foreign.get("short_id").asText())).isEmpty();
    assertThat(patch(INSIGHTS + foreign.get("id").asLong(), "{\"deleted\":true}").statusCode())
        .isEqualTo(404);
  }

  @Test
  void listsAreSearchedLiterallyAndFiltered() {
    long percent = created(INSIGHTS, "{\"name\":\"100% needle\"}").get("id").asLong();
    long other =
        created(INSIGHTS, "{\"description\":\"1000 NEEDLE\",\"saved\":false,\"favorited\":true}")
            .get("id")
            .asLong();

    assertThat(ids(INSIGHTS + "?search=needle")).containsExactly(percent, other);
    assertThat(ids(INSIGHTS + "?search=100%25%20need")).containsExactly(percent);
    assertThat(ids(INSIGHTS + "?search=needle&saved=false")).containsExactly(other);
    assertThat(ids(INSIGHTS + "?search=needle&favorited=yes")).containsExactly(other);
    assertThat(ids(INSIGHTS + "?search=needle&saved=")).containsExactly(percent, other);
    assertThat(get(INSIGHTS + "?saved=perhaps").statusCode()).isEqualTo(400);
    assertThat(get(INSIGHTS + "?search=%00").statusCode()).isEqualTo(400);
  }

  @Test
  void pinnedDashboardsComeFirst() {
    long plain = created(DASHBOARDS, "{\"name\":\"order 1\"}").get("id").asLong();
    long pinned = created(DASHBOARDS, "{\"name\":\"order 2\",\"pinned\":true}").get("id").asLong();

    assertThat(ids(DASHBOARDS + "?search=order")).containsExactly(pinned, plain);
    assertThat(ids(DASHBOARDS + "?search=order&pinned=false")).containsExactly(plain);
    JsonNode page = json(get(DASHBOARDS + "?search=order&limit=1"));
    assertThat(page.get("count").asInt()).isEqualTo(2);
    assertThat(page.get("next").asText()).endsWith(DASHBOARDS + "?limit=1&offset=1&search=order");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":true}",
        "{\"filters\":[]}",
        "{\"tags\":\"x\"}",
        "{\"tags\":[null]}",
        "{\"dashboards\":[\"x\"]}",
        "{\"deleted\":null}",
        "{\"query\":{\"a\":\"\\u0000\"}}",
        "{\"order\":1.5}",
        "[]",
        "{"
      })
  void nonsenseIsABadRequest(String body) {
    assertThat(http.post(INSIGHTS).key(KEY).json(body).send().statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "a.b", "999999", "9223372036854775808", "%00", "aaaaaaaa"})
  void unknownIdsAreNotFound(String id) {
    for (String path : List.of(INSIGHTS, DASHBOARDS)) {
      HttpResponse<String> response =
          http.get(path + id + "/").key(KEY).outsideTheContract().send();
      assertThat(response.statusCode()).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"insight", "dashboard"})
  void keysNeedTheScope(String object) {
    String path = "/api/environments/1/" + object + "s/";
    String read = sql.key(EMAIL, "[\"%s:read\"]".formatted(object));

    assertThat(http.get(path).send().statusCode()).isEqualTo(401);
    assertThat(http.get(path).key(read).send().statusCode()).isEqualTo(200);
    assertThat(http.post(path).key(read).json("{}").send().statusCode()).isEqualTo(403);
    assertThat(http.get(path).key(sql.key(EMAIL, "[\"subscription:write\"]")).send().statusCode())
        .isEqualTo(403);
  }

  @Test
  void thereIsNoDelete() {
    long id = created(INSIGHTS, "{}").get("id").asLong();

    assertThat(http.delete(INSIGHTS + id).key(KEY).outsideTheContract().send().statusCode())
        .isEqualTo(405);
  }

  private JsonNode created(String path, String body) {
    HttpResponse<String> response = http.post(path).key(KEY).json(body).send();
    assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    return json(response);
  }

  private HttpResponse<String> get(String path) {
    return http.get(path).key(KEY).send();
  }

  private HttpResponse<String> patch(String path, String body) {
    return http.patch(path).key(KEY).json(body).send();
  }

  private List<Long> ids(String path) {
    List<Long> ids = new ArrayList<>();
    json(get(path)).get("results").forEach(result -> ids.add(result.get("id").asLong()));
    return ids;
  }
}
