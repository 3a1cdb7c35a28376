package dev.zoetrope.conformance.proof;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoetrope.conformance.claims.Evidence;
import dev.zoetrope.conformance.claims.Rules;
import dev.zoetrope.conformance.contract.Exchange;
import dev.zoetrope.conformance.contract.Operation;
import dev.zoetrope.conformance.proof.Variations.Variation;
import dev.zoetrope.conformance.remote.Capability;
import dev.zoetrope.conformance.report.Case;
import dev.zoetrope.conformance.report.Case.Outcome;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a request schema says is what the server takes: the example of each request in every media
 * type, and the same with one thing changed at a time. What the document allows must be accepted,
 * what it forbids must be refused - but for the rules that it announces besides ({@code x-rule},
 * {@code x-lenient}).
 */
public final class Inputs implements Proof {
  private static final String JSON = "application/json";

  /** Not there, not the right password: nothing that a schema could say. */
  private static final Set<Integer> OTHER_REFUSALS = Set.of(401, 404);

  /** Longer addresses than this are refused whatever they say. */
  private static final int LONGEST_ADDRESS = 20_000;

  @Override
  public String name() {
    return "inputs";
  }

  @Override
  public List<Case> prove(Session session) {
    Set<Capability> needed =
        Set.of(Capability.LOGIN, Capability.CAPTURE, Capability.WRITE, Capability.ACCOUNTS);
    if (!session.wire().target().has(needed)) {
      return List.of(
          new Case(
              "inputs", "every request schema", Outcome.NOT_PROVED, "needs to make one of each"));
    }
    List<Case> cases = new ArrayList<>();
    try (Props props = Props.of(session)) {
      for (Operation operation : session.contract().operations()) {
        if (new Bodies(session.contract()).types(operation).contains(JSON)) {
          props.askForPasswords();
          bodies(session, props, operation, cases);
        }
        queries(session, props, operation, cases);
      }
    }
    return cases;
  }

  private static void bodies(Session session, Props props, Operation operation, List<Case> cases) {
    Bodies bodies = new Bodies(session.contract());
    JsonNode good = props.real(operation, bodies.example(operation));
    for (String type : bodies.types(operation)) {
      keep(session, cases, send(session, props, operation, "its example, " + type, type, good));
    }
    for (Variation variation :
        new Variations(session.contract()).of("", bodies.schema(operation), good)) {
      if (!variation.value().path("deleted").asBoolean()) {
        keep(
            session,
            cases,
            send(session, props, operation, variation.what(), JSON, variation.value()));
      }
    }
  }

  /** Every parameter of the query, beside those of a request that was answered before. */
  private static void queries(Session session, Props props, Operation operation, List<Case> cases) {
    Optional<Map<String, String>> good = goodQuery(session, props, operation);
    for (JsonNode parameter : operation.parameters()) {
      if (!parameter.path("in").asText().equals("query") || good.isEmpty()) {
        continue;
      }
      String name = parameter.path("name").asText();
      for (Variation variation :
          new Variations(session.contract()).of(name, parameter.path("schema"), null)) {
        JsonNode value = variation.value();
        if (value.isValueNode() && !value.isNull() && value.asText().length() < LONGEST_ADDRESS) {
          Map<String, String> query = new TreeMap<>(good.get());
          query.put(name, value.asText());
          keep(session, cases, ask(session, props, operation, variation.what(), name, query));
        }
      }
    }
  }

  /** The query of an earlier request that the target still answers. */
  private static Optional<Map<String, String>> goodQuery(
      Session session, Props props, Operation operation) {
    List<Map<String, String>> earlier =
        List.copyOf(session.evidence().exchanges()).stream()
            .filter(exchange -> exchange.operation().id().equals(operation.id()))
            .filter(exchange -> exchange.request().byTheBook() && exchange.status() == 200)
            .map(exchange -> exchange.request().query())
            .distinct()
            .map(Inputs::parsed)
            .toList();
    return earlier.stream()
        .filter(query -> ask(session, props, operation, "as before", "", query).accepted())
        .findFirst();
  }

  private static Map<String, String> parsed(String query) {
    Map<String, String> parsed = new TreeMap<>();
    for (String pair : query.isEmpty() ? new String[0] : query.split("&")) {
      String[] parts = pair.split("=", 2);
      parsed.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return parsed;
  }

  private static void keep(Session session, List<Case> cases, Evidence.Variation tried) {
    if (!OTHER_REFUSALS.contains(tried.exchange().status())) {
      session.evidence().variations().add(tried);
      cases.add(judged(session, tried));
    }
  }

  private static Case judged(Session session, Evidence.Variation tried) {
    List<String> wrong = new ArrayList<>(session.judge().response(tried.exchange()));
    if (tried.exchange().status() >= 500) {
      wrong.add("answers " + tried.exchange().status());
    }
    List<String> forbidden = session.judge().request(tried.exchange());
    if (tried.accepted() != forbidden.isEmpty() && !Rules.explain(session.contract(), tried)) {
      wrong.add(
          tried.accepted()
              ? "was accepted, and the document forbids it: " + forbidden
              : "was refused, and the document allows it: " + tried.exchange().text());
    }
    return Case.of(tried.exchange().operation().id(), tried.what(), wrong);
  }

  private static Evidence.Variation send(
      Session session, Props props, Operation operation, String what, String type, JsonNode body) {
    Exchange.Sent sent =
        new Exchange.Sent(
            props.path(operation, "@current"),
            "",
            Map.of("Content-Type", Bodies.contentType(type)),
            Bodies.encoded(type, body),
            false);
    Exchange exchange = session.send(operation, sent, props.credentials(operation));
    boolean accepted = exchange.status() / 100 == 2;
    if (accepted) {
      props.discard(operation, exchange.json());
    }
    return new Evidence.Variation(what, "", exchange, accepted);
  }

  private static Evidence.Variation ask(
      Session session,
      Props props,
      Operation operation,
      String what,
      String parameter,
      Map<String, String> query) {
    String encoded =
        query.entrySet().stream()
            .map(
                one ->
                    one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    Exchange exchange =
        session.send(
            operation,
            new Exchange.Sent(props.path(operation, "@current"), encoded, Map.of(), null, false),
            props.credentials(operation));
    return new Evidence.Variation(what, parameter, exchange, exchange.status() / 100 == 2);
  }
}
