package dev.zoetrope.server.persons;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zoetrope.server.database.Queries;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The SQL of {@link PersonMarks}: written with the person, in the same transaction. */
@Singleton
class PersonIndex {
  private static final int BATCH = 500;

  private final Queries queries;
  private final ObjectMapper json;

  PersonIndex(Queries queries, ObjectMapper json) {
    this.queries = queries;
    this.json = json;
  }

  /** Makes the hashes of a person those of these properties. */
  @Transactional(Transactional.TxType.MANDATORY)
  void replace(long projectId, long personId, JsonNode properties) {
    Set<Long> wanted = PersonMarks.of(properties);
    Set<Long> stored =
        new HashSet<>(
            queries.all(
                "SELECT mark FROM person_value WHERE person_id = ? AND project_id = ?",
                row -> row.getLong(1),
                personId,
                projectId));
    for (long mark : stored) {
      if (!wanted.contains(mark)) {
        queries.update(
            "DELETE FROM person_value WHERE project_id = ? AND mark = ? AND person_id = ?",
            projectId,
            mark,
            personId);
      }
    }
    for (long mark : wanted) {
      if (!stored.contains(mark)) {
        queries.update(
            "INSERT INTO person_value (project_id, mark, person_id) VALUES (?, ?, ?)",
            projectId,
            mark,
            personId);
      }
    }
  }

  /** Forgets a person. */
  @Transactional(Transactional.TxType.MANDATORY)
  void remove(long projectId, long personId) {
    queries.update(
        "DELETE FROM person_value WHERE person_id = ? AND project_id = ?", personId, projectId);
  }

  /**
   * Distinct ids of all persons who can have one of these values, and maybe of others.
   *
   * @return empty when there are more than so many, or when it cannot be told
   */
  @Transactional(Transactional.TxType.MANDATORY)
  Optional<Set<String>> distinctIds(
      long projectId, String key, Collection<JsonNode> values, int most) {
    if (!PersonMarks.covers(key)
        || !queries.all("SELECT person_id FROM person_unread LIMIT 1", row -> 1).isEmpty()) {
      return Optional.empty();
    }
    Set<String> found = new LinkedHashSet<>();
    for (long mark : PersonMarks.wanted(key, values)) {
      found.addAll(
          queries.all(
              "SELECT d.distinct_id FROM person_value v JOIN person_distinct_id d"
                  + " ON d.person_id = v.person_id AND d.project_id = v.project_id"
                  + " WHERE v.project_id = ? AND v.mark = ? LIMIT ?",
              row -> row.getString(1),
              projectId,
              mark,
              most + 1));
      if (found.size() > most) {
        return Optional.empty();
      }
    }
    return Optional.of(found);
  }

  /** Reads some of the persons from before there were hashes; false when none is left. */
  @Transactional
  boolean readSome() {
    List<Long> ids =
        queries.all(
            "SELECT person_id FROM person_unread ORDER BY person_id LIMIT " + BATCH,
            row -> row.getLong(1));
    for (long id : ids) {
      queries
          .first(
              "SELECT project_id, properties FROM person WHERE id = ? FOR UPDATE",
              row -> new Unread(row.getLong(1), row.getString(2)),
              id)
          .ifPresent(person -> replace(person.projectId, id, read(person.properties)));
      queries.update("DELETE FROM person_unread WHERE person_id = ?", id);
    }
    return !ids.isEmpty();
  }

  private record Unread(long projectId, String properties) {}

  private JsonNode read(String text) {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored person is not JSON", e);
    }
  }
}
