package dev.zoetrope.server.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.zoetrope.server.persons.CapturedEvent;
import dev.zoetrope.server.persons.NaivePersons;
import dev.zoetrope.server.persons.PersonService;
import dev.zoetrope.server.testing.ServerIT;
import dev.zoetrope.server.testing.TestSql;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whom recordings show when events tell only later, and in any order, who was recorded. */
abstract class MergedPersonsIT extends ServerIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
  private static final List<String> IDS = List.of("anon-1", "anon-2", "anon-3", "ada", "bob");

  @Inject TestSql sql;

  private long project;
  private String token;

  @Test
  void anIdentifyChangesWhomOlderRecordingsShow() {
    newProject();
    assertThat(retrieved("anon-1").path("id").isNull()).isTrue();

    send(
        event(
            9,
            "$identify",
            "ada",
            "{'$anon_distinct_id':'anon-1','$set':{'email':'a@b.c','plan':'paid'}}"));

    JsonNode person = retrieved("anon-1");
    assertThat(person.path("name").asText()).isEqualTo("a@b.c");
    assertThat(person.path("distinct_ids").toString()).isEqualTo("[\"ada\",\"anon-1\"]");
    assertThat(person.at("/properties/plan").asText()).isEqualTo("paid");
    assertThat(retrieved("ada")).isEqualTo(person);
    assertThat(listed("").get("anon-1").path("name").asText()).isEqualTo("a@b.c");

    send(event(12, "$create_alias", "ada", "{'alias':'anon-2'}"));

    assertThat(retrieved("anon-2").path("uuid")).isEqualTo(person.path("uuid"));
    assertThat(listed("&person_uuid=" + person.path("uuid").asText()))
        .containsOnlyKeys("ada", "anon-1", "anon-2");

    // It happened before, so it was bob's browser all the time.
    send(event(3, "$identify", "bob", "{'$anon_distinct_id':'anon-1','$set':{'email':'b@b.c'}}"));

    assertThat(retrieved("anon-1").path("name").asText()).isEqualTo("b@b.c");
    assertThat(retrieved("anon-2").path("distinct_ids").toString())
        .isEqualTo("[\"ada\",\"anon-2\"]");
    assertThat(listed("&person_uuid=" + retrieved("bob").path("uuid").asText()))
        .containsOnlyKeys("anon-1", "bob");
  }

  /** Random events in random batches and orders, with repetitions; looked at after each batch. */
  @Test
  void recordingsShowTheSamePersonsInEveryOrderOfArrival() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 8; round++) {
      newProject();
      List<CapturedEvent> arriving = new ArrayList<>();
      for (int i = 0; i < 9; i++) {
        arriving.add(randomEvent(random, i));
      }
      arriving.addAll(List.copyOf(arriving.subList(0, 3)));
      Collections.shuffle(arriving, random);
      List<CapturedEvent> arrived = new ArrayList<>();
      while (!arriving.isEmpty()) {
        List<CapturedEvent> batch =
            arriving.subList(0, Math.min(arriving.size(), 1 + random.nextInt(4)));
        send(batch.toArray(CapturedEvent[]::new));
        arrived.addAll(batch);
        batch.clear();
        compare(arrived, "seed %d, round %d: %s".formatted(seed, round, arrived));
      }
    }
  }

  private void compare(List<CapturedEvent> arrived, String label) {
    Map<String, NaivePersons.Portrait> expected = NaivePersons.of(arrived);
    Map<String, JsonNode> list = listed("");
    for (String id : IDS) {
      NaivePersons.Portrait portrait = expected.get(id);
      JsonNode shown = retrieved(id);
      assertThat(names(shown))
          .as(label)
          .isEqualTo(portrait == null ? List.of(id) : portrait.distinctIds());
      assertThat(shown.path("uuid").asText())
          .as(label)
          .isEqualTo(
              PersonService.derivedUuid(project, portrait == null ? id : portrait.first())
                  .toString());
      assertThat(shown.path("properties"))
          .as(label)
          .isEqualTo(portrait == null ? json("{}") : portrait.properties());
      assertThat(shown.path("created_at").isNull()).as(label).isEqualTo(portrait == null);
      if (portrait != null) {
        assertThat(Instant.parse(shown.path("created_at").asText()))
            .as(label)
            .isEqualTo(portrait.createdAt());
      }
      // Lists name just the recording's own distinct id.
      ObjectNode own = shown.deepCopy();
      own.set("distinct_ids", JSON.valueToTree(List.of(id)));
      assertThat(list.get(id)).as(label).isEqualTo(own);
    }
  }

  private static CapturedEvent randomEvent(Random random, int number) {
    String one = IDS.get(random.nextInt(IDS.size()));
    String other = IDS.get(random.nextInt(IDS.size()));
    String set = "'$set':{'x':%d},'$set_once':{'y':%d}".formatted(number, number);
    int second = random.nextInt(6);
    return switch (random.nextInt(6)) {
      case 0, 1 ->
          event(second, "$identify", one, "{'$anon_distinct_id':'%s',%s}".formatted(other, set));
      case 2 -> event(second, "$create_alias", one, "{'alias':'%s'}".formatted(other));
      case 3 ->
          event(
              second, "$pageview", one, "{'$unset':['x'],'$set_once':{'y':%d}}".formatted(number));
      case 4 -> event(second, "$set", one, "{%s}".formatted(set));
      default ->
          event(
              second,
              random.nextBoolean() ? "$merge_dangerously" : "$identify",
              one,
              "{'alias':'%s'}".formatted(other));
    };
  }

  private static CapturedEvent event(int second, String name, String distinctId, String json) {
    return new CapturedEvent(
        UUID.randomUUID(),
        name,
        distinctId,
        null,
        START.plusSeconds(second),
        (ObjectNode) json(json.replace('\'', '"')));
  }

  /** A project with a recording of each distinct id, all older than any event. */
  private void newProject() {
    clock.set(START.plusSeconds(3600));
    project = sql.project("people " + UUID.randomUUID());
    token = (String) sql.column("SELECT token FROM project WHERE id = ?", project).get(0);
    for (String id : IDS) {
      StoredRecording.of(project + "-" + id)
          .project(project)
          .start("2026-11-22T10:00:00Z")
          .distinctId(id)
          .in(sql);
    }
  }

  private void send(CapturedEvent... events) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("api_key", token);
    ArrayNode batch = body.putArray("batch");
    for (CapturedEvent event : events) {
      ObjectNode item = batch.addObject();
      item.put("event", event.event()).put("uuid", event.uuid().toString());
      item.put("timestamp", event.timestamp().toString());
      ObjectNode properties = event.properties().deepCopy();
      properties.put("distinct_id", event.distinctId());
      item.set("properties", properties);
    }
    assertThat(http.post("/batch/").json(body.toString()).send().statusCode()).isEqualTo(200);
  }

  private JsonNode retrieved(String distinctId) {
    return json(http.get(path() + project + "-" + distinctId + "/").key(KEY).send()).path("person");
  }

  /** The persons in the list, by the distinct id that was recorded. */
  private Map<String, JsonNode> listed(String query) {
    Map<String, JsonNode> persons = new HashMap<>();
    json(http.get(path() + "?date_from=2026-11-01&limit=50" + query).key(KEY).send())
        .path("results")
        .forEach(
            recording ->
                persons.put(recording.path("distinct_id").asText(), recording.path("person")));
    return persons;
  }

  private String path() {
    return "/api/projects/%d/session_recordings/".formatted(project);
  }

  private static List<String> names(JsonNode person) {
    List<String> names = new ArrayList<>();
    person.path("distinct_ids").forEach(id -> names.add(id.asText()));
    return names;
  }
}
