package dev.zoetrope.server.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zoetrope.server.accounts.Project;
import java.math.BigDecimal;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RemoteConfigsTest {
  private static final Project PROJECT = new Project(1, UUID.randomUUID(), "phc_a</script>", "One");

  @Test
  void recordingAndTimingsCanBeSwitchedOff() {
    JsonNode config = config(Map.of("recording", false, "network-timing", false));

    assertThat(config.get("sessionRecording").isBoolean()).isTrue();
    assertThat(config.get("sessionRecording").asBoolean()).isFalse();
    assertThat(config.get("capturePerformance").isBoolean()).isTrue();
  }

  @Test
  void everyRecordingIsSaidByNull() {
    assertThat(recording(Map.of("sample-rate", "1.00")).get("sampleRate").isNull()).isTrue();
    assertThat(recording(Map.of()).get("sampleRate").isNull()).isTrue();
    assertThat(recording(Map.of("sample-rate", "0.25")).get("sampleRate").textValue())
        .isEqualTo("0.25");
  }

  @Test
  void aSampleRateIsAShare() {
    assertThatThrownBy(() -> recording(Map.of("sample-rate", "1.5")))
        .hasMessageContaining("ZOETROPE_SDK_SAMPLE_RATE is a number from 0 to 1");
  }

  @Test
  void whatIsSetIsTold() {
    JsonNode recording =
        recording(
            Map.of(
                "console-logs", false,
                "minimum-duration-ms", 2000,
                "canvas", true,
                "network-headers", true,
                "mask-all-inputs", false,
                "block-selector", ".secret"));

    assertThat(recording.get("consoleLogRecordingEnabled").asBoolean()).isFalse();
    assertThat(recording.get("minimumDurationMilliseconds").asInt()).isEqualTo(2000);
    assertThat(recording.get("canvasFps").asInt()).isEqualTo(3);
    assertThat(recording.at("/networkPayloadCapture/recordHeaders").asBoolean()).isTrue();
    assertThat(recording.at("/networkPayloadCapture/recordBody").asBoolean()).isFalse();
    assertThat(recording.get("masking").toString())
        .isEqualTo("{\"maskAllInputs\":false,\"blockSelector\":\".secret\"}");
  }

  @Test
  void aScriptCannotBeBrokenOutOf() {
    assertThat(configs(Map.of()).script(PROJECT)).doesNotContain("</script>");
  }

  private static JsonNode recording(Map<String, Object> settings) {
    return config(settings).get("sessionRecording");
  }

  private static JsonNode config(Map<String, Object> settings) {
    return configs(settings).tree(PROJECT);
  }

  private static RemoteConfigs configs(Map<String, Object> set) {
    return new RemoteConfigs(
        new SdkSettings(
            (boolean) set.getOrDefault("recording", true),
            (boolean) set.getOrDefault("console-logs", true),
            (boolean) set.getOrDefault("network-timing", true),
            (boolean) set.getOrDefault("network-headers", false),
            false,
            set.containsKey("sample-rate") ? new BigDecimal((String) set.get("sample-rate")) : null,
            (Integer) set.get("minimum-duration-ms"),
            (boolean) set.getOrDefault("canvas", false),
            3,
            new BigDecimal("0.4"),
            (Boolean) set.get("mask-all-inputs"),
            null,
            (String) set.get("block-selector"),
            true),
        new ObjectMapper());
  }
}
