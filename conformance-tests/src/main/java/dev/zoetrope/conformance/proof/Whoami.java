package dev.zoetrope.conformance.proof;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoetrope.conformance.contract.Exchange;
import java.util.Map;

/** What the target says about the owner of the key. */
final class Whoami {
  private Whoami() {}

  /** The number of the owner's current project. */
  static String project(Session session) {
    return me(session).at("/team/id").asText();
  }

  /** The organization of that project. */
  static String organization(Session session) {
    return me(session).at("/organization/id").asText();
  }

  private static JsonNode me(Session session) {
    return session
        .asOwner(
            session.contract().operation("getCurrentUser"),
            new Exchange.Sent("/api/users/@me/", "", Map.of(), null, true))
        .json();
  }
}
