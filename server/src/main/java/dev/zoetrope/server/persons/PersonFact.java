package dev.zoetrope.server.persons;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What one event tells about persons.
 *
 * @param identities what it says about each distinct id it names: one or two
 * @param join the two of them, when they are one person whatever else is known
 */
record PersonFact(List<Identity> identities, Optional<Join> join) {
  private static final int LONGEST_ID = 200;
  private static final char REPLACEMENT = '\uFFFD';

  /** Events that make a person of whoever sends them. */
  private static final Set<String> PERSONAL =
      Set.of("$identify", "$create_alias", "$merge_dangerously");

  /** Values that broken sites send for everybody: linking them would make all people one. */
  private static final Set<String> NOBODY =
      Set.of(
          "0",
          "[object object]",
          "anonymous",
          "distinct_id",
          "distinctid",
          "email",
          "false",
          "guest",
          "id",
          "nan",
          "nil",
          "none",
          "not_authenticated",
          "null",
          "true",
          "undefined");

  /** Empty for an event that says nothing about its person. */
  static Optional<PersonFact> of(CapturedEvent event) {
    JsonNode properties = event.properties();
    if (event.distinctId() == null
        || properties.path("$process_person_profile").asText().equals("false")) {
      return Optional.empty();
    }
    String own = clean(event.distinctId());
    Optional<String> other = linked(event).map(PersonFact::clean).filter(id -> !id.equals(own));
    Moment at = new Moment(event.timestamp().toEpochMilli(), event.uuid());
    PropertyHistory history =
        PropertyHistory.of(
            at, properties.path("$set"), properties.path("$set_once"), properties.path("$unset"));
    if (own.isBlank() || (!PERSONAL.contains(event.event()) && history.properties().isEmpty())) {
      return Optional.empty();
    }
    Optional<String> linked = other.filter(id -> isSomebody(own) && isSomebody(id));
    boolean join = linked.isPresent() && event.event().equals("$merge_dangerously");
    boolean identifies = event.event().equals("$identify") || linked.isPresent();
    List<Identity> identities = new ArrayList<>();
    identities.add(new Identity(own, at, history, null, identifies ? at : null));
    linked.ifPresent(
        id ->
            identities.add(
                new Identity(
                    id,
                    at,
                    PropertyHistory.EMPTY,
                    join ? null : new Claim(at, own),
                    join ? at : null)));
    return Optional.of(
        new PersonFact(
            List.copyOf(identities),
            join ? linked.map(id -> new Join(own, id)) : Optional.empty()));
  }

  /** The other distinct id that the event says is the same person. */
  private static Optional<String> linked(CapturedEvent event) {
    JsonNode other =
        switch (event.event()) {
          case "$identify" -> event.properties().path("$anon_distinct_id");
          case "$create_alias", "$merge_dangerously" -> event.properties().path("alias");
          default -> event.properties().path("");
        };
    return other.isValueNode() && !other.isNull() ? Optional.of(other.asText()) : Optional.empty();
  }

  private static boolean isSomebody(String distinctId) {
    return !distinctId.isBlank()
        && !NOBODY.contains(distinctId.strip().toLowerCase(Locale.ROOT).replaceAll("[\"']", ""));
  }

  /** As a distinct id is stored: no NUL, no half of a character, at most 200 characters. */
  static String clean(String distinctId) {
    StringBuilder text = new StringBuilder();
    distinctId
        .codePoints()
        .map(
            c ->
                c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
                    ? REPLACEMENT
                    : c)
        .takeWhile(c -> text.length() + Character.charCount(c) <= LONGEST_ID)
        .forEach(text::appendCodePoint);
    return text.toString();
  }

  static Set<String> idsOf(List<PersonFact> facts) {
    return Stream.of(facts)
        .flatMap(List::stream)
        .flatMap(fact -> fact.identities().stream())
        .map(Identity::distinctId)
        .collect(java.util.stream.Collectors.toSet());
  }
}
