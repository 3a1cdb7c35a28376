package dev.zoetrope.server.persons;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.UUID;

/**
 * An analytics event that counts: seen for the first time and stored.
 *
 * @param uuid the SDK's own, which makes it count once per project
 * @param event the name, such as {@code $identify}
 * @param distinctId whose event it is, at most 200 characters
 * @param sessionId {@code $session_id} or null
 * @param timestamp when it happened, corrected by the sender's clock skew
 * @param properties as sent, with {@code $set}, {@code $set_once} and {@code $unset} of the top
 *     level folded in
 */
public record CapturedEvent(
    UUID uuid,
    String event,
    String distinctId,
    String sessionId,
    Instant timestamp,
    ObjectNode properties) {}
