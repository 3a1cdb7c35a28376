package dev.zoetrope.server.recordings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zoetrope.server.database.ParameterList;
import dev.zoetrope.server.recordings.derive.Counts;
import dev.zoetrope.server.recordings.derive.FactsCodec;
import dev.zoetrope.server.recordings.derive.PageVisit;
import dev.zoetrope.server.recordings.derive.RecordingFacts;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Merges what new items say into the rows of their recordings (B-181). */
@Singleton
public class RecordingIngest {
  private static final int MAX_START_URL = 512;
  private static final int CHUNK = 256;
  private static final String COLUMNS =
      "start_ms = ?, end_ms = ?, duration_s = ?, active_ms = ?, inactive_ms = ?, distinct_id = ?,"
          + " snapshot_source = ?, snapshot_library = ?, start_url = ?, urls = ?, click_count = ?,"
          + " keypress_count = ?, mouse_activity_count = ?, console_log_count = ?,"
          + " console_warn_count = ?, console_error_count = ?, event_count = ?, message_count = ?,"
          + " size_bytes = ?, activity_score = ?, last_arrival_ms = ?, facts = ?";
  private static final String UPDATE =
      "UPDATE recording SET " + COLUMNS + " WHERE project_id = ? AND session_id = ?";
  private static final String INSERT =
      "INSERT INTO recording (start_ms, end_ms, duration_s, active_ms, inactive_ms, distinct_id,"
          + " snapshot_source, snapshot_library, start_url, urls, click_count, keypress_count,"
          + " mouse_activity_count, console_log_count, console_warn_count, console_error_count,"
          + " event_count, message_count, size_bytes, activity_score, last_arrival_ms, facts,"
          + " project_id, session_id)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private final JdbcOperations jdbc;
  private final ObjectMapper json;
  private final Clock clock;

  RecordingIngest(JdbcOperations jdbc, ObjectMapper json, Clock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
  }

  /**
   * Adds new facts, by session, and console messages.
   *
   * @return those of the sessions that were deleted: nothing was added, and nothing must be
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public Set<String> merge(
      long projectId, Map<String, RecordingFacts> facts, List<ConsoleEntry> logs) {
    // In the order of the ids, so that two servers never wait for each other.
    Map<String, RecordingFacts> sorted = new TreeMap<>(facts);
    Map<String, RecordingFacts> stored = lock(projectId, sorted.keySet());
    // Only now: who deletes holds the row until the tombstone is there.
    Set<String> deleted = deleted(projectId, sorted.keySet());
    Map<String, RecordingFacts> changed = new TreeMap<>();
    Map<String, RecordingFacts> fresh = new TreeMap<>();
    sorted.keySet().removeAll(deleted);
    sorted.forEach(
        (sessionId, added) -> {
          RecordingFacts before = stored.get(sessionId);
          if (before == null) {
            fresh.put(sessionId, added);
          } else {
            changed.put(sessionId, before.merge(added));
          }
        });
    write(INSERT, projectId, fresh);
    write(UPDATE, projectId, changed);
    writeLogs(
        projectId, logs.stream().filter(entry -> !deleted.contains(entry.sessionId())).toList());
    return deleted;
  }

  private Map<String, RecordingFacts> lock(long projectId, Collection<String> sessionIds) {
    Map<String, RecordingFacts> stored = new HashMap<>();
    select(
        "SELECT session_id, facts FROM recording WHERE project_id = ? AND session_id IN (%s)"
            + " ORDER BY session_id FOR UPDATE",
        projectId,
        sessionIds,
        row -> stored.put(row.getString(1), FactsCodec.decode(row.getBytes(2))));
    return stored;
  }

  private Set<String> deleted(long projectId, Collection<String> sessionIds) {
    Set<String> deleted = new HashSet<>();
    select(
        "SELECT session_id FROM recording_tombstone WHERE project_id = ? AND session_id IN (%s)",
        projectId, sessionIds, row -> deleted.add(row.getString(1)));
    return deleted;
  }

  private interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  private void select(String sql, long projectId, Collection<String> ids, RowReader reader) {
    List<String> all = List.copyOf(ids);
    for (int from = 0; from < all.size(); from += CHUNK) {
      ParameterList<String> chunk =
          ParameterList.of(all.subList(from, Math.min(all.size(), from + CHUNK)));
      jdbc.prepareStatement(
          sql.formatted(chunk.marks()),
          statement -> {
            statement.setLong(1, projectId);
            for (int i = 0; i < chunk.values().size(); i++) {
              statement.setString(i + 2, chunk.values().get(i));
            }
            try (ResultSet rows = statement.executeQuery()) {
              while (rows.next()) {
                reader.read(rows);
              }
            }
            return null;
          });
    }
  }

  private void write(String sql, long projectId, Map<String, RecordingFacts> facts) {
    if (facts.isEmpty()) {
      return;
    }
    jdbc.prepareStatement(
        sql,
        statement -> {
          for (Map.Entry<String, RecordingFacts> entry : facts.entrySet()) {
            bind(statement, projectId, entry.getKey(), entry.getValue());
            statement.addBatch();
          }
          return statement.executeBatch();
        });
  }

  private void bind(PreparedStatement s, long projectId, String sessionId, RecordingFacts facts)
      throws SQLException {
    Counts counts = facts.counts();
    int i = 0;
    s.setLong(++i, facts.start());
    s.setLong(++i, facts.end());
    int duration = (int) Math.min(Integer.MAX_VALUE, facts.durationSeconds());
    s.setInt(++i, duration);
    s.setLong(++i, facts.activeMilliseconds());
    s.setLong(++i, duration * 1000L - facts.activeMilliseconds());
    s.setString(++i, facts.origin().distinctId());
    s.setString(++i, facts.origin().source());
    s.setString(++i, facts.origin().library());
    s.setString(++i, startUrl(facts));
    s.setString(++i, urls(facts));
    s.setLong(++i, counts.clicks());
    s.setLong(++i, counts.keypresses());
    s.setLong(++i, counts.mouseActivity());
    s.setLong(++i, counts.consoleLogs());
    s.setLong(++i, counts.consoleWarnings());
    s.setLong(++i, counts.consoleErrors());
    s.setLong(++i, counts.events());
    s.setLong(++i, counts.items());
    s.setLong(++i, counts.bytes());
    Double score = facts.activityScore();
    if (score == null) {
      s.setNull(++i, Types.DOUBLE);
    } else {
      s.setDouble(++i, score);
    }
    s.setLong(++i, clock.millis());
    s.setBytes(++i, FactsCodec.encode(facts));
    s.setLong(++i, projectId);
    s.setString(++i, sessionId);
  }

  private static String startUrl(RecordingFacts facts) {
    String url = facts.firstUrl();
    if (url == null || url.length() <= MAX_START_URL) {
      return url;
    }
    int end =
        Character.isHighSurrogate(url.charAt(MAX_START_URL - 1))
            ? MAX_START_URL - 1
            : MAX_START_URL;
    return url.substring(0, end);
  }

  private String urls(RecordingFacts facts) {
    try {
      return json.writeValueAsString(facts.visits().stream().map(PageVisit::url).toList());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private void writeLogs(long projectId, List<ConsoleEntry> logs) {
    if (logs.isEmpty()) {
      return;
    }
    List<ConsoleEntry> all = new ArrayList<>(logs);
    jdbc.prepareStatement(
        "INSERT INTO log_entry (project_id, session_id, item_uuid, position, timestamp_ms, level,"
            + " message) VALUES (?, ?, ?, ?, ?, ?, ?)",
        statement -> {
          for (ConsoleEntry entry : all) {
            statement.setLong(1, projectId);
            statement.setString(2, entry.sessionId());
            statement.setObject(3, entry.itemUuid());
            statement.setInt(4, entry.position());
            statement.setLong(5, entry.timestamp());
            statement.setString(6, entry.level());
            statement.setString(7, entry.message());
            statement.addBatch();
          }
          return statement.executeBatch();
        });
  }
}
