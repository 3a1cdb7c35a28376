package dev.zoetrope.server.persons;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zoetrope.server.database.ParameterList;
import dev.zoetrope.server.database.Queries;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The SQL of what is known of single distinct ids; every statement is bound to a project. */
@Singleton
class IdentityRepository {
  private static final int CHUNK = 256;
  private static final String SELECT =
      "SELECT person_id, distinct_id, first_seen_ms, first_event, claim_ms, claim_event, claimed_by,"
          + " identified_ms, identified_event, history FROM person_distinct_id"
          + " WHERE project_id = ? AND ";

  private final Queries queries;
  private final JdbcOperations jdbc;
  private final ObjectMapper json;

  IdentityRepository(Queries queries, JdbcOperations jdbc, ObjectMapper json) {
    this.queries = queries;
    this.jdbc = jdbc;
    this.json = json;
  }

  /** A row: a distinct id and the person it belongs to. */
  record Stored(Identity identity, long personId) {}

  /** The persons of those of these distinct ids that are known. */
  Set<Long> personsOf(long projectId, Collection<String> distinctIds) {
    return Set.copyOf(
        in(
            "SELECT DISTINCT person_id FROM person_distinct_id"
                + " WHERE project_id = ? AND distinct_id IN (%s)",
            projectId, distinctIds, row -> row.getLong(1)));
  }

  /** Those of these distinct ids that are known. */
  List<Stored> named(long projectId, Collection<String> distinctIds) {
    return in(SELECT + "distinct_id IN (%s)", projectId, distinctIds, this::stored);
  }

  /** Every distinct id of these persons. */
  List<Stored> of(long projectId, Collection<Long> personIds) {
    return in(SELECT + "person_id IN (%s)", projectId, personIds, this::stored);
  }

  /** Every join of these distinct ids; of a join both are always the same person. */
  List<Join> joins(long projectId, Collection<String> distinctIds) {
    return in(
        "SELECT distinct_id, other_id FROM person_join WHERE project_id = ? AND distinct_id IN (%s)",
        projectId, distinctIds, row -> new Join(row.getString(1), row.getString(2)));
  }

  /** Stores a join unless it is stored already. */
  void join(long projectId, Join join) {
    queries.update(
        "INSERT INTO person_join (project_id, distinct_id, other_id)"
            + " SELECT d.project_id, d.distinct_id, CAST(? AS VARCHAR(200))"
            + " FROM person_distinct_id d WHERE d.project_id = ? AND d.distinct_id = ?"
            + " AND NOT EXISTS (SELECT 1 FROM person_join j WHERE j.project_id = d.project_id"
            + " AND j.distinct_id = d.distinct_id AND j.other_id = ?)",
        join.other(),
        projectId,
        join.distinctId(),
        join.other());
  }

  /** Stores distinct ids that were never seen, each as one of a person. */
  void insert(long projectId, List<Stored> rows) {
    write(
        "INSERT INTO person_distinct_id (first_seen_ms, first_event, claim_ms, claim_event,"
            + " claimed_by, identified_ms, identified_event, history, person_id, project_id,"
            + " distinct_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        projectId,
        rows);
  }

  /** Stores what is known of distinct ids now, and whose they are. */
  void update(long projectId, List<Stored> rows) {
    write(
        "UPDATE person_distinct_id SET first_seen_ms = ?, first_event = ?, claim_ms = ?,"
            + " claim_event = ?, claimed_by = ?, identified_ms = ?, identified_event = ?,"
            + " history = ?, person_id = ? WHERE project_id = ? AND distinct_id = ?",
        projectId,
        rows);
  }

  private void write(String sql, long projectId, List<Stored> rows) {
    if (rows.isEmpty()) {
      return;
    }
    jdbc.prepareStatement(
        sql,
        statement -> {
          for (Stored row : rows) {
            List<Object> values = new ArrayList<>(columns(row.identity()));
            values.addAll(List.of(row.personId(), projectId, row.identity().distinctId()));
            for (int i = 0; i < values.size(); i++) {
              statement.setObject(i + 1, values.get(i));
            }
            statement.addBatch();
          }
          return statement.executeBatch();
        });
  }

  private <T> List<T> in(
      String sql, long projectId, Collection<?> values, Queries.Reader<T> reader) {
    List<T> found = new ArrayList<>();
    List<Object> all = List.copyOf(values);
    for (int from = 0; from < all.size(); from += CHUNK) {
      ParameterList<Object> chunk =
          ParameterList.of(all.subList(from, Math.min(all.size(), from + CHUNK)));
      List<Object> parameters = new ArrayList<>();
      parameters.add(projectId);
      parameters.addAll(chunk.values());
      found.addAll(queries.all(sql.formatted(chunk.marks()), reader, parameters.toArray()));
    }
    return found;
  }

  private Stored stored(ResultSet row) throws SQLException {
    Moment claimed = moment(row, "claim_ms", "claim_event");
    return new Stored(
        new Identity(
            row.getString("distinct_id"),
            moment(row, "first_seen_ms", "first_event"),
            history(row.getString("history")),
            claimed == null ? null : new Claim(claimed, row.getString("claimed_by")),
            moment(row, "identified_ms", "identified_event")),
        row.getLong("person_id"));
  }

  private static Moment moment(ResultSet row, String ms, String event) throws SQLException {
    UUID uuid = row.getObject(event, UUID.class);
    return uuid == null ? null : new Moment(row.getLong(ms), uuid);
  }

  private static List<Object> columns(Identity identity) {
    Claim claim = identity.claim();
    Moment identified = identity.identified();
    return Arrays.asList(
        identity.first().ms(),
        identity.first().event(),
        claim == null ? null : claim.at().ms(),
        claim == null ? null : claim.at().event(),
        claim == null ? null : claim.by(),
        identified == null ? null : identified.ms(),
        identified == null ? null : identified.event(),
        identity.history().toJson().toString());
  }

  private PropertyHistory history(String text) {
    try {
      return PropertyHistory.fromJson(json.readTree(text));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored history is not JSON", e);
    }
  }
}
