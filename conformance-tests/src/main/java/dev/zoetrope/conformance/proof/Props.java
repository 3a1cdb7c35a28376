package dev.zoetrope.conformance.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.zoetrope.conformance.contract.Exchange;
import dev.zoetrope.conformance.contract.Operation;
import dev.zoetrope.conformance.contract.UriTemplate;
import dev.zoetrope.conformance.remote.Capability;
import dev.zoetrope.conformance.remote.Target;
import dev.zoetrope.conformance.story.Recorded;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Objects that the suite makes on the target so that refusals can be asked of what is there: one of
 * each kind, and keys that may do little. {@link #close()} takes them away.
 */
final class Props implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TITLE = "conformance";
  private static final String PASSWORD = "correct horse battery";

  private final Session session;

  /** The value of {@code id} by tag, other parameters by name. */
  private final Map<String, String> values = new HashMap<>();

  /** The id of the key with this scope only. */
  private final Map<String, String> keyIds = new LinkedHashMap<>();

  /** Recordings that SDK traffic has made besides. */
  private final List<String> sent = new ArrayList<>();

  private Map<String, String> loggedIn = Map.of();
  private Keys keys;

  private Props(Session session) {
    this.session = session;
  }

  /** Nothing is made, only what the target is told when it is asked as its owner. */
  static Props none(Session session) {
    Props props = new Props(session);
    Target target = session.wire().target();
    target.projectToken().ifPresent(token -> props.values.put("token", token));
    props.values.put("part", "checkout");
    target.login().ifPresent(props::logIn);
    return props;
  }

  /** The same, and a recording that is shared with a password. */
  static Props shared(Session session) {
    Props props = none(session);
    Recorded recorded = Recorded.of(TITLE, session.wire().target());
    session.send(session.contract().operation("captureSnapshots"), recorded.request(), Map.of());
    props.values.put("recording_id", recorded.sessionId());
    Exchange share =
        props.post(
            "updateRecordingSharing",
            Map.of("enabled", true, "password_required", true),
            props.loggedIn);
    props.values.put("access_token", share.json().path("access_token").asText());
    return props;
  }

  /** What an SDK sends to this operation at the least. */
  String event(Operation operation) {
    String token = values.get("token");
    if (operation.id().startsWith("captureSnapshots")) {
      Recorded recorded = Recorded.of(TITLE, session.wire().target());
      sent.add(recorded.sessionId());
      return new String(recorded.request().body(), StandardCharsets.UTF_8);
    }
    return operation.id().startsWith("get")
        ? "{\"token\":\"%s\",\"distinct_id\":\"%s\"}".formatted(token, TITLE)
        : "[{\"event\":\"%s\",\"properties\":{\"token\":\"%s\",\"distinct_id\":\"d\"}}]"
            .formatted(TITLE, token);
  }

  /** Makes what the target's capabilities allow. */
  static Props of(Session session) {
    Props props = new Props(session);
    Target target = session.wire().target();
    if (target.has(Set.of(Capability.CAPTURE))) {
      Recorded recorded = Recorded.of("conformance-props", target);
      session.send(session.contract().operation("captureSnapshots"), recorded.request(), Map.of());
      props.values.put("SessionRecordings", recorded.sessionId());
      props.values.put("Snapshots", recorded.sessionId());
      props.values.put("recording_id", recorded.sessionId());
      props.values.put("token", target.projectToken().orElseThrow());
    }
    if (target.has(Set.of(Capability.LOGIN))) {
      props.logIn(target.login().orElseThrow());
      props.key("user:read").ifPresent(key -> props.values.put("PersonalApiKeys", key));
    }
    if (target.has(Set.of(Capability.WRITE))) {
      props.create("Insights", "createInsight", Map.of("name", TITLE));
      props.create("Dashboards", "createDashboard", Map.of("name", TITLE));
      if (props.values.containsKey("Insights")) {
        props.create("Subscriptions", "createSubscription", props.subscription());
      }
    }
    return props;
  }

  /** The path with objects that are there, as far as there are any. */
  String path(Operation operation, String project) {
    return path(operation, project, true);
  }

  /** The path with objects that are not there. */
  String absentPath(Operation operation, String project) {
    return path(operation, project, false);
  }

  private String path(Operation operation, String project, boolean present) {
    return UriTemplate.expand(
        operation.path(),
        name -> {
          if (name.equals("project_id")) {
            return project;
          }
          String value = values.get(name.equals("id") ? kind(operation) : name);
          return present && value != null ? value : Routes.absent(operation, name);
        });
  }

  private static String kind(Operation operation) {
    return operation.path().contains("/personal_api_keys/") ? "PersonalApiKeys" : operation.tag();
  }

  /** What opens the operation: the owner's key, or a session where no key does. */
  Map<String, String> credentials(Operation operation) {
    return operation.isPrivate() && !operation.accepts("personalApiKey")
        ? loggedIn
        : session.wire().ownerCredentials();
  }

  /** Whether only a session opens the operation, and nobody may log in to get one. */
  boolean lacksSession(Operation operation) {
    return operation.isPrivate() && !operation.accepts("personalApiKey") && loggedIn.isEmpty();
  }

  /** What is known to the target and does not open the operation; empty when there is none. */
  Optional<Map<String, String>> weakCredentials(Operation operation) {
    if (!operation.accepts("personalApiKey")) {
      return operation.isPrivate()
          ? Optional.of(session.wire().ownerCredentials())
          : Optional.empty();
    }
    String other = operation.scopes().contains("user:read") ? "insight:read" : "user:read";
    return key(other).map(id -> keys.credentials(id));
  }

  /** An example of the document with references to what is there. */
  ObjectNode real(Operation operation, ObjectNode example) {
    ObjectNode body = example.deepCopy();
    // An example that deletes would leave nothing to change.
    if (body.remove("deleted") != null) {
      body.put(operation.tag().equals("Subscriptions") ? "title" : "name", TITLE);
    }
    if (body.has("insight")) {
      body.put("insight", Integer.parseInt(values.get("Insights")));
    }
    if (body.has("dashboards")) {
      body.putArray("dashboards").add(Integer.parseInt(values.get("Dashboards")));
    }
    if (operation.id().equals("openSharedRecording")) {
      body.put("password", PASSWORD);
    }
    if (operation.id().equals("createSession")) {
      Target.Login login = session.wire().target().login().orElseThrow();
      body.put("email", login.email()).put("password", login.password());
    }
    return body;
  }

  /** Takes away what a request has just made, as far as it can be taken away. */
  void discard(Operation operation, JsonNode made) {
    new Discard(session, loggedIn).made(operation, made, values.getOrDefault("recording_id", ""));
  }

  /** The access token of a share of the recording; asking enables it. */
  String share() {
    return post(
            "updateRecordingSharing", Map.of("enabled", true), session.wire().ownerCredentials())
        .json()
        .path("access_token")
        .asText();
  }

  /** Shares the recording with a password, so that passwords may be made. */
  void askForPasswords() {
    Map<String, String> owner = session.wire().ownerCredentials();
    Exchange share =
        post("updateRecordingSharing", Map.of("enabled", true, "password_required", true), owner);
    values.put("access_token", share.json().path("access_token").asText());
    Exchange password = post("createSharePassword", Map.of("raw_password", PASSWORD), owner);
    values.put("password_id", password.json().path("id").asText());
  }

  /** Makes keys that may do less than the owner's; only where somebody may log in. */
  Keys keys() {
    return keys;
  }

  /** The id of what was made, by tag or by the name of its parameter; empty when nothing was. */
  Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** The owner, logged in; empty when nobody may. */
  Map<String, String> loggedIn() {
    return loggedIn;
  }

  private void logIn(Target.Login login) {
    Exchange exchange =
        post("createSession", Map.of("email", login.email(), "password", login.password()), null);
    exchange
        .header("Set-Cookie")
        .ifPresent(cookie -> loggedIn = Map.of("Cookie", cookie.replaceFirst(";.*", "")));
    keys = new Keys(session, loggedIn);
  }

  /** The id of a key with this scope only. */
  private Optional<String> key(String scope) {
    if (loggedIn.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(keyIds.computeIfAbsent(scope, one -> keys.make(Set.of(one))));
  }

  private Map<String, Object> subscription() {
    return Map.of(
        "insight", Integer.parseInt(values.get("Insights")),
        "target_type", "email",
        "target_value", "ada@example.com",
        "frequency", "weekly",
        "start_date", "2026-01-01T09:00:00Z",
        "title", TITLE);
  }

  private void create(String kind, String operation, Map<String, Object> body) {
    Exchange exchange = post(operation, body, session.wire().ownerCredentials());
    if (exchange.status() == 201) {
      values.put(kind, exchange.json().path("id").asText());
    }
  }

  private Exchange post(String id, Map<String, ?> body, Map<String, String> credentials) {
    Operation operation = session.contract().operation(id);
    Exchange.Sent sent =
        new Exchange.Sent(
            path(operation, "@current"),
            "",
            Map.of("Content-Type", "application/json"),
            json(body),
            true);
    return session.send(operation, sent, credentials == null ? Map.of() : credentials);
  }

  private static byte[] json(Map<String, ?> body) {
    return JSON.valueToTree(body).toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    Discard discard = new Discard(session, loggedIn);
    value("Subscriptions").ifPresent(id -> discard.hide("updateSubscription", id));
    value("Insights").ifPresent(id -> discard.hide("updateInsight", id));
    value("Dashboards").ifPresent(id -> discard.hide("updateDashboard", id));
    if (session.wire().target().has(Set.of(Capability.WRITE))) {
      value("recording_id").ifPresent(discard::recording);
      sent.forEach(discard::recording);
    }
    if (keys != null) {
      keys.close();
    }
  }
}
