package dev.zoetrope.server.persons;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Lives through events in the order of their times, as a server that gets them in order would. */
public final class NaivePersons {
  /** A person as it is to be shown; {@code first} is the distinct id that was seen first. */
  public record Portrait(
      List<String> distinctIds, JsonNode properties, Instant createdAt, String first) {}

  private final Map<String, Set<String>> groups = new HashMap<>();
  private final Set<String> users = new HashSet<>();
  private final Set<String> claimed = new HashSet<>();

  /** The persons by distinct id. */
  public static Map<String, Portrait> of(List<CapturedEvent> all) {
    List<CapturedEvent> events = new ArrayList<>(new HashSet<>(all));
    events.sort(Comparator.comparing(CapturedEvent::timestamp).thenComparing(CapturedEvent::uuid));
    NaivePersons persons = new NaivePersons();
    events.forEach(persons::live);
    Map<String, Portrait> portraits = new HashMap<>();
    persons.groups.forEach((id, group) -> portraits.put(id, portrait(group, events)));
    return portraits;
  }

  private void live(CapturedEvent event) {
    String own = event.distinctId();
    groups.computeIfAbsent(own, id -> new TreeSet<>(Set.of(id)));
    String other = other(event);
    if (other != null && !other.equals(own)) {
      groups.computeIfAbsent(other, id -> new TreeSet<>(Set.of(id)));
      if (event.event().equals("$merge_dangerously")) {
        unite(own, other);
        users.add(other);
        users.add(own);
      } else {
        if (!users.contains(other) && !claimed.contains(other)) {
          unite(own, other);
        }
        claimed.add(other);
        users.add(own);
      }
    }
    if (event.event().equals("$identify")) {
      users.add(own);
    }
  }

  private static String other(CapturedEvent event) {
    return switch (event.event()) {
      case "$identify" -> event.properties().path("$anon_distinct_id").textValue();
      case "$create_alias", "$merge_dangerously" -> event.properties().path("alias").textValue();
      default -> null;
    };
  }

  private void unite(String one, String other) {
    Set<String> both = new TreeSet<>(groups.get(one));
    both.addAll(groups.get(other));
    both.forEach(id -> groups.put(id, both));
  }

  private static Portrait portrait(Set<String> group, List<CapturedEvent> events) {
    ObjectNode set = JsonNodeFactory.instance.objectNode();
    ObjectNode once = JsonNodeFactory.instance.objectNode();
    Set<String> written = new HashSet<>();
    Instant created = null;
    String first = null;
    for (CapturedEvent event : events) {
      TreeSet<String> mentioned = new TreeSet<>(Set.of(event.distinctId()));
      if (other(event) != null) {
        mentioned.add(other(event));
      }
      mentioned.retainAll(group);
      if (first == null && !mentioned.isEmpty()) {
        first = mentioned.first();
        created = event.timestamp();
      }
      if (group.contains(event.distinctId())) {
        event
            .properties()
            .path("$set")
            .properties()
            .forEach(
                p -> {
                  set.set(p.getKey(), p.getValue());
                  written.add(p.getKey());
                });
        event
            .properties()
            .path("$unset")
            .forEach(
                name -> {
                  set.remove(name.asText());
                  written.add(name.asText());
                });
        event
            .properties()
            .path("$set_once")
            .properties()
            .forEach(
                p -> {
                  if (!once.has(p.getKey())) {
                    once.set(p.getKey(), p.getValue());
                  }
                });
      }
    }
    once.properties()
        .forEach(
            p -> {
              if (!written.contains(p.getKey())) {
                set.set(p.getKey(), p.getValue());
              }
            });
    return new Portrait(List.copyOf(group), set, created, first);
  }
}
