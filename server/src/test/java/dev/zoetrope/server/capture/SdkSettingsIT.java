package dev.zoetrope.server.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoetrope.server.testing.OnH2;
import dev.zoetrope.server.testing.ServerIT;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an operator sets reaches the browsers (B-110). */
class SdkSettingsIT extends ServerIT implements OnH2 {
  @Override
  protected Map<String, String> properties() {
    // As the environment's ZOETROPE_SDK_SAMPLE_RATE and so on arrive.
    return Map.of(
        "zoetrope.sdk.sample-rate", "0.5",
        "zoetrope.sdk.mask-all-inputs", "true",
        "zoetrope.sdk.network-timing", "false");
  }

  @Test
  void settingsAreToldToTheSdk() {
    var config = json(http.get("/array/" + PROJECT_TOKEN + "/config").send());

    assertThat(config.at("/sessionRecording/sampleRate").textValue()).isEqualTo("0.5");
    assertThat(config.at("/sessionRecording/masking/maskAllInputs").asBoolean()).isTrue();
    assertThat(config.at("/capturePerformance").isBoolean()).isTrue();
  }
}
