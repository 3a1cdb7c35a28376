package dev.zoetrope.server.web;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * How many requests a personal API key may send; upstream's numbers (contract reference 2.6).
 *
 * @param limits whether anything is limited at all ({@code ZOETROPE_RATE_LIMITS})
 * @param defaultPerMinute requests in any minute, where the contract names no other class
 * @param defaultPerHour the same in any hour
 * @param recordingsPerMinute for {@code x-rate-limit: recordings}
 * @param recordingsPerHour the same in any hour
 * @param snapshotsPerMinute for {@code x-rate-limit: snapshots}
 * @param snapshotsPerHour the same in any hour
 */
@ConfigurationProperties("zoetrope.rate")
public record RateSettings(
    @Bindable(defaultValue = "false") boolean limits,
    @Bindable(defaultValue = "480") int defaultPerMinute,
    @Bindable(defaultValue = "4800") int defaultPerHour,
    @Bindable(defaultValue = "240") int recordingsPerMinute,
    @Bindable(defaultValue = "1200") int recordingsPerHour,
    @Bindable(defaultValue = "120") int snapshotsPerMinute,
    @Bindable(defaultValue = "600") int snapshotsPerHour) {}
