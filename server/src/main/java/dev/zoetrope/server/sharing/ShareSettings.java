package dev.zoetrope.server.sharing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.zoetrope.server.web.ApiException;
import dev.zoetrope.server.web.ErrorCode;
import jakarta.inject.Singleton;
import java.util.List;

/** How the page of a share looks: known flags are kept, others dropped (B-302). */
@Singleton
class ShareSettings {
  private static final List<String> FLAGS =
      List.of("whitelabel", "noHeader", "showInspector", "legend", "detailed", "hideExtraDetails");

  private final ObjectMapper json;

  ShareSettings(ObjectMapper json) {
    this.json = json;
  }

  /** The settings as they are stored; null for null. */
  String stored(JsonNode given) {
    // Forms carry the object as text.
    JsonNode settings = given != null && given.isTextual() ? parsed(given.textValue()) : given;
    if (settings == null || settings.isNull()) {
      return null;
    }
    if (!settings.isObject()) {
      throw invalid();
    }
    ObjectNode kept = json.createObjectNode();
    for (String flag : FLAGS) {
      JsonNode value = settings.path(flag);
      if (value.isBoolean()) {
        kept.set(flag, value);
      } else if (!value.isMissingNode()) {
        throw invalid();
      }
    }
    return kept.toString();
  }

  /** The settings as they are answered. */
  JsonNode answered(Share share) {
    return share.settings() == null ? NullNode.getInstance() : parsed(share.settings());
  }

  /** Adds the flags that are true. */
  void addTo(ObjectNode page, Share share) {
    JsonNode settings = answered(share);
    FLAGS.stream()
        .filter(flag -> settings.path(flag).asBoolean())
        .forEach(flag -> page.put(flag, true));
  }

  private JsonNode parsed(String text) {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException e) {
      throw invalid();
    }
  }

  private static ApiException invalid() {
    return ApiException.of(ErrorCode.INVALID_INPUT, "Invalid settings format", "settings");
  }
}
