package dev.zoetrope.server.assistant.model;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import java.time.Duration;

/**
 * The language model that the assistant asks first, if there is one (B-440).
 *
 * @param baseUrl of an endpoint that speaks OpenAI's chat completions, such as {@code
 *     https://api.openai.com/v1}; null for no model
 * @param key the bearer token; null when the endpoint needs none
 * @param model its name
 * @param timeout for one request, until its last byte
 * @param budget requests a day (UTC) for one project, on this server; 0 stops asking
 */
@ConfigurationProperties("zoetrope.assistant")
record ModelSettings(
    @Nullable URI baseUrl,
    @Nullable String key,
    @Bindable(defaultValue = "gpt-4o-mini") String model,
    @Bindable(defaultValue = "10s") Duration timeout,
    @Bindable(defaultValue = "500") int budget) {
  /** The key stays out of logs. */
  @Override
  public String toString() {
    return "ModelSettings[" + baseUrl + ", " + model + "]";
  }
}
