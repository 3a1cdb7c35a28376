package dev.zoetrope.server.recordings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.zoetrope.server.persons.PersonService;
import dev.zoetrope.server.recordings.filter.Filter;
import dev.zoetrope.server.recordings.filter.MessageTest;
import dev.zoetrope.server.recordings.query.SqlCondition;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells for which of some recordings a fact holds that databases cannot tell alone. */
@Singleton
class FilterFacts {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RecordingSearch search;
  private final PersonService persons;

  FilterFacts(RecordingSearch search, PersonService persons) {
    this.search = search;
    this.persons = persons;
  }

  /** The recordings among these that the fact holds for. */
  Set<String> of(long projectId, List<String> ids, Filter fact, Deadline end) {
    if (fact instanceof Filter.Logged logged) {
      return logged(projectId, ids, logged, end);
    }
    if (fact instanceof Filter.PersonHas person) {
      return persons(projectId, ids, person, end);
    }
    if (fact instanceof Filter.SessionHas session) {
      return sessions(projectId, ids, session, end);
    }
    if (fact instanceof Filter.Visited visited) {
      return visited(projectId, ids, visited, end);
    }
    throw new IllegalArgumentException("no fact of its own: " + fact);
  }

  private Set<String> logged(long projectId, List<String> ids, Filter.Logged logged, Deadline end) {
    List<SqlCondition> conditions = new ArrayList<>();
    logged.tests().stream().map(MessageTest::sql).forEach(sql -> sql.ifPresent(conditions::add));
    return rows(
        "x.session_id, x.level, x.message",
        "log_entry x",
        projectId,
        ids,
        SqlCondition.all(conditions),
        end,
        row -> {
          String level = row.getString(2);
          String message = row.getString(3);
          return logged.tests().stream().allMatch(test -> test.passes(level, message));
        });
  }

  private Set<String> persons(
      long projectId, List<String> ids, Filter.PersonHas wanted, Deadline end) {
    Map<String, String> distinctIds = new HashMap<>();
    search.among(
        "r.session_id, r.distinct_id",
        "recording r",
        projectId,
        ids,
        RecordingSearch.ANY_ROW,
        RecordingSearch.ANY_ROW,
        end,
        row -> distinctIds.put(row.getString(1), row.getString(2)));
    Map<String, JsonNode> properties =
        persons.propertiesOf(projectId, new HashSet<>(distinctIds.values()));
    Set<String> found = new HashSet<>();
    distinctIds.forEach(
        (id, distinctId) -> {
          JsonNode person = properties.get(distinctId);
          if (wanted.test().passes(person == null ? null : person.get(wanted.key()))) {
            found.add(id);
          }
          end.check();
        });
    return found;
  }

  private Set<String> sessions(
      long projectId, List<String> ids, Filter.SessionHas wanted, Deadline end) {
    Map<String, Boolean> passed = new HashMap<>();
    ids.forEach(id -> passed.put(id, wanted.test().passes(null)));
    search.among(
        "x.session_id, x." + wanted.property().column(),
        "session x",
        projectId,
        ids,
        RecordingSearch.ANY_ROW,
        RecordingSearch.ANY_ROW,
        end,
        row -> passed.put(row.getString(1), wanted.test().passes(json(row.getObject(2)))));
    passed.values().removeIf(pass -> !pass);
    return passed.keySet();
  }

  private Set<String> visited(
      long projectId, List<String> ids, Filter.Visited wanted, Deadline end) {
    return rows(
        "r.session_id, r.start_url, r.urls",
        "recording r",
        projectId,
        ids,
        RecordingSearch.ANY_ROW,
        end,
        row -> {
          if (wanted.address().passes(json(row.getString(2)))) {
            return true;
          }
          JsonNode urls = read(row.getString(3));
          for (JsonNode url : urls) {
            if (wanted.address().passes(url)) {
              return true;
            }
          }
          return false;
        });
  }

  /** What a row says about its recording. */
  private interface Proof {
    boolean holds(ResultSet row) throws SQLException;
  }

  private Set<String> rows(
      String columns,
      String table,
      long projectId,
      List<String> ids,
      SqlCondition where,
      Deadline end,
      Proof proof) {
    Set<String> found = new HashSet<>();
    search.among(
        columns,
        table,
        projectId,
        ids,
        RecordingSearch.ANY_ROW,
        where,
        end,
        row -> {
          if (proof.holds(row)) {
            found.add(row.getString(1));
          }
          return null;
        });
    return found;
  }

  private static JsonNode json(Object value) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    if (value instanceof Boolean flag) {
      return json.booleanNode(flag);
    }
    if (value instanceof BigDecimal number) {
      return json.numberNode(number);
    }
    if (value instanceof Double || value instanceof Float) {
      return json.numberNode(((Number) value).doubleValue());
    }
    if (value instanceof Number number) {
      return json.numberNode(number.longValue());
    }
    if (value instanceof Timestamp time) {
      return json.textNode(time.toInstant().toString());
    }
    if (value instanceof OffsetDateTime time) {
      return json.textNode(time.toInstant().toString());
    }
    return value == null ? null : json.textNode(value.toString());
  }

  private static JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the addresses of a recording are no JSON", e);
    }
  }
}
