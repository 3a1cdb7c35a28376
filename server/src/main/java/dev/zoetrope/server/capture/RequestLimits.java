package dev.zoetrope.server.capture;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * What requests that are being read may cost ({@code ZOETROPE_CAPTURE_REQUESTS_...}).
 *
 * @param memory bytes that all of them together may hold
 * @param patience how long a request waits for its share, and then for the disk
 * @param grace how long a sender may make the server wait in all, besides what its bytes are worth
 * @param slowest bytes a second that a sender must deliver while it is waited for
 */
@ConfigurationProperties("zoetrope.capture.requests")
public record RequestLimits(
    @Bindable(defaultValue = "33554432") int memory,
    @Bindable(defaultValue = "30s") Duration patience,
    @Bindable(defaultValue = "10s") Duration grace,
    @Bindable(defaultValue = "16384") int slowest) {}
