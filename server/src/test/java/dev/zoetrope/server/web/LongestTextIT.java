package dev.zoetrope.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.zoetrope.server.testing.ServerIT;
import dev.zoetrope.server.testing.TestRecordings;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts as long as the contract allows, of characters that are two in UTF-16 (B-023). */
abstract class LongestTextIT extends ServerIT {
  private static final String EMOJI = "\uD83D\uDE00";
  private static final String SUBSCRIPTION =
      "{\"insight\":%d,\"target_type\":\"email\",\"target_value\":\"a@example.com\","
          + "\"frequency\":\"daily\",\"start_date\":\"2026-01-01T00:00:00Z\"}";

  @Inject TestRecordings recordings;

  @ParameterizedTest
  @CsvSource({
    "/api/organizations/, name, 64",
    "/api/projects/, name, 200",
    "/api/environments/1/insights/, name, 400",
    "/api/environments/1/insights/, description, 400",
    "/api/environments/1/dashboards/, name, 400"
  })
  void isKeptAsItIs(String path, String member, int length) throws Exception {
    ObjectNode body = new ObjectMapper().createObjectNode().put("name", "x");

    assertKept(path, body.put(member, EMOJI.repeat(length)), member);
    assertThat(
            http.post(path)
                .key(KEY)
                .json(body.put(member, EMOJI.repeat(length + 1)).toString())
                .send()
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void theTitleOfASubscriptionIsKept() throws Exception {
    JsonNode insight = json(http.post("/api/environments/1/insights/").key(KEY).json("{}").send());
    ObjectNode body =
        (ObjectNode)
            new ObjectMapper().readTree(SUBSCRIPTION.formatted(insight.get("id").asLong()));

    assertKept("/api/environments/1/subscriptions/", body.put("title", EMOJI.repeat(100)), "title");
  }

  @Test
  void theNoteOfAPasswordIsKept() {
    String id = UUID.randomUUID().toString();
    recordings.add(1, id);
    String sharing = "/api/environments/1/session_recordings/" + id + "/sharing/";
    http.patch(sharing).key(KEY).json("{\"password_required\":true}").send();

    assertKept(
        sharing + "passwords/",
        new ObjectMapper().createObjectNode().put("note", EMOJI.repeat(100)),
        "note");
  }

  private void assertKept(String path, ObjectNode body, String member) {
    HttpResponse<String> response = http.post(path).key(KEY).json(body.toString()).send();

    assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    assertThat(json(response).get(member)).isEqualTo(body.get(member));
  }
}
