package dev.zoetrope.server.persons;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.zoetrope.server.testing.ServerIT;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

abstract class PersonServiceIT extends ServerIT {
  private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
  private static final AtomicLong NEXT_PROJECT = new AtomicLong(1000);

  @Inject PersonService persons;

  private final long project = NEXT_PROJECT.incrementAndGet();

  @Test
  void anUnknownDistinctIdHasAStablePlaceholder() {
    PersonView nobody = only(project, "nobody");

    assertThat(nobody)
        .isEqualTo(
            new PersonView(
                null, null, List.of("nobody"), json("{}"), null, PersonIds.of(project, "nobody")));
    assertThat(nobody.uuid().version()).isEqualTo(5);
    assertThat(only(project + 1, "nobody").uuid()).isNotEqualTo(nobody.uuid());
  }

  @Test
  void identifyMakesTheAnonymousAndTheNamedOnePerson() {
    persons.apply(
        project,
        List.of(
            event(
                1, "$identify", "ada", "{'$anon_distinct_id':'anon-1','$set':{'email':'a@b.c'}}")));

    PersonView ada = only(project, "ada");
    assertThat(ada.distinctIds()).containsExactly("ada", "anon-1");
    assertThat(ada.name()).isEqualTo("a@b.c");
    assertThat(ada.createdAt()).isEqualTo(START.plusSeconds(1));
    assertThat(only(project, "anon-1")).isEqualTo(ada);
    assertThat(persons.distinctIdsOf(project, ada.uuid())).containsExactly("ada", "anon-1");
  }

  @Test
  void idsThatBrokenSitesSendForEverybodyLinkNobody() {
    long own = project + 100;
    persons.apply(
        own,
        List.of(
            event(1, "$identify", "undefined", "{'$anon_distinct_id':'anon-a'}"),
            event(2, "$identify", "undefined", "{'$anon_distinct_id':'anon-b'}"),
            event(3, "$create_alias", "anon-c", "{'alias':'  NULL '}")));

    assertThat(only(own, "anon-a").id()).isNull();
    assertThat(only(own, "anon-c").distinctIds()).containsExactly("anon-c");
  }

  @Test
  void eventsWithoutAProfileSayNothing() {
    long own = project + 200;
    persons.apply(
        own, List.of(event(1, "x", "ghost", "{'$process_person_profile':false,'$set':{'a':1}}")));

    assertThat(only(own, "ghost").id()).isNull();
  }

  @Test
  void aSetBeatsASetOnceAndTheLatestSetWins() {
    long own = project + 300;
    persons.apply(own, List.of(event(5, "x", "p", "{'$set':{'plan':'new'},'$set_once':{'a':2}}")));
    persons.apply(own, List.of(event(3, "x", "p", "{'$set':{'plan':'old'},'$set_once':{'a':1}}")));
    persons.apply(own, List.of(event(9, "x", "p", "{'$set_once':{'plan':'once'}}")));

    assertThat(only(own, "p").properties()).isEqualTo(json("{\"a\":1,\"plan\":\"new\"}"));
  }

  @Test
  void anUnsetPropertyStaysAwayUntilItIsSetLater() {
    long own = project + 400;
    persons.apply(own, List.of(event(5, "x", "p", "{'$unset':['plan','kept']}")));
    persons.apply(own, List.of(event(3, "x", "p", "{'$set':{'plan':'old'}}")));
    persons.apply(own, List.of(event(7, "x", "p", "{'$set':{'kept':true}}")));

    assertThat(only(own, "p").properties()).isEqualTo(json("{\"kept\":true}"));
  }

  @Test
  void propertiesMayHoldWhatDatabasesRefuse() {
    long own = project + 500;
    persons.apply(own, List.of(event(1, "x", "p\0q", "{'$set':{'a':'\\u0000 \\ud800'}}")));

    assertThat(only(own, "p\uFFFDq").properties().has("a")).isTrue();
  }

  @Test
  void mergedPropertiesKeepTheOthers() {
    clock.set(START.plusSeconds(60));
    long own = project + 600;
    persons.apply(own, List.of(event(1, "x", "p", "{'$set':{'a':1,'b':1}}")));

    persons.mergeProperties(own, "p", json("{\"b\":2}"));
    persons.mergeProperties(own, "unseen", json("{\"name\":\"Bo\"}"));

    assertThat(only(own, "p").properties()).isEqualTo(json("{\"a\":1,\"b\":2}"));
    assertThat(only(own, "unseen").name()).isEqualTo("Bo");
  }

  @Test
  void atMostTenDistinctIdsAreShown() {
    long own = project + 700;
    List<CapturedEvent> events = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      events.add(event(i, "$create_alias", "p", "{'alias':'alias-%02d'}".formatted(i)));
    }
    persons.apply(own, events);

    PersonView shown = only(own, "p");
    assertThat(shown.distinctIds()).hasSize(10);
    assertThat(persons.distinctIdsOf(own, shown.uuid())).hasSize(26);
  }

  /** The same events in forty random orders, cut into random batches, give the same persons. */
  @Test
  void theOrderOfArrivalDoesNotMatter() {
    List<CapturedEvent> events =
        List.of(
            event(1, "$set", "anon-1", "{'$set_once':{'first':'/a','source':'mail'}}"),
            event(2, "$identify", "ada", "{'$anon_distinct_id':'anon-1','$set':{'plan':'free'}}"),
            event(2, "$set", "ada", "{'$set':{'plan':'tie'}}"),
            event(3, "$set", "anon-2", "{'$set_once':{'first':'/b'},'$set':{'device':'phone'}}"),
            event(4, "$identify", "ada", "{'$anon_distinct_id':'anon-2','$set':{'plan':'paid'}}"),
            event(5, "$create_alias", "ada", "{'alias':'ada@work'}"),
            event(
                6, "$set", "ada@work", "{'$unset':['device'],'$set':{'email':'ada@example.com'}}"),
            event(7, "$set", "bob", "{'$set':{'email':'bob@example.com'}}"),
            event(8, "$merge_dangerously", "old-bob", "{'alias':'bob'}"),
            event(9, "$set", "old-bob", "{'$set_once':{'email':'late@example.com','x':1}}"));
    List<String> ids = List.of("ada", "ada@work", "anon-1", "anon-2", "bob", "old-bob");
    long expectedProject = project + 800;
    persons.apply(expectedProject, events);
    List<String> expected = portraits(expectedProject, ids);
    Random random = new Random(42);
    for (int round = 1; round <= 40; round++) {
      List<CapturedEvent> shuffled = new ArrayList<>(events);
      Collections.shuffle(shuffled, random);
      int cut = random.nextInt(events.size());
      int again = cut + random.nextInt(events.size() - cut);
      // Each round is a project of its own, whose id must not show in what is compared.
      long own = expectedProject + round;
      persons.apply(own, shuffled.subList(0, cut));
      persons.apply(own, shuffled.subList(cut, again));
      persons.apply(own, shuffled.subList(again, events.size()));

      assertThat(portraits(own, ids)).as("order %s", shuffled).isEqualTo(expected);
    }
  }

  private List<String> portraits(long of, List<String> ids) {
    return ids.stream()
        .map(id -> only(of, id))
        .map(
            person ->
                "%s %s %s %s first=%s"
                    .formatted(
                        person.name(),
                        person.distinctIds(),
                        person.properties(),
                        person.createdAt(),
                        ids.stream()
                            .filter(i -> PersonIds.of(of, i).equals(person.uuid()))
                            .toList()))
        .toList();
  }

  private PersonView only(long of, String distinctId) {
    Map<String, PersonView> found = persons.forDistinctIds(of, List.of(distinctId));
    assertThat(found).containsOnlyKeys(distinctId);
    return found.get(distinctId);
  }

  private static CapturedEvent event(int second, String name, String distinctId, String json) {
    return new CapturedEvent(
        UUID.nameUUIDFromBytes(
            (second + name + distinctId + json).getBytes(StandardCharsets.UTF_8)),
        name,
        distinctId,
        null,
        START.plusSeconds(second),
        (ObjectNode) json(json.replace('\'', '"')));
  }
}
