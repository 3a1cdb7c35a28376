package dev.zoetrope.server.recordings;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoetrope.server.web.ApiException;
import dev.zoetrope.server.web.ErrorCode;
import java.util.ArrayList;
import java.util.List;

/**
 * The ids of a bulk request, at most 100 (B-231).
 *
 * @param sent as they were sent, repetitions included
 */
record RecordingIds(List<String> sent) {
  private static final int MOST = 100;

  /**
   * Reads the member of a body.
   *
   * @param name the member
   * @param things what it names, for the refusal of too many
   */
  static RecordingIds of(JsonNode value, String name, String things) {
    if (value == null || !value.isArray() || value.isEmpty()) {
      throw ApiException.of(
          ErrorCode.INVALID_INPUT, name + " must be provided as a non-empty array");
    }
    if (value.size() > MOST) {
      throw ApiException.of(
          ErrorCode.INVALID_INPUT,
          "Cannot process more than %d %s at once".formatted(MOST, things));
    }
    List<String> ids = new ArrayList<>();
    value.forEach(id -> ids.add(id.asText()));
    return new RecordingIds(List.copyOf(ids));
  }
}
