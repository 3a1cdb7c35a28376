package dev.zoetrope.conformance.claims;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.zoetrope.conformance.contract.Contract;
import dev.zoetrope.conformance.contract.Exchange;
import dev.zoetrope.conformance.contract.Judge;
import dev.zoetrope.conformance.contract.Operation;
import dev.zoetrope.conformance.report.Coverage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holds a changed document against what was seen of a server that keeps to the original, and says
 * by what it would be noticed.
 */
final class Jury {
  private final Contract original;
  private final Reach reach;
  private final Facts facts;
  private final List<Evidence.Attempt> attempts;

  /** What was seen of each operation; of equal answers one. */
  private final Map<String, List<Exchange>> exchanges = new LinkedHashMap<>();

  private final Map<String, List<Evidence.Variation>> variations = new LinkedHashMap<>();

  Jury(Contract original, Evidence evidence) {
    this.original = original;
    this.reach = new Reach(original.root());
    List<Exchange> all = List.copyOf(evidence.exchanges());
    this.facts = Facts.of(original, all);
    this.attempts = List.copyOf(evidence.attempts());
    Set<String> known = new HashSet<>();
    for (Exchange exchange : all) {
      String id = exchange.operation().id();
      Exchange.Sent sent = exchange.request();
      String asked = allowed(exchange) ? sent.query() + text(sent.body()) : "";
      if (known.add(id + exchange.status() + exchange.mediaType() + exchange.text() + asked)) {
        exchanges.computeIfAbsent(id, key -> new ArrayList<>()).add(exchange);
      }
    }
    for (Evidence.Variation variation : List.copyOf(evidence.variations())) {
      variations
          .computeIfAbsent(variation.exchange().operation().id(), key -> new ArrayList<>())
          .add(variation);
    }
  }

  /** By what the change is noticed; empty when it is not. */
  Optional<String> objection(Mutation mutation) {
    ObjectNode changed = original.root().deepCopy();
    mutation.change().accept(changed);
    if (!mutation.schema().isEmpty()) {
      // The original is tight where it is looked at, so whatever comes up is new.
      List<String> loose = Tightness.broken(changed, facts, mutation.schema());
      if (!loose.isEmpty()) {
        return Optional.of(loose.get(0));
      }
    }
    for (Operation operation : original.operations()) {
      String here = Reach.operation(operation);
      String siblings = Pointers.to("paths", operation.path(), "parameters");
      if (reach.leads(here, mutation.place()) || reach.leads(siblings, mutation.place())) {
        Optional<String> objection = objection(mutation, changed, operation);
        if (objection.isPresent()) {
          return objection;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> objection(Mutation mutation, JsonNode changed, Operation before) {
    Contract contract = Contract.of(withDefaults(reach.only(changed, before), changed));
    Operation operation = contract.operation(before.id());
    List<String> doors = Permissions.broken(contract, attempts);
    if (!doors.isEmpty()) {
      return Optional.of(doors.get(0));
    }
    List<Exchange> seen = exchanges.getOrDefault(operation.id(), List.of());
    Coverage coverage = new Coverage(contract);
    seen.forEach(exchange -> coverage.saw(as(operation, exchange)));
    if (!coverage.missing().isEmpty()) {
      return Optional.of("never seen: " + coverage.missing().get(0));
    }
    Judge judge = new Judge(contract);
    for (Exchange exchange : seen) {
      if (concerns(mutation, before, exchange)) {
        Exchange again = as(operation, exchange);
        List<String> wrong = new ArrayList<>(judge.response(again));
        if (allowed(exchange)) {
          wrong.addAll(judge.request(again));
        }
        if (!wrong.isEmpty()) {
          return Optional.of(wrong.get(0));
        }
      }
    }
    return objectionByVariation(contract, judge, operation);
  }

  private Optional<String> objectionByVariation(
      Contract contract, Judge judge, Operation operation) {
    for (Evidence.Variation variation : variations.getOrDefault(operation.id(), List.of())) {
      boolean allowed = judge.request(as(operation, variation.exchange())).isEmpty();
      if (allowed != variation.accepted() && !Rules.explain(contract, variation)) {
        return Optional.of(
            variation.what() + (allowed ? ": allowed, and refused" : ": forbidden, and accepted"));
      }
    }
    return Optional.empty();
  }

  /** Whether the answer, or a request that has to be right, is made of what was changed. */
  private boolean concerns(Mutation mutation, Operation operation, Exchange exchange) {
    String here = Reach.operation(operation);
    Optional<String> status = operation.response(exchange.status()).map(Map.Entry::getKey);
    return status.isEmpty()
        || reach.leads(here + Pointers.to("responses", status.get()), mutation.place())
        || allowed(exchange);
  }

  private static boolean allowed(Exchange exchange) {
    return exchange.request().byTheBook() && exchange.status() / 100 == 2;
  }

  private static ObjectNode withDefaults(ObjectNode document, JsonNode changed) {
    if (changed.has("security")) {
      document.set("security", changed.get("security"));
    }
    return document;
  }

  private static Exchange as(Operation operation, Exchange exchange) {
    return new Exchange(
        operation,
        exchange.request(),
        exchange.status(),
        exchange.headers(),
        exchange.body(),
        exchange.millis());
  }

  private static String text(byte[] body) {
    return body == null ? "" : new String(body, java.nio.charset.StandardCharsets.UTF_8);
  }
}
