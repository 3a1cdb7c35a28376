package dev.zoetrope.server.persons;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The SQL of persons; every statement is bound to a project. */
@Singleton
class PersonRepository {
  /** Below the number of parameters that PostgreSQL takes in one statement. */
  private static final int CHUNK = 1000;

  private static final int SHOWN_IDS = 10;

  private final JdbcOperations jdbc;
  private final ObjectMapper json;
  private final PersonIndex index;

  PersonRepository(JdbcOperations jdbc, ObjectMapper json, PersonIndex index) {
    this.jdbc = jdbc;
    this.json = json;
    this.index = index;
  }

  /** A row as it is shown. */
  record Shown(long id, UUID uuid, long firstSeenMs, JsonNode properties) {}

  /** These persons by id, locked until the transaction ends; those that are gone are absent. */
  Map<Long, Person> lock(long projectId, Collection<Long> ids) {
    Map<Long, Person> persons = new HashMap<>();
    for (List<Long> chunk : chunks(ids.stream().sorted().toList())) {
      query(
          "SELECT id, first_seen_ms, first_event, first_distinct_id, history FROM person"
              + " WHERE project_id = ? AND id IN (%s) ORDER BY id FOR UPDATE"
                  .formatted(marks(chunk)),
          parameters(projectId, chunk),
          row ->
              persons.put(
                  row.getLong(1),
                  new Person(
                      row.getLong(1),
                      new FirstSeen(
                          new Moment(row.getLong(2), row.getObject(3, UUID.class)),
                          row.getString(4)),
                      PropertyHistory.fromJson(read(row.getString(5))))));
    }
    return persons;
  }

  /** Distinct id to the person as shown; unknown ones are absent. */
  Map<String, Shown> show(long projectId, Collection<String> distinctIds) {
    Map<String, Shown> found = new HashMap<>();
    for (List<String> chunk : chunks(List.copyOf(distinctIds))) {
      query(
          "SELECT d.distinct_id, p.id, p.uuid, p.first_seen_ms, p.properties"
              + " FROM person_distinct_id d JOIN person p"
              + " ON p.id = d.person_id AND p.project_id = d.project_id"
              + " WHERE d.project_id = ? AND d.distinct_id IN (%s)".formatted(marks(chunk)),
          parameters(projectId, chunk),
          row ->
              found.put(
                  row.getString(1),
                  new Shown(
                      row.getLong(2),
                      row.getObject(3, UUID.class),
                      row.getLong(4),
                      read(row.getString(5)))));
    }
    return found;
  }

  /** Up to ten distinct ids of each person, sorted. */
  Map<Long, List<String>> distinctIds(long projectId, Collection<Long> personIds) {
    Map<Long, List<String>> found = new HashMap<>();
    for (List<Long> chunk : chunks(personIds.stream().distinct().toList())) {
      if (fewDistinctIds(projectId, chunk, found)) {
        continue;
      }
      query(
          "SELECT person_id, distinct_id FROM (SELECT person_id, distinct_id, ROW_NUMBER() OVER"
              + " (PARTITION BY person_id ORDER BY distinct_id) AS place FROM person_distinct_id"
              + " WHERE project_id = ? AND person_id IN (%s)) ranked WHERE place <= %d"
                  .formatted(marks(chunk), SHOWN_IDS)
              + " ORDER BY person_id, distinct_id",
          parameters(projectId, chunk),
          row ->
              found.computeIfAbsent(row.getLong(1), id -> new ArrayList<>()).add(row.getString(2)));
    }
    return found;
  }

  /**
   * Nearly always persons have few ids, which are read without ranking; false if they have many.
   */
  private boolean fewDistinctIds(
      long projectId, List<Long> persons, Map<Long, List<String>> found) {
    int most = SHOWN_IDS * persons.size();
    Map<Long, List<String>> all = new HashMap<>();
    int[] read = new int[1];
    query(
        "SELECT person_id, distinct_id FROM person_distinct_id WHERE project_id = ? AND person_id"
            + " IN (%s) LIMIT %d".formatted(marks(persons), most + 1),
        parameters(projectId, persons),
        row -> {
          read[0]++;
          all.computeIfAbsent(row.getLong(1), id -> new ArrayList<>()).add(row.getString(2));
        });
    if (read[0] > most) {
      return false;
    }
    all.forEach(
        (person, ids) -> found.put(person, ids.stream().sorted().limit(SHOWN_IDS).toList()));
    return true;
  }

  /** All distinct ids of a person. */
  List<String> distinctIdsOf(long projectId, UUID person) {
    List<String> found = new ArrayList<>();
    query(
        "SELECT d.distinct_id FROM person p JOIN person_distinct_id d"
            + " ON d.person_id = p.id AND d.project_id = p.project_id"
            + " WHERE p.project_id = ? AND p.uuid = ? ORDER BY d.distinct_id",
        List.of(projectId, person),
        row -> found.add(row.getString(1)));
    return found;
  }

  /** The properties of the newest persons. */
  List<JsonNode> latestProperties(long projectId, int limit) {
    List<JsonNode> found = new ArrayList<>();
    query(
        "SELECT properties FROM person WHERE project_id = ? ORDER BY id DESC LIMIT " + limit,
        List.of(projectId),
        row -> found.add(read(row.getString(1))));
    return found;
  }

  /** Stores a new person and returns the id of its row. */
  long insert(long projectId, Person person) {
    long[] id = new long[1];
    jdbc.execute(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "INSERT INTO person (project_id, uuid, first_seen_ms, first_event,"
                      + " first_distinct_id, properties, history) VALUES (?, ?, ?, ?, ?, ?, ?)",
                  new String[] {"id"})) {
            bind(
                statement,
                List.of(
                    projectId,
                    PersonIds.of(projectId, person.first().distinctId()),
                    person.first().at().ms(),
                    person.first().at().event(),
                    person.first().distinctId(),
                    write(person.history().current()),
                    write(person.history().toJson())));
            statement.executeUpdate();
            try (ResultSet keys = statement.getGeneratedKeys()) {
              keys.next();
              id[0] = keys.getLong(1);
            }
          }
          return null;
        });
    index.replace(projectId, id[0], person.history().current());
    return id[0];
  }

  void update(long projectId, Person person) {
    update(
        "UPDATE person SET uuid = ?, first_seen_ms = ?, first_event = ?, first_distinct_id = ?,"
            + " properties = ?, history = ? WHERE project_id = ? AND id = ?",
        List.of(
            PersonIds.of(projectId, person.first().distinctId()),
            person.first().at().ms(),
            person.first().at().event(),
            person.first().distinctId(),
            write(person.history().current()),
            write(person.history().toJson()),
            projectId,
            person.id()));
    index.replace(projectId, person.id(), person.history().current());
  }

  /** Frees the uuids of these persons for others; they get theirs when they are updated. */
  void park(long projectId, Collection<Long> personIds) {
    personIds.forEach(
        id ->
            update(
                "UPDATE person SET uuid = ? WHERE project_id = ? AND id = ?",
                List.of(UUID.randomUUID(), projectId, id)));
  }

  /** Gives all distinct ids of one row to another and removes the row. */
  void absorb(long projectId, long obsoleteId, long personId) {
    update(
        "UPDATE person_distinct_id SET person_id = ? WHERE project_id = ? AND person_id = ?",
        List.of(personId, projectId, obsoleteId));
    update("DELETE FROM person WHERE project_id = ? AND id = ?", List.of(projectId, obsoleteId));
    index.remove(projectId, obsoleteId);
  }

  private interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  private void query(String sql, List<?> parameters, RowReader reader) {
    jdbc.execute(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            try (ResultSet rows = statement.executeQuery()) {
              while (rows.next()) {
                reader.read(rows);
              }
            }
          }
          return null;
        });
  }

  private void update(String sql, List<?> parameters) {
    jdbc.execute(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            return statement.executeUpdate();
          }
        });
  }

  private static void bind(PreparedStatement statement, List<?> parameters) throws SQLException {
    for (int i = 0; i < parameters.size(); i++) {
      statement.setObject(i + 1, parameters.get(i));
    }
  }

  private static List<Object> parameters(long projectId, List<?> rest) {
    List<Object> all = new ArrayList<>(rest.size() + 1);
    all.add(projectId);
    all.addAll(rest);
    return all;
  }

  private static String marks(List<?> values) {
    return String.join(", ", Collections.nCopies(values.size(), "?"));
  }

  private static <T> List<List<T>> chunks(List<T> values) {
    List<List<T>> chunks = new ArrayList<>();
    for (int i = 0; i < values.size(); i += CHUNK) {
      chunks.add(values.subList(i, Math.min(i + CHUNK, values.size())));
    }
    return chunks;
  }

  private String write(JsonNode node) {
    try {
      return json.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private JsonNode read(String text) {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored person is not JSON", e);
    }
  }
}
