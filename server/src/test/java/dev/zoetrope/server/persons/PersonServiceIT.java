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

  /** Two people at one browser stay two people, whichever event arrives first. */
  @Test
  void twoUsersOfOneAnonymousIdStayTwo() {
    List<CapturedEvent> events =
        List.of(
            event(1, "$set", "anon", "{'$set_once':{'first':'/a'}}"),
            event(2, "$identify", "ada", "{'$anon_distinct_id':'anon','$set':{'email':'a@b.c'}}"),
            event(3, "$identify", "bob", "{'$anon_distinct_id':'anon','$set':{'email':'b@b.c'}}"),
            event(4, "$identify", "bob", "{'$anon_distinct_id':'ada'}"),
            event(5, "$create_alias", "bob", "{'alias':'ada'}"),
            event(6, "$set", "anon", "{'$set':{'late':true}}"));
    long own = project + 900;
    for (List<CapturedEvent> order : orders(events)) {
      own++;
      for (CapturedEvent event : order) {
        persons.apply(own, List.of(event));
      }
      PersonView ada = only(own, "ada");
      PersonView bob = only(own, "bob");
      assertThat(ada.distinctIds()).as("%s", order).containsExactly("ada", "anon");
      assertThat(ada.properties())
          .isEqualTo(json("{\"email\":\"a@b.c\",\"first\":\"/a\",\"late\":true}"));
      assertThat(ada.createdAt()).isEqualTo(START.plusSeconds(1));
      assertThat(bob.distinctIds()).containsExactly("bob");
      assertThat(bob.properties()).isEqualTo(json("{\"email\":\"b@b.c\"}"));
      assertThat(bob.uuid()).isEqualTo(PersonIds.of(own, "bob"));
    }
  }

  @Test
  void aDangerousMergeMakesKnownUsersOne() {
    long own = project + 2000;
    persons.apply(own, List.of(event(1, "$identify", "ada", "{'$anon_distinct_id':'a'}")));
    persons.apply(own, List.of(event(2, "$identify", "bob", "{'$anon_distinct_id':'b'}")));
    persons.apply(own, List.of(event(3, "$merge_dangerously", "ada", "{'alias':'bob'}")));
    persons.apply(own, List.of(event(3, "$merge_dangerously", "ada", "{'alias':'bob'}")));

    assertThat(only(own, "b").distinctIds()).containsExactly("a", "ada", "b", "bob");
  }

  /** Random events in random order and batches, with repetitions, against the rules one by one. */
  @Test
  void whoIsWhomFollowsFromTheTimesOfTheEvents() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<String> ids = List.of("a", "b", "c", "d", "e", "f");
    for (int round = 0; round < 150; round++) {
      List<CapturedEvent> events = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        String one = ids.get(random.nextInt(ids.size()));
        String other = ids.get(random.nextInt(ids.size()));
        String change =
            "'$set':{'%s':%d},'$set_once':{'%s':%d}"
                .formatted("xyz".charAt(random.nextInt(3)), i, "xyz".charAt(random.nextInt(3)), i);
        int second = random.nextInt(8);
        events.add(
            switch (random.nextInt(8)) {
              case 0, 1, 2 ->
                  event(second, "$identify", one, "{'$anon_distinct_id':'%s'}".formatted(other));
              case 3 -> event(second, "$identify", one, "{%s}".formatted(change));
              case 4 -> event(second, "$create_alias", one, "{'alias':'%s'}".formatted(other));
              case 5 ->
                  random.nextInt(3) == 0
                      ? event(second, "$merge_dangerously", one, "{'alias':'%s'}".formatted(other))
                      : event(second, "$set", one, "{'$unset':['x'],%s}".formatted(change));
              default -> event(second, "$set", one, "{%s}".formatted(change));
            });
      }
      List<CapturedEvent> arriving = new ArrayList<>(events);
      arriving.addAll(events.subList(0, 3));
      Collections.shuffle(arriving, random);
      long own = project + 10_000 + round;
      for (int from = 0; from < arriving.size(); ) {
        int to = Math.min(arriving.size(), from + 1 + random.nextInt(4));
        persons.apply(own, arriving.subList(from, to));
        from = to;
      }

      Map<String, NaivePersons.Portrait> expected = NaivePersons.of(events);
      for (String id : ids) {
        PersonView found = only(own, id);
        NaivePersons.Portrait portrait = expected.get(id);
        String label = "%s of %s, seed %d, round %d".formatted(id, arriving, seed, round);
        assertThat(found.id() != null).as(label).isEqualTo(portrait != null);
        if (portrait != null) {
          assertThat(found.distinctIds()).as(label).isEqualTo(portrait.distinctIds());
          assertThat(found.properties()).as(label).isEqualTo(portrait.properties());
          assertThat(found.createdAt()).as(label).isEqualTo(portrait.createdAt());
          assertThat(found.uuid()).as(label).isEqualTo(PersonIds.of(own, portrait.first()));
        }
      }
    }
  }

  private static List<List<CapturedEvent>> orders(List<CapturedEvent> events) {
    if (events.isEmpty()) {
      return List.of(List.of());
    }
    List<List<CapturedEvent>> orders = new ArrayList<>();
    for (CapturedEvent first : events) {
      List<CapturedEvent> rest = new ArrayList<>(events);
      rest.remove(first);
      for (List<CapturedEvent> order : orders(rest)) {
        List<CapturedEvent> whole = new ArrayList<>(List.of(first));
        whole.addAll(order);
        orders.add(whole);
      }
    }
    return orders;
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
