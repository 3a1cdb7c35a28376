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
        "zoetrope.sdk.console-logs", "false",
        "zoetrope.sdk.network-timing", "false");
  }

  @Test
  void settingsAreToldToTheSdk() {
    var config = json(http.get("/array/" + PROJECT_TOKEN + "/config").send());

    assertThat(config.at("/sessionRecording/sampleRate").textValue()).isEqualTo("0.5");
    assertThat(config.at("/sessionRecording/masking/maskAllInputs").asBoolean()).isTrue();
    assertThat(config.at("/capturePerformance").isBoolean()).isTrue();
  }

  /** An option of the site's own wins in the browser, so the server has its say as well. */
  @Test
  void consoleMessagesDoNotCountWhereTheyAreNotWanted() {
    String recorded =
        """
        [{"event":"$snapshot","properties":{"token":"%s","distinct_id":"ada",
          "$session_id":"no-console","$snapshot_data":[
            {"type":3,"timestamp":%d,"data":{"source":2,"type":2}},
            {"type":6,"timestamp":%2$d,"data":{"plugin":"rrweb/console@1",
              "payload":{"level":"error","payload":["\\"boom\\""]}}}]}}]"""
            .formatted(PROJECT_TOKEN, clock.millis());
    assertThat(http.post("/s/").json(recorded).send().statusCode()).isEqualTo(200);

    var recording =
        json(http.get("/api/projects/1/session_recordings/no-console/").key(KEY).send());

    assertThat(recording.get("click_count").asInt()).isEqualTo(1);
    assertThat(recording.get("console_error_count").asInt()).isZero();
  }
}
