package dev.zoetrope.conformance.proof;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoetrope.conformance.contract.Exchange;
import dev.zoetrope.conformance.contract.Operation;
import dev.zoetrope.conformance.report.Case;
import dev.zoetrope.conformance.report.Case.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The refusals that every operation shares, asked of each: no credentials, credentials that are not
 * enough, something that is not there, another method, nothing acceptable, a body of an unknown
 * type, one that is too large, one that is no JSON. Each in every form the document promises: the
 * usual one, and problem details (RFC 9457) for who asks for them.
 */
public final class Ladder implements Proof {
  private static final String PROBLEM = "application/problem+json";
  private static final int TOO_LARGE = 64 << 20;
  private static final byte[] LARGE = large();

  /**
   * A rung.
   *
   * @param status that must come
   * @param method other than the operation's; null for its own
   * @param path concrete
   * @param headers to send
   * @param body to send
   * @param credentials to send
   */
  private record Rung(
      String name,
      int status,
      String method,
      String path,
      Map<String, String> headers,
      byte[] body,
      Map<String, String> credentials) {
    Rung as(String mediaType) {
      Map<String, String> more = new LinkedHashMap<>(headers);
      more.merge("Accept", mediaType, (old, added) -> old + ", " + added);
      return new Rung(name + ", as " + mediaType, status, method, path, more, body, credentials);
    }
  }

  @Override
  public String name() {
    return "ladder";
  }

  @Override
  public List<Case> prove(Session session) {
    List<Case> cases = new ArrayList<>();
    try (Props props = Props.of(session)) {
      for (Operation operation : session.contract().operations()) {
        if (props.lacksSession(operation)) {
          cases.add(
              new Case(
                  operation.id(), "all refusals", Outcome.NOT_PROVED, "nobody may log in for it"));
          continue;
        }
        boolean needsObject =
            operation.path().replace("{project_id}", "").contains("{")
                && props
                    .path(operation, "@current")
                    .equals(props.absentPath(operation, "@current"));
        for (Rung rung : rungs(session, props, operation)) {
          List<String> forms =
              operation.answers().getOrDefault(Integer.toString(rung.status()), List.of());
          if (!operation.responses().containsKey(Integer.toString(rung.status()))) {
            continue;
          }
          for (String form : forms.contains(PROBLEM) ? List.of("", PROBLEM) : List.of("")) {
            Rung one = form.isEmpty() ? rung : rung.as(form);
            Case tried = climb(session, operation, one, form.isEmpty() ? null : form);
            // An operation may look for the object before it looks at the body.
            boolean unproved =
                tried.outcome() == Outcome.FAILED && rung.body() != null && needsObject;
            cases.add(
                unproved
                    ? new Case(operation.id(), one.name(), Outcome.NOT_PROVED, "there is no object")
                    : tried);
          }
        }
      }
    }
    return cases;
  }

  private static List<Rung> rungs(Session session, Props props, Operation operation) {
    boolean body = operation.takesBody();
    byte[] some = body ? bytes(example(session, operation)) : null;
    Map<String, String> json = body ? Map.of("Content-Type", "application/json") : Map.of();
    Map<String, String> owner = props.credentials(operation);
    String there = props.path(operation, "@current");
    List<Rung> rungs = new ArrayList<>();
    if (operation.isPrivate()) {
      rungs.add(new Rung("without credentials", 401, null, there, json, some, Map.of()));
    }
    props
        .weakCredentials(operation)
        .ifPresent(
            weak ->
                rungs.add(
                    new Rung(
                        "with credentials that are not enough",
                        403,
                        null,
                        there,
                        json,
                        some,
                        weak)));
    if (operation.path().contains("{project_id}")) {
      String elsewhere = props.path(operation, "2147483646");
      rungs.add(
          new Rung("in a project that is not there", 404, null, elsewhere, json, some, owner));
    } else if (operation.path().contains("{")) {
      String nowhere = props.absentPath(operation, "@current");
      rungs.add(new Rung("of something that is not there", 404, null, nowhere, json, some, owner));
    }
    Set<String> others = new LinkedHashSet<>(Routes.METHODS);
    others.removeAll(session.contract().methodsOf(there));
    others.stream()
        .findFirst()
        .ifPresent(
            other -> rungs.add(new Rung("by " + other, 405, other, there, Map.of(), null, owner)));
    rungs.add(
        new Rung(
            "nothing is acceptable",
            406,
            null,
            there,
            with(json, "Accept", "image/x-none"),
            some,
            owner));
    if (body) {
      Map<String, String> unknown = Map.of("Content-Type", "application/x-unknown");
      rungs.add(
          new Rung("a body of an unknown type", 415, null, there, unknown, bytes("?"), owner));
      rungs.add(new Rung("a body that is too large", 413, null, there, json, LARGE, owner));
      rungs.add(new Rung("a body that is no JSON", 400, null, there, json, bytes("{\"a"), owner));
    }
    return rungs;
  }

  private static Case climb(Session session, Operation operation, Rung rung, String mediaType) {
    Operation asked = rung.method() == null ? operation : Routes.by(rung.method(), operation);
    Exchange.Sent sent = new Exchange.Sent(rung.path(), "", rung.headers(), rung.body(), false);
    Exchange answered = session.wire().send(asked, sent, rung.credentials());
    Exchange exchange =
        new Exchange(
            operation,
            sent,
            answered.status(),
            answered.headers(),
            answered.body(),
            answered.millis());
    List<String> wrong = new ArrayList<>();
    if (exchange.status() != rung.status()) {
      wrong.add("expected " + rung.status() + ", got " + exchange.status() + " " + exchange.text());
    } else {
      session.saw(exchange);
      wrong.addAll(session.judge().response(exchange));
    }
    if (mediaType != null && !exchange.mediaType().orElse("").equals(mediaType)) {
      wrong.add("expected " + mediaType + ", got " + exchange.mediaType().orElse("nothing"));
    }
    return Case.of(operation.id(), rung.name(), wrong);
  }

  /** What the document shows as a request, or an empty one. */
  static String example(Session session, Operation operation) {
    JsonNode content =
        session
            .contract()
            .resolve(operation.node().path("requestBody"))
            .at("/content/application~1json");
    JsonNode example = content.path("example");
    if (example.isMissingNode()) {
      example = session.contract().resolve(content.path("schema")).path("example");
    }
    return example.isMissingNode() ? "{}" : example.toString();
  }

  private static Map<String, String> with(Map<String, String> headers, String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return more;
  }

  private static byte[] large() {
    byte[] body = new byte[TOO_LARGE];
    Arrays.fill(body, (byte) ' ');
    body[0] = '{';
    body[body.length - 1] = '}';
    return body;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
