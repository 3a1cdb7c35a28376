package dev.zoetrope.server.persons;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.zoetrope.server.testing.OldDatabase;
import dev.zoetrope.server.testing.ServerIT;
import dev.zoetrope.server.testing.TestSql;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Persons that were stored before it was kept what each distinct id said by itself. */
abstract class OldPersonsIT extends ServerIT {
  private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
  private static final String EVENT = "'00000000-0000-4000-8000-%012d'";

  @Inject PersonService persons;
  @Inject TestSql sql;

  /** Fills the database before the server starts. */
  static Map<String, String> filled(Map<String, String> database) {
    List<String> statements = new ArrayList<>();
    person(statements, 1, "anon", 1, "{\"email\":\"a@b.c\",\"first\":\"/a\"}", "ada", "anon");
    person(statements, 2, "bob", 5, "{\"email\":\"b@b.c\"}", "bob");
    statements.add("ALTER TABLE person ALTER COLUMN id RESTART WITH 10");
    OldDatabase.write(database, "80", statements);
    return database;
  }

  private static void person(
      List<String> into, int id, String first, int second, String properties, String... ids) {
    long ms = START.plusSeconds(second).toEpochMilli();
    String event = EVENT.formatted(id);
    StringBuilder history = new StringBuilder();
    json(properties)
        .properties()
        .forEach(
            property ->
                history
                    .append(history.isEmpty() ? "{" : ",")
                    .append(
                        "\"%s\":{\"written\":[%d,%s,%s]}"
                            .formatted(
                                property.getKey(),
                                ms,
                                event.replace('\'', '"'),
                                property.getValue())));
    into.add(
        "INSERT INTO person (id, project_id, uuid, first_seen_ms, first_event, first_distinct_id,"
            + " properties, history) VALUES (%d, 1, '%s', %d, CAST(%s AS UUID), '%s', '%s', '%s')"
                .formatted(
                    id, PersonIds.of(1, first), ms, event, first, properties, history + "}"));
    for (String distinctId : ids) {
      into.add(
          "INSERT INTO person_distinct_id (project_id, distinct_id, person_id)"
              + " VALUES (1, '%s', %d)".formatted(distinctId, id));
    }
  }

  @Test
  void theyStayWhoTheyAreAndLearn() {
    PersonView ada = only("ada");
    assertThat(ada.id()).isEqualTo(1);
    assertThat(ada.uuid()).isEqualTo(PersonIds.of(1, "anon"));
    assertThat(ada.createdAt()).isEqualTo(START.plusSeconds(1));
    assertThat(ada.distinctIds()).containsExactly("ada", "anon");
    assertThat(ada.properties()).isEqualTo(json("{\"email\":\"a@b.c\",\"first\":\"/a\"}"));
    assertThat(only("anon")).isEqualTo(ada);
    assertThat(only("bob").properties()).isEqualTo(json("{\"email\":\"b@b.c\"}"));

    apply(event(6, "$identify", "ada", "{\"$set\":{\"plan\":\"paid\"}}"));
    // Later than another claim, and earlier: neither takes apart what was one before.
    apply(event(9, "$identify", "cleo", "{\"$anon_distinct_id\":\"tablet\"}"));
    apply(event(8, "$identify", "ada", "{\"$anon_distinct_id\":\"tablet\"}"));

    assertThat(only("tablet").distinctIds()).containsExactly("ada", "anon", "tablet");
    assertThat(only("tablet").uuid()).isEqualTo(PersonIds.of(1, "anon"));
    assertThat(only("tablet").properties())
        .isEqualTo(json("{\"email\":\"a@b.c\",\"first\":\"/a\",\"plan\":\"paid\"}"));
    assertThat(only("cleo").distinctIds()).containsExactly("cleo");

    // The next user of the same browser is somebody else.
    apply(event(20, "$identify", "dan", "{\"$anon_distinct_id\":\"anon\",\"$set\":{\"d\":1}}"));

    assertThat(only("dan").distinctIds()).containsExactly("dan");
    assertThat(only("anon").distinctIds()).containsExactly("ada", "anon", "tablet");

    apply(event(30, "$merge_dangerously", "ada", "{\"alias\":\"bob\"}"));

    assertThat(only("bob").distinctIds()).containsExactly("ada", "anon", "bob", "tablet");
    assertThat(only("bob").properties().path("email").asText()).isEqualTo("b@b.c");
    assertThat(sql.column("SELECT COUNT(*) FROM person WHERE project_id = 1")).containsExactly(3L);
  }

  private void apply(CapturedEvent event) {
    persons.apply(1, List.of(event));
  }

  private PersonView only(String distinctId) {
    return persons.forDistinctIds(1, List.of(distinctId)).get(distinctId);
  }

  private static CapturedEvent event(int second, String name, String distinctId, String json) {
    return new CapturedEvent(
        UUID.randomUUID(),
        name,
        distinctId,
        null,
        START.plusSeconds(second),
        (ObjectNode) json(json));
  }
}
