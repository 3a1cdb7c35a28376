package dev.zoetrope.conformance.proof;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoetrope.conformance.contract.Exchange;
import dev.zoetrope.conformance.contract.Operation;
import dev.zoetrope.conformance.contract.UriTemplate;
import dev.zoetrope.conformance.remote.Capability;
import dev.zoetrope.conformance.report.Case;
import dev.zoetrope.conformance.report.Case.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Two organizations, and every kind of id: what belongs to the one is not there for the other, a
 * key of the one does not open the other, and ids that nobody has - random, negative, huge, the
 * folder above, quotes, control characters - are refused as documented.
 */
public final class Tenants implements Proof {
  private static final Set<Integer> NOT_THERE = Set.of(400, 404);
  private static final Set<Integer> CLOSED = Set.of(403, 404);

  /** Operations that answer for every id: one that nobody knows was viewed by nobody. */
  private static final Set<String> ANY_ID = Set.of("getSessionRecordingViewed");

  /** Ids that are nobody's, percent-encoded. */
  private static final List<String> STRANGE =
      List.of(
          "-1",
          "0",
          "999999999999999999999999999999",
          "..",
          "%2e%2e",
          "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
          "%27%20OR%20%271%27%3D%271",
          "%00",
          "%F0%9F%98%80",
          "%ff",
          "a".repeat(1_000));

  @Override
  public String name() {
    return "tenants";
  }

  @Override
  public List<Case> prove(Session session) {
    Set<Capability> needed =
        Set.of(Capability.LOGIN, Capability.CAPTURE, Capability.WRITE, Capability.ACCOUNTS);
    List<Case> cases = new ArrayList<>();
    strange(session, cases);
    if (!session.wire().target().has(needed)) {
      cases.add(
          new Case(
              "tenants",
              "another organization",
              Outcome.NOT_PROVED,
              "needs to make an organization, a key and a recording"));
      return cases;
    }
    try (Props props = Props.of(session)) {
      String other = elsewhere(session);
      for (Operation operation : session.contract().operations()) {
        if (operation.path().contains("{project_id}")) {
          cases.addAll(foreignObjects(session, props, operation, other));
        }
      }
      String ours = props.keys().make(Set.of("*"), Set.of(Whoami.organization(session)));
      for (Operation operation : session.contract().operations()) {
        if (operation.path().contains("{project_id}")) {
          cases.add(
              ask(
                  session,
                  operation,
                  "in a project of another organization",
                  props.path(operation, other),
                  props.keys().credentials(ours),
                  CLOSED));
        }
      }
    }
    return cases;
  }

  /** Every parameter of every path, with each of the strange values. */
  private static void strange(Session session, List<Case> cases) {
    Props props = Props.none(session);
    List<String> values = new ArrayList<>(STRANGE);
    values.add(UUID.randomUUID().toString());
    for (Operation operation : session.contract().operations()) {
      if (props.lacksSession(operation)) {
        cases.add(
            new Case(
                operation.id(), "strange ids", Outcome.NOT_PROVED, "nobody may log in for it"));
        continue;
      }
      for (String parameter : UriTemplate.names(operation.path())) {
        for (String value : values) {
          String path =
              UriTemplate.expand(
                  operation.path(),
                  name ->
                      name.equals(parameter)
                          ? value
                          : name.equals("project_id")
                              ? "@current"
                              : Routes.absent(operation, name));
          cases.add(
              ask(
                  session,
                  operation,
                  parameter + " is " + (value.length() > 40 ? "very long" : value),
                  path,
                  props.credentials(operation),
                  operation.isPrivate() ? NOT_THERE : Set.of()));
        }
      }
    }
  }

  /** The id of a project in an organization of its own. */
  private static String elsewhere(Session session) {
    JsonNode organization =
        made(session, "createOrganization", "{\"name\":\"Conformance elsewhere\"}");
    return made(
            session,
            "createProject",
            "{\"name\":\"Conformance elsewhere\",\"organization\":\"%s\"}"
                .formatted(organization.path("id").asText()))
        .path("id")
        .asText();
  }

  private static JsonNode made(Session session, String id, String body) {
    Operation operation = session.contract().operation(id);
    Exchange exchange =
        session.asOwner(
            operation,
            new Exchange.Sent(
                operation.path(),
                "",
                Map.of("Content-Type", "application/json"),
                body.getBytes(StandardCharsets.UTF_8),
                true));
    if (exchange.status() != 201) {
      throw new IllegalStateException(id + " answers " + exchange.status());
    }
    return exchange.json();
  }

  /** The ids of one project are nobody's in another one, and its lists do not know them. */
  private static List<Case> foreignObjects(
      Session session, Props props, Operation operation, String other) {
    List<Case> cases = new ArrayList<>();
    String path = props.path(operation, other);
    if (!path.equals(props.absentPath(operation, other))) {
      cases.add(
          ask(
              session,
              operation,
              "what belongs to another project",
              path,
              props.credentials(operation),
              Set.of(404)));
    } else if (operation.method().equals("GET")) {
      String ours = props.value("recording_id").orElseThrow();
      Exchange exchange =
          session.send(
              operation,
              new Exchange.Sent(path, "", Map.of(), null, false),
              props.credentials(operation));
      List<String> wrong = new ArrayList<>(session.judge().response(exchange));
      if (exchange.text().contains(ours)) {
        wrong.add("shows a recording of another project");
      }
      if (exchange.json().path("count").asInt() > 0
          && !operation.id().equals("listSessionPropertyDefinitions")) {
        wrong.add("a new project is not empty: " + exchange.text());
      }
      cases.add(Case.of(operation.id(), "of another project", wrong));
    }
    return cases;
  }

  private static Case ask(
      Session session,
      Operation operation,
      String name,
      String path,
      Map<String, String> credentials,
      Set<Integer> expected) {
    boolean body = operation.takesBody();
    Exchange.Sent sent =
        new Exchange.Sent(
            path,
            "",
            body ? Map.of("Content-Type", "application/json") : Map.of(),
            body ? Ladder.example(session, operation).getBytes(StandardCharsets.UTF_8) : null,
            false);
    Exchange exchange = session.send(operation, sent, credentials);
    List<String> wrong = new ArrayList<>(session.judge().response(exchange));
    boolean answersAll = ANY_ID.contains(operation.id()) && expected.contains(404);
    if (exchange.status() >= 500
        || (!expected.isEmpty()
            && !expected.contains(exchange.status())
            && !(answersAll && exchange.status() == 200))) {
      wrong.add("answers " + exchange.status() + " " + exchange.text());
    }
    return Case.of(operation.id(), name, wrong);
  }
}
