package dev.zoetrope.conformance.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.zoetrope.conformance.claims.Evidence;
import dev.zoetrope.conformance.claims.Rules;
import dev.zoetrope.conformance.contract.Exchange;
import dev.zoetrope.conformance.contract.Operation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.RandomGenerator;

/** A number of requests that share their objects and their randomness. */
final class GeneratedBatch {
  /** So many requests are sent between making the objects and deleting them. */
  static final int SIZE = 250;

  private static final int SLOW_MILLIS = 2_000;

  /** Refusals that depend on what there is, not on what was sent. */
  private static final Set<Integer> CIRCUMSTANCES = Set.of(401, 403, 404, 409, 410);

  /** Wrong passwords lock the owner out; and whoever logs out has nothing left to ask with. */
  private static final Set<String> NEVER =
      Set.of("createSession", "deleteSession", "rollPersonalApiKey");

  private final Session session;
  private final long seed;
  private final Random random;
  private final Bodies bodies;
  private final Variations variations;
  private final Map<String, RandomGenerator<JsonNode>> generators = new LinkedHashMap<>();
  private final Map<String, List<String>> wrong;
  private final Map<String, AtomicInteger> sent;

  GeneratedBatch(
      Session session,
      long seed,
      Map<String, List<String>> wrong,
      Map<String, AtomicInteger> sent) {
    this.session = session;
    this.seed = seed;
    this.random = new Random(seed);
    this.bodies = new Bodies(session.contract());
    this.variations = new Variations(session.contract());
    this.wrong = wrong;
    this.sent = sent;
  }

  void run() {
    List<Operation> operations =
        session.contract().operations().stream()
            .filter(operation -> !NEVER.contains(operation.id()))
            .toList();
    try (Props props = Props.of(session)) {
      props.askForPasswords();
      for (int i = 0; i < SIZE; i++) {
        one(props, operations.get(random.nextInt(operations.size())));
      }
      deletedIsGone(props);
    }
  }

  private void one(Props props, Operation operation) {
    String path =
        random.nextInt(4) == 0
            ? props.absentPath(operation, "@current")
            : props.path(operation, "@current");
    Map<String, String> headers = new TreeMap<>();
    byte[] body = null;
    if (operation.accepts("projectToken") || operation.path().startsWith("/i/")) {
      event(props, operation, path);
      return;
    }
    if (bodies.types(operation).contains("application/json")) {
      headers.put("Content-Type", "application/json");
      body = Bodies.encoded("application/json", body(props, operation));
    }
    Exchange.Sent request = new Exchange.Sent(path, query(operation), headers, body, false);
    Exchange exchange = session.wire().send(operation, request, props.credentials(operation));
    if (exchange.status() / 100 == 2) {
      props.discard(operation, exchange.json());
    }
    judge(exchange, true);
  }

  /** What SDKs send, with whatever properties; of ways to be wrong there are too many to judge. */
  private void event(Props props, Operation operation, String path) {
    ObjectNode properties =
        Values.anything(3).generator(100).next(random).value() instanceof ObjectNode any
            ? any
            : com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();
    properties.put("token", props.value("token").orElseThrow()).put("distinct_id", "conformance");
    ObjectNode event = properties.objectNode().put("event", "conformance-generated");
    event.set("properties", properties);
    String text = event.toString();
    if (random.nextInt(5) == 0) {
      text = text.substring(0, random.nextInt(text.length()));
    }
    boolean takesBody = operation.takesBody();
    Exchange.Sent request =
        new Exchange.Sent(
            path,
            takesBody ? "" : "data=" + URLEncoder.encode(text, StandardCharsets.UTF_8),
            takesBody ? Map.of("Content-Type", "text/plain") : Map.of(),
            takesBody ? text.getBytes(StandardCharsets.UTF_8) : null,
            false);
    judge(session.wire().send(operation, request, Map.of()), false);
  }

  /** Allowed, or with one thing changed. */
  private JsonNode body(Props props, Operation operation) {
    JsonNode schema = bodies.schema(operation);
    JsonNode made =
        generators
            .computeIfAbsent(
                operation.id(), id -> new Values(session.contract()).of(schema).generator(1_000))
            .next(random)
            .value();
    ObjectNode example = props.real(operation, bodies.example(operation));
    if (made instanceof ObjectNode object) {
      // Half of them get far enough to be taken: references lead somewhere.
      if (random.nextBoolean()) {
        example.properties().forEach(member -> object.set(member.getKey(), member.getValue()));
      }
      object.remove("deleted");
    }
    if (random.nextBoolean()) {
      return made;
    }
    List<Variations.Variation> changed = variations.of("", schema, made);
    JsonNode one = changed.get(random.nextInt(changed.size())).value();
    return one.path("deleted").asBoolean() ? made : one;
  }

  private String query(Operation operation) {
    List<String> pairs = new ArrayList<>();
    for (JsonNode parameter : operation.parameters()) {
      if (parameter.path("in").asText().equals("query") && random.nextInt(4) == 0) {
        JsonNode value =
            generators
                .computeIfAbsent(
                    operation.id() + "?" + parameter.path("name").asText(),
                    id ->
                        new Values(session.contract())
                            .of(parameter.path("schema"))
                            .generator(1_000))
                .next(random)
                .value();
        pairs.add(
            parameter.path("name").asText()
                + "="
                + URLEncoder.encode(value.asText(), StandardCharsets.UTF_8));
      }
    }
    return String.join("&", pairs);
  }

  private void judge(Exchange exchange, boolean strict) {
    Operation operation = exchange.operation();
    sent.computeIfAbsent(operation.id(), id -> new AtomicInteger()).incrementAndGet();
    List<String> found = new ArrayList<>(session.judge().response(exchange));
    if (exchange.status() >= 500) {
      found.add("answers " + exchange.status());
    }
    if (exchange.millis() > SLOW_MILLIS) {
      found.add("takes " + exchange.millis() + " ms");
    }
    boolean accepted = exchange.status() / 100 == 2;
    // Of a query each parameter is judged by itself elsewhere; here they come many at a time.
    if (strict && exchange.request().query().isEmpty() && exchange.request().body() != null) {
      List<String> forbidden = session.judge().request(exchange);
      boolean explained =
          CIRCUMSTANCES.contains(exchange.status())
              || Rules.explain(
                  session.contract(), new Evidence.Variation("", "", exchange, accepted));
      if (accepted != forbidden.isEmpty() && !explained) {
        found.add((accepted ? "accepted, and forbidden: " : "refused, and allowed: ") + forbidden);
      }
    }
    if (!found.isEmpty()) {
      found.add(described(exchange));
      wrong
          .computeIfAbsent(operation.id(), id -> Collections.synchronizedList(new ArrayList<>()))
          .add(String.join("\n", found));
    }
  }

  /** Created, used, deleted - and then it is not there for any of its operations. */
  private void deletedIsGone(Props props) {
    Operation delete = session.contract().operation("deleteSessionRecording");
    Map<String, String> owner = session.wire().ownerCredentials();
    String path = props.path(delete, "@current");
    session.wire().send(delete, new Exchange.Sent(path, "", Map.of(), null, false), owner);
    for (Operation operation : session.contract().operations()) {
      if (operation.tag().equals("SessionRecordings")
          && operation.path().contains("{id}")
          && !operation.id().equals("getSessionRecordingViewed")) {
        boolean body = operation.takesBody();
        Exchange exchange =
            session
                .wire()
                .send(
                    operation,
                    new Exchange.Sent(
                        props.path(operation, "@current"),
                        "",
                        body ? Map.of("Content-Type", "application/json") : Map.of(),
                        body ? "{\"viewed\":true}".getBytes(StandardCharsets.UTF_8) : null,
                        false),
                    owner);
        judge(exchange, false);
        if (exchange.status() != 404 && exchange.status() != 410) {
          wrong
              .computeIfAbsent(
                  operation.id(), id -> Collections.synchronizedList(new ArrayList<>()))
              .add("is still there after it was deleted\n" + described(exchange));
        }
      }
    }
  }

  private String described(Exchange exchange) {
    Exchange.Sent request = exchange.request();
    String body = request.body() == null ? "" : new String(request.body(), StandardCharsets.UTF_8);
    return "seed %d: %s %s%s %s\n-> %d %s"
        .formatted(
            seed,
            exchange.operation().method(),
            request.path(),
            request.query().isEmpty() ? "" : "?" + request.query(),
            body,
            exchange.status(),
            exchange.text());
  }
}
