package dev.zoetrope.server.persons;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.zoetrope.server.testing.ServerIT;
import dev.zoetrope.server.testing.TestSql;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Persons are found by hashes of their properties, those of earlier versions too (B-249). */
abstract class PersonIndexIT extends ServerIT {
  @Inject TestSql sql;
  @Inject PersonService persons;
  @Inject PersonIndexUpkeep upkeep;

  @Test
  void personsFromBeforeTheHashesAreReadOnce() {
    long project = sql.project("before");
    for (int i = 0; i < 1100; i++) {
      persons.mergeProperties(project, "p" + i, named("name" + i));
    }
    sql.run("DELETE FROM person_value WHERE project_id = ?", project);
    sql.run("INSERT INTO person_unread SELECT id FROM person WHERE project_id = ?", project);

    Optional<Set<String>> unread = found(project, "name1099", 10);
    upkeep.readThem();

    assertThat(unread).isEmpty();
    assertThat(found(project, "name1099", 10)).hasValue(Set.of("p1099"));
    assertThat(sql.column("SELECT COUNT(*) FROM person_unread")).containsExactly(0L);
  }

  @Test
  void moreThanWereAskedForAreNotTold() {
    long project = sql.project("many");
    for (int i = 0; i < 5; i++) {
      persons.mergeProperties(project, "p" + i, named("same"));
    }

    assertThat(found(project, "same", 5).orElseThrow()).hasSize(5);
    assertThat(found(project, "same", 4)).isEmpty();
  }

  @Test
  void aPersonThatIsGoneIsNotFound() {
    long project = sql.project("merged");
    persons.mergeProperties(project, "a", named("ann"));
    persons.mergeProperties(project, "b", JsonNodeFactory.instance.objectNode().put("age", 7));
    persons.apply(
        project,
        List.of(
            new CapturedEvent(
                java.util.UUID.randomUUID(),
                "$merge_dangerously",
                "a",
                null,
                clock.instant(),
                JsonNodeFactory.instance.objectNode().put("alias", "b"))));

    assertThat(found(project, "ann", 10)).hasValue(Set.of("a", "b"));
    assertThat(
            sql.column(
                "SELECT COUNT(*) FROM person_value v WHERE v.project_id = ?"
                    + " AND NOT EXISTS (SELECT 1 FROM person p WHERE p.id = v.person_id)",
                project))
        .containsExactly(0L);
  }

  private Optional<Set<String>> found(long project, String name, int most) {
    return persons.distinctIdsWith(project, "name", List.of(TextNode.valueOf(name)), most);
  }

  private static JsonNode named(String name) {
    return JsonNodeFactory.instance.objectNode().put("name", name);
  }
}
