package dev.zoetrope.server.snapshots;

import dev.zoetrope.server.database.ParameterList;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The SQL of keys and of the block index. Runs inside the caller's transaction. */
@Singleton
class BlockRepository {
  private static final String BLOCK =
      "SELECT item_uuid, segment, start_at, record_size, first_ms, last_ms, window_id, damaged"
          + " FROM block WHERE project_id = ? AND ";

  private final JdbcOperations jdbc;

  BlockRepository(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  /** The id that tells this database from any other. */
  @Transactional
  UUID storeId() {
    return jdbc.prepareStatement(
        "SELECT id FROM block_store",
        statement -> {
          try (ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getObject(1, UUID.class);
          }
        });
  }

  Map<String, byte[]> wrappedKeys(long projectId, Collection<String> sessionIds) {
    if (sessionIds.isEmpty()) {
      return Map.of();
    }
    // A list of parameters: H2 uses no key for an array.
    ParameterList<String> sessions = ParameterList.of(sessionIds);
    return jdbc.prepareStatement(
        "SELECT session_id, wrapped_key FROM recording_key WHERE project_id = ? AND session_id IN ("
            + sessions.marks()
            + ")",
        statement -> {
          int position = 0;
          statement.setLong(++position, projectId);
          for (String sessionId : sessions.values()) {
            statement.setString(++position, sessionId);
          }
          Map<String, byte[]> keys = new HashMap<>();
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              keys.put(rows.getString(1), rows.getBytes(2));
            }
          }
          return keys;
        });
  }

  void insertKeys(long projectId, Map<String, byte[]> wrapped) {
    if (wrapped.isEmpty()) {
      return;
    }
    jdbc.prepareStatement(
        "INSERT INTO recording_key (project_id, session_id, wrapped_key) VALUES (?, ?, ?)",
        statement -> {
          for (Map.Entry<String, byte[]> key : wrapped.entrySet()) {
            statement.setLong(1, projectId);
            statement.setString(2, key.getKey());
            statement.setBytes(3, key.getValue());
            statement.addBatch();
          }
          return statement.executeBatch();
        });
  }

  void insert(long projectId, List<WrittenBlock> blocks) {
    jdbc.prepareStatement(
        "INSERT INTO block (project_id, session_id, item_uuid, segment, start_at, record_size,"
            + " first_ms, last_ms, window_id, event_count, raw_bytes)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        statement -> {
          for (WrittenBlock written : blocks) {
            NewBlock block = written.block();
            BlockAddress address = written.address();
            statement.setLong(1, projectId);
            statement.setString(2, block.sessionId());
            statement.setObject(3, block.itemUuid());
            statement.setString(4, address.segment());
            statement.setLong(5, address.start());
            statement.setInt(6, address.size());
            statement.setLong(7, block.firstTimestamp());
            statement.setLong(8, block.lastTimestamp());
            statement.setString(9, block.windowId());
            statement.setInt(10, block.events());
            statement.setLong(11, block.rawBytes());
            statement.addBatch();
          }
          return statement.executeBatch();
        });
  }

  List<StoredBlock> ofRecording(long projectId, String sessionId) {
    return jdbc.prepareStatement(
        BLOCK + "session_id = ?",
        statement -> {
          statement.setLong(1, projectId);
          statement.setString(2, sessionId);
          List<StoredBlock> found = new ArrayList<>();
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              found.add(block(rows));
            }
          }
          found.sort(StoredBlock.ORDER);
          return found;
        });
  }

  @Transactional
  Optional<StoredBlock> find(long projectId, UUID item) {
    return jdbc.prepareStatement(
        BLOCK + "item_uuid = ?",
        statement -> {
          statement.setLong(1, projectId);
          statement.setObject(2, item);
          try (ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(block(rows)) : Optional.empty();
          }
        });
  }

  @Transactional
  void setDamaged(long projectId, UUID item, boolean damaged) {
    jdbc.prepareStatement(
        "UPDATE block SET damaged = ? WHERE project_id = ? AND item_uuid = ?",
        statement -> {
          statement.setBoolean(1, damaged);
          statement.setLong(2, projectId);
          statement.setObject(3, item);
          return statement.executeUpdate();
        });
  }

  /** Keys first: whoever waits for one of them must not find blocks that have none. */
  void remove(long projectId, Collection<String> sessionIds) {
    for (String table : List.of("recording_key", "block")) {
      jdbc.prepareStatement(
          "DELETE FROM " + table + " WHERE project_id = ? AND session_id = ?",
          statement -> {
            for (String sessionId : sessionIds) {
              statement.setLong(1, projectId);
              statement.setString(2, sessionId);
              statement.addBatch();
            }
            return statement.executeBatch();
          });
    }
  }

  private static StoredBlock block(ResultSet row) throws SQLException {
    return new StoredBlock(
        row.getObject(1, UUID.class),
        new BlockAddress(row.getString(2), row.getLong(3), row.getInt(4)),
        row.getLong(5),
        row.getLong(6),
        row.getString(7),
        row.getBoolean(8));
  }
}
