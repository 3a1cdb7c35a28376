package dev.zoetrope.server.capture;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.bind.annotation.Bindable;
import java.math.BigDecimal;

/**
 * How browsers shall record ({@code ZOETROPE_SDK_...}, B-110). What is null is left to the SDK.
 *
 * @param recording whether there are recordings at all
 * @param consoleLogs whether console messages are recorded
 * @param networkTiming whether timings of network requests are recorded
 * @param networkHeaders whether headers of network requests are recorded
 * @param networkBodies whether bodies of network requests are recorded
 * @param sampleRate the share of sessions that is recorded, 0 to 1
 * @param minimumDurationMs shorter sessions are not sent, milliseconds
 * @param canvas whether canvas elements are recorded
 * @param canvasFps canvas frames per second
 * @param canvasQuality canvas picture quality, 0 to 1
 * @param maskAllInputs whether what people type is replaced by asterisks
 * @param maskTextSelector CSS selector of text to be masked
 * @param blockSelector CSS selector of elements to be left out
 * @param autocapture whether clicks and changes become events by themselves
 */
@ConfigurationProperties("zoetrope.sdk")
public record SdkSettings(
    @Bindable(defaultValue = "true") boolean recording,
    @Bindable(defaultValue = "true") boolean consoleLogs,
    @Bindable(defaultValue = "true") boolean networkTiming,
    @Bindable(defaultValue = "false") boolean networkHeaders,
    @Bindable(defaultValue = "false") boolean networkBodies,
    @Nullable BigDecimal sampleRate,
    @Nullable Integer minimumDurationMs,
    @Bindable(defaultValue = "false") boolean canvas,
    @Bindable(defaultValue = "3") int canvasFps,
    @Bindable(defaultValue = "0.4") BigDecimal canvasQuality,
    @Nullable Boolean maskAllInputs,
    @Nullable String maskTextSelector,
    @Nullable String blockSelector,
    @Bindable(defaultValue = "true") boolean autocapture) {
  public SdkSettings {
    if (sampleRate != null
        && (sampleRate.signum() < 0 || sampleRate.compareTo(BigDecimal.ONE) > 0)) {
      throw new IllegalArgumentException(
          "ZOETROPE_SDK_SAMPLE_RATE is a number from 0 to 1, not " + sampleRate);
    }
  }
}
