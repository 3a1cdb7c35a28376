package dev.zoetrope.server.capture.decode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.zoetrope.server.persons.CapturedEvent;
import java.time.Instant;
import java.util.UUID;

/**
 * An analytics event as it is stored.
 *
 * @param uuid counts once per project
 * @param event the name, at most 200 characters
 * @param distinctId whose event it is, at most 200 characters
 * @param sessionId {@code $session_id} or null
 * @param timestamp when it happened, corrected by the sender's clock skew
 * @param properties JSON object, as text
 * @param personal those of the properties that say something about persons
 */
public record StoredEvent(
    UUID uuid,
    String event,
    String distinctId,
    String sessionId,
    Instant timestamp,
    String properties,
    ObjectNode personal) {
  /** What persons are made and changed by. */
  public CapturedEvent forPersons() {
    return new CapturedEvent(uuid, event, distinctId, sessionId, timestamp, personal);
  }
}
