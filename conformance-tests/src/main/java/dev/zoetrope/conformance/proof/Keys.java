package dev.zoetrope.conformance.proof;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.zoetrope.conformance.contract.Exchange;
import dev.zoetrope.conformance.contract.Operation;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Personal API keys that may do less than the owner's; {@link #close()} takes them away. */
final class Keys implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LABEL = "conformance";

  private final Session session;
  private final Map<String, String> loggedIn;

  /** The secret by id. */
  private final Map<String, String> secrets = new LinkedHashMap<>();

  Keys(Session session, Map<String, String> loggedIn) {
    this.session = session;
    this.loggedIn = loggedIn;
  }

  /** The id of a new key with these scopes. */
  String make(Collection<String> scopes) {
    return make(scopes, List.of());
  }

  /** The id of a new key with these scopes that only opens these organizations; all if empty. */
  String make(Collection<String> scopes, Collection<String> organizations) {
    ObjectNode body = JSON.createObjectNode().put("label", LABEL);
    body.set("scopes", JSON.valueToTree(scopes));
    if (!organizations.isEmpty()) {
      body.set("scoped_organizations", JSON.valueToTree(organizations));
    }
    Exchange made =
        session.send(
            session.contract().operation("createPersonalApiKey"),
            new Exchange.Sent(
                "/api/personal_api_keys/",
                "",
                Map.of("Content-Type", "application/json"),
                body.toString().getBytes(StandardCharsets.UTF_8),
                true),
            loggedIn);
    if (made.status() != 201) {
      throw new IllegalStateException("no key could be made: " + made.text());
    }
    String id = made.json().path("id").asText();
    secrets.put(id, made.json().path("value").asText());
    return id;
  }

  /** The headers by which the target knows this key. */
  Map<String, String> credentials(String id) {
    return Map.of("Authorization", "Bearer " + secrets.get(id));
  }

  /** Takes a key away; its owner may have only so many. */
  void revoke(String id) {
    Operation delete = session.contract().operation("deletePersonalApiKey");
    secrets.remove(id);
    session.send(
        delete,
        new Exchange.Sent("/api/personal_api_keys/" + id + "/", "", Map.of(), null, true),
        loggedIn);
  }

  @Override
  public void close() {
    Set.copyOf(secrets.keySet()).forEach(this::revoke);
  }
}
