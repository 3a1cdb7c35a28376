package dev.zoetrope.conformance.proof;

import dev.zoetrope.conformance.contract.Exchange;
import dev.zoetrope.conformance.contract.Operation;
import dev.zoetrope.conformance.remote.BundledDatabase;
import dev.zoetrope.conformance.remote.BundledServer;
import dev.zoetrope.conformance.remote.Capability;
import dev.zoetrope.conformance.remote.Target;
import dev.zoetrope.conformance.remote.Wire;
import dev.zoetrope.conformance.report.Case;
import dev.zoetrope.conformance.report.Case.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a server answers when it is asked too often, when a sender stops in the middle, and when its
 * database is gone. Only servers that the suite starts itself are treated like this.
 */
public final class Strained implements Proof {
  private static final String PROBLEM = "application/problem+json";
  private static final int PER_MINUTE = 3;
  private static final int MANY = 40;

  @Override
  public String name() {
    return "strained";
  }

  @Override
  public List<Case> prove(Session session) {
    if (!session.wire().target().has(Set.of(Capability.STRAIN))) {
      return List.of(
          new Case(
              "strained",
              "too many requests, slow senders, a lost database",
              Outcome.NOT_PROVED,
              "only done to the bundled server"));
    }
    List<Case> cases = new ArrayList<>(overloaded(session));
    cases.addAll(withoutDatabase(session));
    return cases;
  }

  private static List<Case> overloaded(Session session) {
    String few = Integer.toString(PER_MINUTE);
    Map<String, String> settings =
        Map.of(
            "ZOETROPE_RATE_LIMITS", "true",
            "ZOETROPE_RATE_DEFAULT_PER_MINUTE", few,
            "ZOETROPE_RATE_RECORDINGS_PER_MINUTE", few,
            "ZOETROPE_RATE_SNAPSHOTS_PER_MINUTE", few,
            "ZOETROPE_CAPTURE_REQUESTS_GRACE", "500ms");
    List<Case> cases = new ArrayList<>();
    try (BundledServer server = BundledServer.start(settings)) {
      Session strained = session.to(new Wire(server.target()));
      Props props = Props.shared(strained);
      for (Operation operation : session.contract().operations()) {
        if (operation.responses().containsKey("429")) {
          for (String form : forms(operation, "429")) {
            cases.add(refused(strained, props, operation, form, 429, MANY));
          }
        }
        if (operation.responses().containsKey("408")) {
          cases.add(stopped(strained, operation));
        }
      }
    }
    return cases;
  }

  private static List<Case> withoutDatabase(Session session) {
    List<Case> cases = Collections.synchronizedList(new ArrayList<>());
    try (BundledDatabase database = BundledDatabase.start();
        BundledServer server =
            BundledServer.start(
                Map.of(
                    "ZOETROPE_DATABASE_URL", database.url(),
                    "ZOETROPE_DATABASE_USER", "sa",
                    "ZOETROPE_DATABASE_PASSWORD", "",
                    "ZOETROPE_CAPTURE_REQUESTS_PATIENCE", "1s",
                    // Who waits for a connection gives up soon.
                    "DATASOURCES_DEFAULT_CONNECTION_TIMEOUT", "500"))) {
      Session strained = session.to(new Wire(server.target()));
      Props props = Props.none(strained);
      database.lose();
      // Each of them waits for a connection that does not come.
      session.contract().operations().parallelStream()
          .forEach(operation -> cases.addAll(unavailable(strained, props, operation)));
    }
    return List.copyOf(cases);
  }

  private static List<Case> unavailable(Session session, Props props, Operation operation) {
    List<Case> cases = new ArrayList<>();
    for (String status : List.of("503", "5XX")) {
      if (operation.responses().containsKey(status)) {
        for (String form : forms(operation, status)) {
          cases.add(refused(session, props, operation, form, 503, 1));
        }
      }
    }
    return cases;
  }

  private static List<String> forms(Operation operation, String status) {
    return operation.answers().getOrDefault(status, List.of());
  }

  /** Asks until the status comes, at most so many times. */
  private static Case refused(
      Session session, Props props, Operation operation, String form, int status, int most) {
    Map<String, String> headers = new TreeMap<>();
    if (form.equals(PROBLEM)) {
      headers.put("Accept", PROBLEM);
    }
    byte[] body = null;
    String query = "";
    if (operation.accepts("projectToken")) {
      String event = props.event(operation);
      if (operation.takesBody()) {
        headers.put("Content-Type", "text/plain");
        body = event.getBytes(StandardCharsets.UTF_8);
      } else {
        query = "data=" + java.net.URLEncoder.encode(event, StandardCharsets.UTF_8);
      }
    } else if (operation.takesBody()) {
      headers.put("Content-Type", "application/json");
      body = Ladder.example(session, operation).getBytes(StandardCharsets.UTF_8);
    }
    Exchange.Sent sent =
        new Exchange.Sent(props.path(operation, "@current"), query, headers, body, false);
    // Whoever is not logged in has nothing to end.
    Map<String, String> credentials =
        operation.id().equals("deleteSession") ? props.loggedIn() : props.credentials(operation);
    Exchange exchange = null;
    for (int i = 0; i < most && (exchange == null || exchange.status() != status); i++) {
      exchange = session.wire().send(operation, sent, credentials);
    }
    List<String> wrong = new ArrayList<>();
    String actual = exchange.mediaType().orElse("nothing");
    if (exchange.status() != status || !actual.equals(form)) {
      wrong.add(
          "expected %d as %s, got %d as %s %s"
              .formatted(status, form, exchange.status(), actual, exchange.text()));
    } else {
      session.saw(exchange);
      wrong.addAll(session.judge().response(exchange));
      if (!form.equals("text/plain")
          && operation.path().startsWith("/api")
          && exchange.header("Retry-After").isEmpty()) {
        wrong.add("does not say when to try again");
      }
    }
    return Case.of(operation.id(), status + " as " + form, wrong);
  }

  /** Promises a body, sends the beginning, and waits for the answer. */
  private static Case stopped(Session session, Operation operation) {
    Target target = session.wire().target();
    String head =
        "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 1000\r\nConnection: close\r\n\r\n[{"
            .formatted(operation.path());
    try (Socket socket = new Socket(target.base().getHost(), target.base().getPort())) {
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      socket.getInputStream().transferTo(answer);
      Exchange exchange = parsed(operation, answer.toString(StandardCharsets.UTF_8));
      List<String> wrong = new ArrayList<>();
      if (exchange.status() != 408) {
        wrong.add("expected 408, got " + exchange.status() + " " + exchange.text());
      } else {
        session.saw(exchange);
        wrong.addAll(session.judge().response(exchange));
      }
      return Case.of(operation.id(), "a sender that stops in the middle", wrong);
    } catch (IOException e) {
      throw new UncheckedIOException("the server did not answer a slow sender", e);
    }
  }

  private static Exchange parsed(Operation operation, String answer) {
    String[] parts = answer.split("\r\n\r\n", 2);
    String[] lines = parts[0].split("\r\n", -1);
    Map<String, List<String>> headers = new TreeMap<>();
    for (int i = 1; i < lines.length; i++) {
      String[] header = lines[i].split(":\\s*", 2);
      headers.put(header[0].toLowerCase(Locale.ROOT), List.of(header[1]));
    }
    return new Exchange(
        operation,
        new Exchange.Sent(operation.path(), "", Map.of(), new byte[0], false),
        Integer.parseInt(lines[0].substring(9, 12)),
        headers,
        parts[1].getBytes(StandardCharsets.UTF_8),
        0);
  }
}
