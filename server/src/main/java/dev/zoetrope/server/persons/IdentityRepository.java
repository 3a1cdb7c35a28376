package dev.zoetrope.server.persons;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zoetrope.server.database.ParameterList;
import dev.zoetrope.server.database.Queries;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** The SQL of what is known of single distinct ids; every statement is bound to a project. */
@Singleton
class IdentityRepository {
  private static final int CHUNK = 256;
  private static final String SELECT =
      "SELECT distinct_id, first_seen_ms, first_event, claim_ms, claim_event, claimed_by,"
          + " identified_ms, identified_event, history FROM person_distinct_id"
          + " WHERE project_id = ? AND ";

  private final Queries queries;
  private final ObjectMapper json;

  IdentityRepository(Queries queries, ObjectMapper json) {
    this.queries = queries;
    this.json = json;
  }

  /** Those of these distinct ids that are known. */
  List<Identity> named(long projectId, Collection<String> distinctIds) {
    return in(SELECT + "distinct_id IN (%s)", projectId, distinctIds, this::identity);
  }

  /** Every distinct id of these persons. */
  List<Identity> of(long projectId, Collection<Long> personIds) {
    return in(SELECT + "person_id IN (%s)", projectId, personIds, this::identity);
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

  /** Stores a distinct id that was never seen. */
  void insert(long projectId, Identity identity, long personId) {
    List<Object> values = new ArrayList<>(columns(identity));
    values.addAll(List.of(projectId, identity.distinctId(), personId));
    queries.update(
        "INSERT INTO person_distinct_id (first_seen_ms, first_event, claim_ms, claim_event,"
            + " claimed_by, identified_ms, identified_event, history, project_id, distinct_id,"
            + " person_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        values.toArray());
  }

  void update(long projectId, Identity identity) {
    List<Object> values = new ArrayList<>(columns(identity));
    values.addAll(List.of(projectId, identity.distinctId()));
    queries.update(
        "UPDATE person_distinct_id SET first_seen_ms = ?, first_event = ?, claim_ms = ?,"
            + " claim_event = ?, claimed_by = ?, identified_ms = ?, identified_event = ?,"
            + " history = ? WHERE project_id = ? AND distinct_id = ?",
        values.toArray());
  }

  /** Makes a distinct id one of this person. */
  void move(long projectId, String distinctId, long personId) {
    queries.update(
        "UPDATE person_distinct_id SET person_id = ? WHERE project_id = ? AND distinct_id = ?",
        personId,
        projectId,
        distinctId);
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

  private Identity identity(ResultSet row) throws SQLException {
    Moment claimed = moment(row, "claim_ms", "claim_event");
    return new Identity(
        row.getString("distinct_id"),
        moment(row, "first_seen_ms", "first_event"),
        history(row.getString("history")),
        claimed == null ? null : new Claim(claimed, row.getString("claimed_by")),
        moment(row, "identified_ms", "identified_event"));
  }

  private static Moment moment(ResultSet row, String ms, String event) throws SQLException {
    UUID uuid = row.getObject(event, UUID.class);
    return uuid == null ? null : new Moment(row.getLong(ms), uuid);
  }

  private List<Object> columns(Identity identity) {
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
