package dev.zoetrope.server.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordingTest {
  @ParameterizedTest
  @CsvSource({
    "5, 5200, 5, 0",
    "6, 5200, 5, 0",
    "7, 5200, 5, 1",
    "57, 0, 0, 57",
    "0, 1, 0, 0",
    "60, 59001, 59, 0",
    "60, 59000, 59, 1"
  })
  void secondsAreTruncatedAndNeverNegative(long duration, long activeMs, long active, long idle) {
    Recording recording = recording(duration, activeMs, 0);

    assertThat(recording.activeSeconds()).isEqualTo(active);
    assertThat(recording.inactiveSeconds()).isEqualTo(idle);
  }

  @Test
  void ongoingUntilFiveMinutesAfterTheLastArrivalInclusively() {
    Instant arrival = Instant.parse("2026-03-31T12:00:00Z");
    Recording recording = recording(1, 1, arrival.toEpochMilli());

    assertThat(recording.ongoing(arrival.plusSeconds(300))).isTrue();
    assertThat(recording.ongoing(arrival.plusMillis(300_001))).isFalse();
  }

  private static Recording recording(long duration, long activeMs, long arrivalMs) {
    return new Recording(
        "s",
        "d",
        0,
        0,
        duration,
        activeMs,
        "web",
        null,
        new Recording.Counts(0, 0, 0, 0, 0, 0),
        null,
        arrivalMs,
        false);
  }
}
