package dev.zoetrope.server.sessions;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.bind.annotation.Bindable;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How sessions are read.
 *
 * @param channels a file with lines like those of {@code channels.csv} that come before them
 * @param rankingBytes how much memory the values of projects with many sessions may take, and as
 *     much again while they are counted
 * @param queryTimeout how long values may be waited for before the answer is 429
 */
@ConfigurationProperties("zoetrope.sessions")
record SessionsSettings(
    @Nullable Path channels,
    @Bindable(defaultValue = "67108864") long rankingBytes,
    @Bindable(defaultValue = "2s") Duration queryTimeout) {}
