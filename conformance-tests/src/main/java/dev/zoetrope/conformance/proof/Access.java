package dev.zoetrope.conformance.proof;

import dev.zoetrope.conformance.claims.Evidence.Attempt;
import dev.zoetrope.conformance.claims.Permissions;
import dev.zoetrope.conformance.contract.Exchange;
import dev.zoetrope.conformance.contract.Operation;
import dev.zoetrope.conformance.remote.Capability;
import dev.zoetrope.conformance.report.Case;
import dev.zoetrope.conformance.report.Case.Outcome;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who may call what: every operation with nothing, with a key for every scope alone and for
 * everything, with a session, a share and a project token - made from the document's own {@code
 * security} and {@code x-required-scopes}.
 *
 * <p>Nothing is changed by it: whoever gets in finds an id that names nothing, or has sent a list
 * where an object belongs.
 */
public final class Access implements Proof {
  private static final Set<Integer> REFUSED = Set.of(401, 403);

  @Override
  public String name() {
    return "access";
  }

  @Override
  public List<Case> prove(Session session) {
    if (!session
        .wire()
        .target()
        .has(Set.of(Capability.LOGIN, Capability.CAPTURE, Capability.WRITE))) {
      return List.of(
          new Case(
              "access",
              "every scope, session, share and token alone",
              Outcome.NOT_PROVED,
              "needs somebody who may log in to make keys, and something to share"));
    }
    List<Case> cases = new ArrayList<>();
    try (Props props = Props.of(session)) {
      everybody(session, props, Permissions.NOBODY, Map.of(), "", cases);
      everybody(session, props, Permissions.SESSION, props.loggedIn(), "", cases);
      everybody(
          session,
          props,
          Permissions.SHARE,
          Map.of(),
          "sharing_access_token=" + props.share(),
          cases);
      for (Set<String> scopes : scopes(session)) {
        String key = props.keys().make(scopes);
        everybody(
            session, props, Permissions.KEY, scopes, props.keys().credentials(key), "", cases);
        props.keys().revoke(key);
      }
      tokens(session, props, cases);
    }
    return cases;
  }

  /** Each scope alone, and all. */
  private static Set<Set<String>> scopes(Session session) {
    Set<Set<String>> sets = new LinkedHashSet<>();
    Permissions.scopes(session.contract()).forEach(scope -> sets.add(Set.of(scope)));
    sets.add(Set.of("*"));
    return sets;
  }

  private static void everybody(
      Session session,
      Props props,
      String means,
      Map<String, String> credentials,
      String query,
      List<Case> cases) {
    everybody(session, props, means, Set.of(), credentials, query, cases);
  }

  private static void everybody(
      Session session,
      Props props,
      String means,
      Set<String> scopes,
      Map<String, String> credentials,
      String query,
      List<Case> cases) {
    for (Operation operation : session.contract().operations()) {
      // Logging out would end the session that the others need.
      boolean ends = operation.id().equals("deleteSession") && means.equals(Permissions.SESSION);
      if (!operation.accepts(Permissions.TOKEN) && !ends) {
        // A share opens what is there, and nothing else; it has no current project.
        String path =
            means.equals(Permissions.SHARE)
                ? props.path(operation, Whoami.project(session))
                : props.absentPath(operation, "@current");
        cases.add(attempt(session, operation, means, scopes, credentials, path, query));
      }
    }
  }

  private static Case attempt(
      Session session,
      Operation operation,
      String means,
      Set<String> scopes,
      Map<String, String> credentials,
      String path,
      String query) {
    boolean body = operation.takesBody();
    Exchange.Sent sent =
        new Exchange.Sent(
            path,
            query,
            body ? Map.of("Content-Type", "application/json") : Map.of(),
            body ? "[]".getBytes(StandardCharsets.UTF_8) : null,
            false);
    Exchange exchange = session.send(operation, sent, credentials);
    List<String> wrong = new ArrayList<>(session.judge().response(exchange));
    boolean opened = !REFUSED.contains(exchange.status());
    session
        .evidence()
        .attempts()
        .add(new Attempt(operation.id(), means, Set.copyOf(scopes), opened));
    if (opened != Permissions.opens(operation, means, scopes)) {
      wrong.add("answers " + exchange.status() + " " + exchange.text());
    }
    String who = means.isEmpty() ? "nothing" : means + (scopes.isEmpty() ? "" : " for " + scopes);
    return Case.of(operation.id(), "with " + who, wrong);
  }

  /** SDKs prove themselves by the project token alone. */
  private static void tokens(Session session, Props props, List<Case> cases) {
    for (Operation operation : session.contract().operations()) {
      if (operation.accepts(Permissions.TOKEN)) {
        String event = props.event(operation);
        String token = props.value("token").orElseThrow();
        cases.add(sdk(session, operation, Permissions.TOKEN, event));
        cases.add(sdk(session, operation, Permissions.NOBODY, event.replace(token, "")));
      }
    }
  }

  private static Case sdk(Session session, Operation operation, String means, String event) {
    boolean body = operation.takesBody();
    Exchange exchange =
        session.send(
            operation,
            new Exchange.Sent(
                operation.path(),
                body ? "" : "data=" + URLEncoder.encode(event, StandardCharsets.UTF_8),
                body ? Map.of("Content-Type", "text/plain") : Map.of(),
                body ? event.getBytes(StandardCharsets.UTF_8) : null,
                false),
            Map.of());
    List<String> wrong = new ArrayList<>(session.judge().response(exchange));
    boolean opened = !REFUSED.contains(exchange.status());
    session.evidence().attempts().add(new Attempt(operation.id(), means, Set.of(), opened));
    if (opened != Permissions.opens(operation, means, Set.of())) {
      wrong.add("answers " + exchange.status() + " " + exchange.text());
    }
    return Case.of(operation.id(), means.isEmpty() ? "without a token" : "with a token", wrong);
  }
}
