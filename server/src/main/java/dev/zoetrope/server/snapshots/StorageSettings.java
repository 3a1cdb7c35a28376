package dev.zoetrope.server.snapshots;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.core.convert.format.ReadableBytes;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Where and how blocks are kept.
 *
 * @param dir the directory of the segments
 * @param segmentSize bytes after which a segment is closed and the next one begun
 * @param minFree bytes that must stay free on the device; below, nothing is taken any more (B-270)
 * @param compactBelow a segment is rewritten when a smaller share of its bytes than this is live
 * @param quietPeriod how long nothing must have been written to a segment before it is tidied up
 */
@ConfigurationProperties("zoetrope.storage")
record StorageSettings(
    Path dir,
    @Bindable(defaultValue = "64MB") @ReadableBytes long segmentSize,
    @Bindable(defaultValue = "256MB") @ReadableBytes long minFree,
    @Bindable(defaultValue = "0.5") double compactBelow,
    @Bindable(defaultValue = "10m") Duration quietPeriod) {}
