package dev.zoetrope.conformance.proof;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoetrope.conformance.contract.Exchange;
import dev.zoetrope.conformance.contract.Operation;
import dev.zoetrope.conformance.contract.UriTemplate;
import dev.zoetrope.conformance.report.Case;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Every operation answers in every spelling of its path - both families, with and without the
 * slash, the project by number and as {@code @current} - and no other method does.
 */
public final class Routes implements Proof {
  static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

  /** What no object of any target is called. */
  private static final String ABSENT = "conformance-absent";

  @Override
  public String name() {
    return "routes";
  }

  @Override
  public List<Case> prove(Session session) {
    List<Case> cases = new ArrayList<>();
    Set<String> refused = new LinkedHashSet<>();
    for (Operation operation : session.contract().operations()) {
      for (String path : spellings(operation)) {
        cases.add(answers(session, operation, path));
      }
      for (String uri : operation.uris()) {
        String path = concrete(operation, uri, "@current");
        Set<String> undocumented = new LinkedHashSet<>(METHODS);
        undocumented.removeAll(session.contract().methodsOf(path));
        for (String method : undocumented) {
          if (refused.add(method + " " + path)) {
            cases.add(refuses(session, operation, method, path));
          }
        }
      }
    }
    return cases;
  }

  private static Case answers(Session session, Operation operation, String path) {
    boolean body = operation.takesBody();
    Exchange exchange =
        session.asOwner(
            operation,
            new Exchange.Sent(
                path,
                "",
                body ? Map.of("Content-Type", "application/json") : Map.of(),
                body ? "{}".getBytes(StandardCharsets.UTF_8) : null,
                false));
    if (exchange.status() == 201) {
      Props.none(session).discard(operation, exchange.json());
    }
    List<String> wrong = new ArrayList<>(session.judge().response(exchange));
    if (exchange.status() == 405 || exchange.status() >= 500) {
      wrong.add("answers " + exchange.status());
    }
    if (exchange.json().path("detail").asText().equals("Endpoint not found.")) {
      wrong.add("is not there");
    }
    return Case.of(operation.id(), operation.method() + " " + path, wrong);
  }

  /** The refusal looks the same at every path, so any operation's 405 describes it. */
  private static Case refuses(Session session, Operation operation, String method, String path) {
    Operation asked = by(method, operation);
    Exchange exchange =
        session
            .wire()
            .send(
                asked,
                new Exchange.Sent(path, "", Map.of(), null, false),
                session.wire().ownerCredentials());
    List<String> wrong = new ArrayList<>();
    if (exchange.status() != 405) {
      wrong.add("expected 405, got " + exchange.status());
    }
    Set<String> allowed = Set.of(exchange.header("Allow").orElse("").split(",\\s*"));
    if (!allowed.containsAll(session.contract().methodsOf(path)) || allowed.contains(method)) {
      wrong.add("Allow says " + allowed);
    }
    if (operation.responses().containsKey("405")) {
      Exchange refusal =
          new Exchange(
              operation,
              exchange.request(),
              exchange.status(),
              exchange.headers(),
              exchange.body(),
              exchange.millis());
      session.saw(refusal);
      wrong.addAll(session.judge().response(refusal));
    }
    return Case.of(operation.id(), "no " + method + " " + path, wrong);
  }

  /** The same operation by another method. */
  static Operation by(String method, Operation operation) {
    return new Operation(
        operation.id(),
        method,
        operation.path(),
        operation.uris(),
        operation.parameters(),
        operation.node(),
        operation.responses(),
        operation.security());
  }

  private static List<String> spellings(Operation operation) {
    Set<String> spellings = new LinkedHashSet<>();
    for (String uri : operation.uris()) {
      for (String project : Arrays.asList("1", "@current")) {
        String path = concrete(operation, uri, project);
        spellings.add(path);
        spellings.add(path.endsWith("/") ? UriTemplate.slashless(path) : path + "/");
      }
    }
    return List.copyOf(spellings);
  }

  private static String concrete(Operation operation, String uri, String project) {
    return UriTemplate.expand(
        uri, name -> name.equals("project_id") ? project : absent(operation, name));
  }

  /** A value of the documented type that names nothing. */
  static String absent(Operation operation, String name) {
    for (JsonNode parameter : operation.parameters()) {
      if (parameter.path("name").asText().equals(name)) {
        JsonNode schema = parameter.path("schema");
        if (schema.path("type").asText().equals("integer")) {
          return "2147483646";
        }
        if (schema.path("format").asText().equals("uuid")) {
          return UUID.nameUUIDFromBytes(new byte[] {1}).toString();
        }
      }
    }
    return ABSENT;
  }
}
