package dev.zoetrope.server.recordings;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * Limits of the recordings API.
 *
 * @param queryTimeout how long the list may keep the database busy before it answers 429
 */
@ConfigurationProperties("zoetrope.recordings")
record RecordingsSettings(@Bindable(defaultValue = "2s") Duration queryTimeout) {}
