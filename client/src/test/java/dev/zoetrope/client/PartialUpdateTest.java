package dev.zoetrope.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.zoetrope.client.internal.ApiClient;
import dev.zoetrope.client.model.SessionRecordingPatch;
import org.junit.jupiter.api.Test;

/** A PATCH sends what was set, null included, and nothing else. */
class PartialUpdateTest {
  private final ObjectMapper json = ApiClient.createDefaultObjectMapper();

  @Test
  void whatWasNotSetIsNotSent() throws JsonProcessingException {
    assertThat(json.writeValueAsString(new SessionRecordingPatch().viewed(true)))
        .isEqualTo("{\"viewed\":true}");
  }

  @Test
  void nullIsSentWhenItWasSet() throws JsonProcessingException {
    JsonNode none = NullNode.getInstance();

    assertThat(json.writeValueAsString(new SessionRecordingPatch().playerMetadata(none)))
        .isEqualTo("{\"player_metadata\":null}");
  }
}
