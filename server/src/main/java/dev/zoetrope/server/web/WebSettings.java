package dev.zoetrope.server.web;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * What an operator can say about HTTP in general.
 *
 * @param maxBody bytes that a JSON or form body may have ({@code ZOETROPE_WEB_MAX_BODY}); SDK
 *     traffic has limits of its own
 * @param trustForwarded whether {@code X-Forwarded-Proto}, {@code -Host} and {@code -For} are
 *     believed ({@code ZOETROPE_WEB_TRUST_FORWARDED}); only behind a proxy that sets them itself
 */
@ConfigurationProperties("zoetrope.web")
public record WebSettings(
    @Bindable(defaultValue = "1048576") long maxBody,
    @Bindable(defaultValue = "false") boolean trustForwarded) {}
