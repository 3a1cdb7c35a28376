package dev.zoetrope.server.persons;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.UUID;

/**
 * An event as it was sent, once its time is corrected.
 *
 * @param uuid counts once per project
 * @param event the name, such as {@code $pageview}
 * @param distinctId who
 * @param sessionId the session or null
 * @param timestamp when, corrected by the clock of the server
 * @param properties with {@code $set}, {@code $set_once} and {@code $unset} from wherever they
 *     stood
 */
public record CapturedEvent(
    UUID uuid,
    String event,
    String distinctId,
    String sessionId,
    Instant timestamp,
    ObjectNode properties) {}
