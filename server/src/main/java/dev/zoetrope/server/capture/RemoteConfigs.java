package dev.zoetrope.server.capture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.zoetrope.api.model.RemoteConfig;
import dev.zoetrope.server.accounts.Project;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** The one configuration that SDKs of every age get, in whatever wrapping (B-110). */
@Singleton
class RemoteConfigs {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final SdkSettings settings;
  private final ObjectMapper mapper;

  RemoteConfigs(SdkSettings settings, ObjectMapper mapper) {
    this.settings = settings;
    this.mapper = mapper;
  }

  /** The configuration as the contract describes it. */
  RemoteConfig of(Project project) {
    return new RemoteConfig()
        .token(project.token())
        .supportedCompression(List.of("gzip", "gzip-js"))
        .hasFeatureFlags(false)
        .captureDeadClicks(false)
        .capturePerformance(performance())
        .autocaptureOptOut(!settings.autocapture())
        .autocaptureExceptions(false)
        .analytics(Map.of("endpoint", "/i/v0/e/"))
        .elementsChainAsString(true)
        .errorTracking(
            Map.of(
                "autocaptureExceptions", BooleanNode.FALSE, "suppressionRules", JSON.arrayNode()))
        .sessionRecording(sessionRecording())
        .heatmaps(false)
        .surveys(false)
        .defaultIdentifiedOnly(true)
        .isAuthenticated(false)
        .toolbarParams(Map.of())
        .siteApps(List.of());
  }

  /** The same as a tree, to be put into other answers. */
  ObjectNode tree(Project project) {
    return mapper.valueToTree(of(project));
  }

  /** The same as a script that leaves it where the SDK looks. */
  String script(Project project) {
    return """
        (function () {
          var configs = (window._POSTHOG_REMOTE_CONFIG = window._POSTHOG_REMOTE_CONFIG || {});
          configs[%s] = { config: %s, siteApps: [] };
        })();
        """
        .formatted(literal(JSON.textNode(project.token())), literal(tree(project)));
  }

  private JsonNode performance() {
    if (!settings.networkTiming()) {
      return BooleanNode.FALSE;
    }
    return JSON.objectNode()
        .put("network_timing", true)
        .put("web_vitals", false)
        .putNull("web_vitals_allowed_metrics");
  }

  private JsonNode sessionRecording() {
    if (!settings.recording()) {
      return BooleanNode.FALSE;
    }
    ObjectNode recording =
        JSON.objectNode()
            .put("endpoint", "/s/")
            .put("consoleLogRecordingEnabled", settings.consoleLogs())
            .put("recorderVersion", "v2")
            .put("sampleRate", sampleRate())
            .put("minimumDurationMilliseconds", settings.minimumDurationMs())
            .putNull("linkedFlag");
    recording.set("networkPayloadCapture", networkPayload());
    recording.set("masking", masking());
    recording.put("recordCanvas", settings.canvas());
    if (settings.canvas()) {
      recording
          .put("canvasFps", settings.canvasFps())
          .put("canvasQuality", settings.canvasQuality().toPlainString());
    }
    recording.putArray("urlTriggers");
    recording.putArray("urlBlocklist");
    recording.putArray("eventTriggers");
    return recording.putNull("triggerMatchType").putNull("scriptConfig");
  }

  /** A decimal as text; recording everything is said by null. */
  private String sampleRate() {
    BigDecimal rate = settings.sampleRate();
    return rate == null || rate.compareTo(BigDecimal.ONE) == 0 ? null : rate.toPlainString();
  }

  private JsonNode networkPayload() {
    if (!settings.networkBodies() && !settings.networkHeaders()) {
      return JSON.nullNode();
    }
    return JSON.objectNode()
        .put("recordBody", settings.networkBodies())
        .put("recordHeaders", settings.networkHeaders());
  }

  private JsonNode masking() {
    ObjectNode masking = JSON.objectNode();
    if (settings.maskAllInputs() != null) {
      masking.put("maskAllInputs", settings.maskAllInputs());
    }
    if (settings.maskTextSelector() != null) {
      masking.put("maskTextSelector", settings.maskTextSelector());
    }
    if (settings.blockSelector() != null) {
      masking.put("blockSelector", settings.blockSelector());
    }
    return masking.isEmpty() ? JSON.nullNode() : masking;
  }

  /** JSON that can stand in a script, also in one inside a page. */
  private String literal(JsonNode value) {
    try {
      return mapper
          .writeValueAsString(value)
          .replace("<", "\\u003c")
          .replace("\u2028", "\\u2028")
          .replace("\u2029", "\\u2029");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
