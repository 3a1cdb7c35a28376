package dev.zoetrope.server.sessions;

import dev.zoetrope.server.database.ParameterList;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Merges what new events say into the rows of their sessions (B-330). */
@Singleton
public class SessionIngest {
  private static final int CHUNK = 256;

  private final JdbcOperations jdbc;
  private final ChannelTypes channels;

  SessionIngest(JdbcOperations jdbc, ChannelTypes channels) {
    this.jdbc = jdbc;
    this.channels = channels;
  }

  /** Adds facts of events that were not counted before, by session. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void merge(long projectId, Map<String, SessionFacts> facts) {
    // In the order of the ids, so that two servers never wait for each other.
    Map<String, SessionFacts> sorted = new TreeMap<>(facts);
    Map<String, SessionFacts> stored = lock(projectId, sorted.keySet());
    Map<String, SessionFacts> changed = new TreeMap<>();
    Map<String, SessionFacts> fresh = new TreeMap<>();
    sorted.forEach(
        (id, added) -> {
          SessionFacts before = stored.get(id);
          if (before == null) {
            fresh.put(id, added);
          } else {
            changed.put(id, before.merge(added));
          }
        });
    write(projectId, fresh, true);
    write(projectId, changed, false);
  }

  /**
   * Makes a session anew.
   *
   * @param events what all of its stored events say together; read while nobody can add to it
   */
  @Transactional(Transactional.TxType.MANDATORY)
  void replace(long projectId, String id, Supplier<Optional<SessionFacts>> events) {
    boolean known = !lock(projectId, List.of(id)).isEmpty();
    events.get().ifPresent(facts -> write(projectId, Map.of(id, facts), !known));
  }

  private Map<String, SessionFacts> lock(long projectId, Collection<String> ids) {
    Map<String, SessionFacts> stored = new HashMap<>();
    List<String> all = List.copyOf(ids);
    for (int from = 0; from < all.size(); from += CHUNK) {
      ParameterList<String> chunk =
          ParameterList.of(all.subList(from, Math.min(all.size(), from + CHUNK)));
      jdbc.prepareStatement(
          "SELECT session_id, facts FROM session WHERE project_id = ? AND session_id IN ("
              + chunk.marks()
              + ") ORDER BY session_id FOR UPDATE",
          statement -> {
            statement.setLong(1, projectId);
            for (int i = 0; i < chunk.values().size(); i++) {
              statement.setString(i + 2, chunk.values().get(i));
            }
            try (ResultSet rows = statement.executeQuery()) {
              while (rows.next()) {
                stored.put(rows.getString(1), SessionFactsCodec.decode(rows.getBytes(2)));
              }
            }
            return null;
          });
    }
    return stored;
  }

  private void write(long projectId, Map<String, SessionFacts> facts, boolean fresh) {
    if (facts.isEmpty()) {
      return;
    }
    Map<String, Map<String, Object>> rows = new TreeMap<>();
    facts.forEach((id, session) -> rows.put(id, SessionColumns.of(session, channels)));
    Collection<String> columns = rows.values().iterator().next().keySet();
    jdbc.prepareStatement(
        fresh ? insert(columns) : update(columns),
        statement -> {
          for (Map.Entry<String, Map<String, Object>> row : rows.entrySet()) {
            int position = 1;
            for (Object value : row.getValue().values()) {
              statement.setObject(position++, value);
            }
            statement.setLong(position++, projectId);
            statement.setString(position, row.getKey());
            statement.addBatch();
          }
          return statement.executeBatch();
        });
  }

  private static String insert(Collection<String> columns) {
    return "INSERT INTO session ("
        + String.join(", ", columns)
        + ", project_id, session_id) VALUES ("
        + String.join(", ", Collections.nCopies(columns.size() + 2, "?"))
        + ")";
  }

  private static String update(Collection<String> columns) {
    return "UPDATE session SET "
        + String.join(" = ?, ", columns)
        + " = ? WHERE project_id = ? AND session_id = ?";
  }
}
