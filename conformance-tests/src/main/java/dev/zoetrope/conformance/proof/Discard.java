package dev.zoetrope.conformance.proof;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoetrope.conformance.contract.Exchange;
import dev.zoetrope.conformance.contract.Operation;
import dev.zoetrope.conformance.contract.UriTemplate;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Takes away again what the suite has made on the target, as far as there is an operation for it.
 */
final class Discard {
  private final Session session;
  private final Map<String, String> loggedIn;

  /** What only a session may take away needs who is logged in. */
  Discard(Session session, Map<String, String> loggedIn) {
    this.session = session;
    this.loggedIn = loggedIn;
  }

  /** What the answer to this operation says was made; the recording is the one it was made for. */
  void made(Operation operation, JsonNode answer, String recording) {
    String id = answer.path("id").asText();
    switch (operation.id()) {
      case "createPersonalApiKey" -> delete("deletePersonalApiKey", Map.of("id", id), loggedIn);
      case "createInsight", "createDashboard", "createSubscription" ->
          hide(operation.id().replaceFirst("create", "update"), id);
      case "createSharePassword" ->
          delete(
              "deleteSharePassword",
              Map.of("recording_id", recording, "password_id", id),
              session.wire().ownerCredentials());
      default -> {
        // Nothing was made, or nothing takes it away again.
      }
    }
  }

  /** A recording with everything it has. */
  void recording(String id) {
    delete("deleteSessionRecording", Map.of("id", id), session.wire().ownerCredentials());
  }

  /** What is deleted by a change, by the operation that changes it. */
  void hide(String update, String id) {
    Operation operation = session.contract().operation(update);
    session.asOwner(
        operation,
        new Exchange.Sent(
            path(operation, Map.of("id", id)),
            "",
            Map.of("Content-Type", "application/json"),
            "{\"deleted\":true}".getBytes(StandardCharsets.UTF_8),
            true));
  }

  private void delete(String id, Map<String, String> ids, Map<String, String> credentials) {
    Operation operation = session.contract().operation(id);
    session.send(
        operation, new Exchange.Sent(path(operation, ids), "", Map.of(), null, true), credentials);
  }

  private static String path(Operation operation, Map<String, String> ids) {
    return UriTemplate.expand(operation.path(), name -> ids.getOrDefault(name, "@current"));
  }
}
