package dev.zoetrope.conformance.claims;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoetrope.conformance.contract.Contract;
import dev.zoetrope.conformance.contract.Exchange;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What the answers had where the document describes something: for each schema, by its place in the
 * document, whether a member was missing or there, whether a value was null, and which values of an
 * enumeration came.
 */
public final class Facts {
  /** So many different texts of one place are remembered; more would not tell more. */
  private static final int TEXTS = 50;

  /**
   * What was seen at one place.
   *
   * @param times how often there was a value
   * @param nulls how often it was null
   * @param missing the members that an object was seen without
   * @param present the members that an object was seen with
   * @param texts different values that are no objects and no lists
   */
  public record Seen(
      int[] times, int[] nulls, Set<String> missing, Set<String> present, Set<String> texts) {
    private static Seen nothing() {
      return new Seen(new int[1], new int[1], new HashSet<>(), new HashSet<>(), new HashSet<>());
    }
  }

  private final Contract contract;
  private final Map<String, Seen> places = new HashMap<>();

  /** The facts of these answers, read along this document. */
  public static Facts of(Contract contract, Iterable<Exchange> exchanges) {
    Facts facts = new Facts(contract);
    exchanges.forEach(facts::read);
    return facts;
  }

  private Facts(Contract contract) {
    this.contract = contract;
  }

  /** What was seen at each place: a JSON pointer to a schema of the document. */
  public Map<String, Seen> places() {
    return places;
  }

  private void read(Exchange exchange) {
    JsonNode body = exchange.json();
    if (body.isMissingNode() || exchange.operation().response(exchange.status()).isEmpty()) {
      return;
    }
    String status = exchange.operation().response(exchange.status()).get().getKey();
    String response =
        Pointers.to("paths", exchange.operation().path(), methodOf(exchange), "responses", status);
    String at = Pointers.resolved(contract.root(), response);
    JsonNode content = contract.root().at(at).path("content");
    String type = exchange.mediaType().orElse("");
    for (String candidate : new String[] {type, "*/*"}) {
      if (content.has(candidate)) {
        walk(at + Pointers.to("content", candidate, "schema"), body);
        return;
      }
    }
  }

  /** Refusals of other methods are described by any operation of the path. */
  private String methodOf(Exchange exchange) {
    return contract
        .operation(exchange.operation().id())
        .method()
        .toLowerCase(java.util.Locale.ROOT);
  }

  private void walk(String pointer, JsonNode value) {
    String at = Pointers.resolved(contract.root(), pointer);
    JsonNode schema = contract.root().at(at);
    if (schema.isMissingNode()) {
      return;
    }
    Seen seen = places.computeIfAbsent(at, place -> Seen.nothing());
    seen.times()[0]++;
    if (value.isNull()) {
      seen.nulls()[0]++;
    } else if (value.isObject()) {
      for (var property : schema.path("properties").properties()) {
        String name = property.getKey();
        (value.has(name) ? seen.present() : seen.missing()).add(name);
        if (value.has(name)) {
          walk(at + Pointers.to("properties", name), value.get(name));
        }
      }
      if (schema.path("additionalProperties").isObject()) {
        for (var member : value.properties()) {
          if (!schema.path("properties").has(member.getKey())) {
            walk(at + Pointers.to("additionalProperties"), member.getValue());
          }
        }
      }
    } else if (value.isArray()) {
      value.forEach(item -> walk(at + Pointers.to("items"), item));
    } else if (seen.texts().size() < TEXTS) {
      seen.texts().add(value.asText());
    }
  }
}
