package dev.zoetrope.server.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoetrope.server.testing.ServerIT;
import dev.zoetrope.server.testing.TestSql;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With no time at all every list takes too long, and says so (B-216). */
abstract class SlowListIT extends ServerIT {
  @Inject TestSql sql;

  @Override
  protected Map<String, String> properties() {
    return Map.of("zoetrope.recordings.query-timeout", "0s");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "?session_ids=[\"a\"]",
        "?events=[{\"id\":\"x\"}]",
        "?properties=[{\"type\":\"event\",\"key\":\"a\",\"value\":1}]",
        "matching_events/?session_ids=[\"a\"]&events=[{\"id\":\"x\"}]"
      })
  void aQuestionThatTakesTooLongIsThrottled(String query) {
    StoredRecording.of("a" + query.length()).in(sql);

    HttpResponse<String> response =
        http.get(
                "/api/environments/1/session_recordings/"
                    + query
                        .replace("[", "%5B")
                        .replace("]", "%5D")
                        .replace("\"", "%22")
                        .replace("{", "%7B")
                        .replace("}", "%7D"))
            .key(KEY)
            .send();

    assertThat(response.statusCode()).isEqualTo(429);
    assertThat(json(response).get("code").asText()).isEqualTo("throttled");
    assertThat(json(response).get("detail").asText())
        .isEqualTo("Query timeout exceeded. Try again later.");
  }
}
