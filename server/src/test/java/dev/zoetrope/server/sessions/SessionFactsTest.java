package dev.zoetrope.server.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.zoetrope.server.sessions.NaiveSession.Event;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SessionFactsTest {
  private static final String SESSION = "01a2066f-49a3-7000-8ede-dd782e2086ae";
  private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
  private static final ChannelTypes CHANNELS =
      new ChannelTypes(new SessionsSettings(null, 1 << 20, Duration.ofSeconds(2)));

  /** Any order, any batches, any repetition, stored and read in between: always the same row. */
  @Property(tries = 1500)
  void everyOrderGivesTheRowOfTheWhole(
      @ForAll("events") List<Event> events, @ForAll Random random) {
    List<Event> arriving = new ArrayList<>(events);
    Collections.shuffle(arriving, random);
    List<SessionFacts> parts = new ArrayList<>();
    arriving.forEach(event -> parts.add(read(event).orElseThrow()));
    while (parts.size() > 1) {
      SessionFacts one = parts.remove(random.nextInt(parts.size()));
      SessionFacts other = parts.remove(random.nextInt(parts.size()));
      parts.add(SessionFactsCodec.decode(SessionFactsCodec.encode(one.merge(other))));
    }

    Map<String, Object> row = SessionColumns.of(parts.get(0), CHANNELS);
    new NaiveSession(events)
        .columns()
        .forEach(
            (column, expected) ->
                assertThat(
                        row.get(column) instanceof OffsetDateTime time
                            ? time.toInstant()
                            : row.get(column))
                    .as(column)
                    .isEqualTo(expected));
  }

  @Provide
  Arbitrary<List<Event>> events() {
    Arbitrary<UUID> uuids =
        Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(UUID::new);
    Arbitrary<String> names =
        Arbitraries.of("$pageview", "$pageview", "$screen", "$autocapture", "$pageleave", "bought");
    // Few different times, so that many are the same; fractions on both sides of a second.
    Arbitrary<Instant> times =
        Arbitraries.longs().between(0, 40).map(i -> START.plusMillis(i * 333).plusNanos(i * 1000));
    Arbitrary<Event> event =
        Combinators.combine(uuids, names, Arbitraries.of("ada", "bob"), times, properties())
            .as(Event::new);
    return event.list().ofMinSize(1).ofMaxSize(12).uniqueElements(Event::uuid);
  }

  private static Arbitrary<Map<String, JsonNode>> properties() {
    JsonNodeFactory json = JsonNodeFactory.instance;
    Arbitrary<String> names =
        Arbitraries.of(
            "$current_url",
            "$current_url",
            "$referring_domain",
            "utm_source",
            "utm_medium",
            "utm_campaign",
            "gclid",
            "gad_source",
            "_kx",
            "$external_click_url",
            "$web_vitals_LCP_value",
            "$browser",
            "something else");
    Arbitrary<JsonNode> values =
        Arbitraries.of(
            json.textNode("https://shop.example/a?b=1"),
            json.textNode("https://shop.example/c"),
            json.textNode("a \"quoted\" \\ value\u0001"),
            json.textNode(""),
            json.textNode("null"),
            json.nullNode(),
            json.numberNode(7),
            json.numberNode(12.5),
            json.booleanNode(true),
            json.arrayNode().add("x").add(json.objectNode().put("utm_source", "inner")),
            json.objectNode().put("$current_url", "inner"));
    return Arbitraries.maps(names, values).ofMaxSize(8);
  }

  private static Optional<SessionFacts> read(Event event) {
    ObjectNode properties = JsonNodeFactory.instance.objectNode();
    properties.putObject("before").put("$current_url", "deep").putArray("list").add(1);
    event.properties().forEach(properties::set);
    return SessionFactsReader.read(
        event.uuid(), event.name(), event.distinctId(), SESSION, event.at(), properties.toString());
  }

  @Example
  void aPageDecidesBeforeAnEarlierEvent() {
    SessionFacts facts =
        facts(
            event("click", 0, Map.of("$current_url", "https://a.example/early")),
            event("$pageview", 5, Map.of("$current_url", "https://a.example/page")),
            event("click", 9, Map.of("$current_url", "https://a.example/late")));

    assertThat(facts.value(SessionFact.ENTRY_URL)).contains("https://a.example/page");
    assertThat(facts.value(SessionFact.END_URL)).contains("https://a.example/page");
  }

  @Example
  void withoutPagesTheOtherEventsDecide() {
    SessionFacts facts =
        facts(
            event("click", 9, Map.of("$current_url", "https://a.example/late")),
            event("click", 0, Map.of("$current_url", "https://a.example/early")));

    assertThat(facts.value(SessionFact.ENTRY_URL)).contains("https://a.example/early");
    assertThat(facts.value(SessionFact.END_URL)).contains("https://a.example/late");
    assertThat(facts.bounce()).isNull();
  }

  @Example
  void durationCountsBoundariesOfSeconds() {
    assertThat(
            facts(
                    event("$pageview", START.plusMillis(999), Map.of()),
                    event("x", START.plusMillis(1001), Map.of()))
                .durationSeconds())
        .isEqualTo(1);
    assertThat(facts(event("$pageview", 0, Map.of()), event("x", 9, Map.of())).bounce()).isTrue();
    assertThat(facts(event("$pageview", 0, Map.of()), event("x", 10, Map.of())).bounce()).isFalse();
    assertThat(facts(event("$pageview", 0, Map.of()), event("$screen", 1, Map.of())).bounce())
        .isFalse();
    assertThat(facts(event("$screen", 0, Map.of()), event("$autocapture", 1, Map.of())).bounce())
        .isFalse();
  }

  @Example
  void onlyIdsOfVersionSevenAreSessions() {
    for (String id :
        List.of("", "s1", "9f1c2b7e-7d6a-4a51-9a3b-1c2d3e4f5a6b", SESSION + "0", SESSION + "\n")) {
      assertThat(SessionFactsReader.read(UUID.randomUUID(), "$pageview", "ada", id, START, "{}"))
          .as(id)
          .isEmpty();
    }
    assertThat(SessionFactsReader.read(UUID.randomUUID(), "$pageview", "ada", null, START, "{}"))
        .isEmpty();
  }

  @Example
  void longValuesAreCutBetweenCharacters() {
    String url = "https://a.example/" + "x".repeat(3981) + "\uD83D\uDE00tail";

    SessionFacts facts = facts(event("$pageview", 0, Map.of("$current_url", url)));

    assertThat(facts.value(SessionFact.ENTRY_URL)).contains(url.substring(0, 3999));
    assertThat(SessionFactsCodec.decode(SessionFactsCodec.encode(facts))).isEqualTo(facts);
  }

  @Example
  void manyAddressesAreCountedUpToAHundred() {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      events.add(event("$pageview", i % 9, Map.of("$current_url", "https://a.example/" + i)));
    }

    SessionFacts facts = facts(events.toArray(Event[]::new));

    assertThat(SessionFactsCodec.decode(SessionFactsCodec.encode(facts)).urls()).hasSize(100);
    assertThat(facts.pageviews()).isEqualTo(300);
  }

  @Example
  void addressesAreTakenApart() {
    Map<String, List<String>> expected = new HashMap<>();
    expected.put("https://u:p@shop.example:8080/a/b?c=/d#/e", List.of("shop.example", "/a/b"));
    expected.put("http://127.0.0.1:43315/", List.of("127.0.0.1", "/"));
    expected.put("http://[::1]:80/x", List.of("[::1]", "/x"));
    expected.put("https://shop.example?q=1", List.of("shop.example", "-"));
    expected.put("//shop.example/x", List.of("shop.example", "/x"));
    expected.put("/only/a/path?u=http://x.example/", List.of("-", "/only/a/path"));
    expected.put("about:blank", List.of("-", "-"));
    expected.put("file:///home/x", List.of("-", "/home/x"));
    expected.forEach(
        (address, parts) -> {
          PageAddress found = PageAddress.of(address);
          assertThat(List.of(found.hostname().orElse("-"), found.pathname().orElse("-")))
              .as(address)
              .isEqualTo(parts);
        });
  }

  private static SessionFacts facts(Event... events) {
    return List.of(events).stream()
        .map(event -> read(event).orElseThrow())
        .reduce(SessionFacts::merge)
        .orElseThrow();
  }

  private static Event event(String name, int second, Map<String, String> properties) {
    return event(name, START.plusSeconds(second), properties);
  }

  private static Event event(String name, Instant at, Map<String, String> properties) {
    Map<String, JsonNode> nodes = new HashMap<>();
    properties.forEach((key, value) -> nodes.put(key, JsonNodeFactory.instance.textNode(value)));
    return new Event(UUID.randomUUID(), name, "ada", at, nodes);
  }
}
