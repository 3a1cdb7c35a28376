package dev.zoetrope.conformance.proof;

import dev.zoetrope.conformance.contract.Exchange;
import dev.zoetrope.conformance.contract.Operation;
import dev.zoetrope.conformance.contract.UriTemplate;
import dev.zoetrope.conformance.report.Case;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The refusals that every operation shares, asked of each: no credentials, nothing acceptable, a
 * body of an unknown type, one that is too large, an absent project. Each has one documented look.
 */
public final class Ladder implements Proof {
  private static final int TOO_LARGE = 64 << 20;

  /**
   * A rung.
   *
   * @param status that must come
   * @param headers to send
   * @param body to send
   * @param project to ask for
   * @param key whether to send the key
   */
  private record Rung(
      String name,
      int status,
      Map<String, String> headers,
      byte[] body,
      String project,
      boolean key) {}

  @Override
  public String name() {
    return "ladder";
  }

  @Override
  public List<Case> prove(Session session) {
    List<Case> cases = new ArrayList<>();
    for (Operation operation : session.contract().operations()) {
      rungs(operation)
          .filter(rung -> operation.responses().containsKey(Integer.toString(rung.status())))
          .forEach(rung -> cases.add(climb(session, operation, rung)));
    }
    return cases;
  }

  private static Stream<Rung> rungs(Operation operation) {
    byte[] none = operation.takesBody() ? bytes("{}") : null;
    Map<String, String> json = none == null ? Map.of() : Map.of("Content-Type", "application/json");
    List<Rung> rungs = new ArrayList<>();
    if (operation.isPrivate()) {
      rungs.add(new Rung("without credentials", 401, json, none, "@current", false));
    }
    if (operation.path().contains("{project_id}")) {
      rungs.add(new Rung("in a project that is not there", 404, json, none, "2147483646", true));
    }
    rungs.add(
        new Rung(
            "nothing is acceptable",
            406,
            with(json, "Accept", "image/x-none"),
            none,
            "@current",
            true));
    if (operation.takesBody()) {
      rungs.add(
          new Rung(
              "a body of an unknown type",
              415,
              Map.of("Content-Type", "application/x-unknown"),
              bytes("?"),
              "@current",
              true));
      rungs.add(new Rung("a body that is too large", 413, json, large(), "@current", true));
    }
    return rungs.stream();
  }

  private static Case climb(Session session, Operation operation, Rung rung) {
    String path =
        UriTemplate.expand(
            operation.path(),
            name -> name.equals("project_id") ? rung.project() : Routes.absent(operation, name));
    Exchange.Sent sent = new Exchange.Sent(path, "", rung.headers(), rung.body(), false);
    Exchange exchange =
        session.send(operation, sent, rung.key() ? session.wire().ownerCredentials() : Map.of());
    List<String> wrong = new ArrayList<>(session.judge().response(exchange));
    if (exchange.status() != rung.status()) {
      wrong.add("expected " + rung.status() + ", got " + exchange.status() + " " + exchange.text());
    }
    return Case.of(operation.id(), rung.name(), wrong);
  }

  private static Map<String, String> with(Map<String, String> headers, String name, String value) {
    Map<String, String> more = new java.util.LinkedHashMap<>(headers);
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
