package dev.zoetrope.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoetrope.conformance.contract.Contract;
import dev.zoetrope.conformance.remote.Wire;
import dev.zoetrope.conformance.story.Recorded;
import java.util.Map;

/** Recordings for the tests of the client. */
final class TestRecording {
  private TestRecording() {}

  /** Sends a small recording of this distinct id; answers its id. */
  static String send(String distinctId) {
    Recorded recorded = Recorded.of(distinctId, TestTarget.get());
    var exchange =
        new Wire(TestTarget.get())
            .send(Contract.bundled().operation("captureSnapshots"), recorded.request(), Map.of());
    assertThat(exchange.status()).isEqualTo(200);
    return recorded.sessionId();
  }
}
