package dev.zoetrope.server.capture.ingest;

import dev.zoetrope.server.capture.decode.StoredEvent;
import dev.zoetrope.server.database.ParameterList;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The SQL of accepted uuids and events. */
@Singleton
class EventRepository {
  private static final int CHUNK = 256;

  private final JdbcOperations jdbc;

  EventRepository(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  /** Which of these uuids the project has accepted before. */
  @Transactional(Transactional.TxType.MANDATORY)
  Set<UUID> known(long projectId, Collection<UUID> uuids) {
    Set<UUID> known = new HashSet<>();
    List<UUID> all = new ArrayList<>(uuids);
    for (int from = 0; from < all.size(); from += CHUNK) {
      ParameterList<UUID> chunk =
          ParameterList.of(all.subList(from, Math.min(all.size(), from + CHUNK)));
      jdbc.prepareStatement(
          "SELECT uuid FROM captured_uuid WHERE project_id = ? AND uuid IN (" + chunk.marks() + ")",
          statement -> {
            statement.setLong(1, projectId);
            for (int i = 0; i < chunk.values().size(); i++) {
              statement.setObject(i + 2, chunk.values().get(i));
            }
            try (ResultSet rows = statement.executeQuery()) {
              while (rows.next()) {
                known.add(rows.getObject(1, UUID.class));
              }
            }
            return null;
          });
    }
    return known;
  }

  @Transactional(Transactional.TxType.MANDATORY)
  void remember(long projectId, Collection<UUID> uuids) {
    jdbc.prepareStatement(
        "INSERT INTO captured_uuid (project_id, uuid) VALUES (?, ?)",
        statement -> {
          for (UUID uuid : uuids) {
            statement.setLong(1, projectId);
            statement.setObject(2, uuid);
            statement.addBatch();
          }
          return statement.executeBatch();
        });
  }

  @Transactional(Transactional.TxType.MANDATORY)
  void insert(long projectId, List<StoredEvent> events) {
    jdbc.prepareStatement(
        "INSERT INTO event (project_id, uuid, event, distinct_id, session_id, occurred_at,"
            + " properties) VALUES (?, ?, ?, ?, ?, ?, ?)",
        statement -> {
          for (StoredEvent event : events) {
            statement.setLong(1, projectId);
            statement.setObject(2, event.uuid());
            statement.setString(3, event.event());
            statement.setString(4, event.distinctId());
            statement.setString(5, event.sessionId());
            statement.setTimestamp(6, Timestamp.from(event.timestamp()));
            statement.setString(7, event.properties());
            statement.addBatch();
          }
          return statement.executeBatch();
        });
  }

  /** The name behind this one in the order of names, or null. */
  @Transactional(Transactional.TxType.MANDATORY)
  String nextName(long projectId, String after) {
    List<String> names =
        texts(
            "SELECT event FROM event WHERE project_id = ? AND event > ? ORDER BY event LIMIT 1",
            projectId,
            after);
    return names.isEmpty() ? null : names.get(0);
  }

  /** The properties of the latest events of a name, as JSON. */
  @Transactional(Transactional.TxType.MANDATORY)
  List<String> latestProperties(long projectId, String event, int limit) {
    return texts(
        "SELECT properties FROM event WHERE project_id = ? AND event = ?"
            + " ORDER BY occurred_at DESC LIMIT "
            + limit,
        projectId,
        event);
  }

  private List<String> texts(String sql, long projectId, String text) {
    return jdbc.prepareStatement(
        sql,
        statement -> {
          statement.setLong(1, projectId);
          statement.setString(2, text);
          List<String> found = new ArrayList<>();
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              found.add(rows.getString(1));
            }
          }
          return found;
        });
  }
}
