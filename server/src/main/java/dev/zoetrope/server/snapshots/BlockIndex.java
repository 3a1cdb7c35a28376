package dev.zoetrope.server.snapshots;

import dev.zoetrope.server.snapshots.BlockStore.Location;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The SQL of blocks and keys. */
@Singleton
class BlockIndex {
  private static final String BLOCK =
      "SELECT project_id, session_id, item_uuid, segment, record_offset, record_length, first_ms,"
          + " last_ms, window_id, event_count, raw_bytes, damaged FROM block ";

  private final JdbcOperations jdbc;

  BlockIndex(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  /** A row of the index. */
  record Row(
      long projectId,
      String sessionId,
      UUID itemUuid,
      Location location,
      long firstMs,
      long lastMs,
      String windowId,
      int events,
      long rawBytes,
      boolean damaged) {}

  @Transactional
  Optional<byte[]> wrappedKey(long projectId, String sessionId) {
    return jdbc.prepareStatement(
        "SELECT wrapped_key FROM recording_key WHERE project_id = ? AND session_id = ?",
        statement -> {
          statement.setLong(1, projectId);
          statement.setString(2, sessionId);
          try (ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(rows.getBytes(1)) : Optional.empty();
          }
        });
  }

  @Transactional
  void insertKey(long projectId, String sessionId, byte[] wrapped) {
    jdbc.prepareStatement(
        "INSERT INTO recording_key (project_id, session_id, wrapped_key) VALUES (?, ?, ?)",
        statement -> {
          statement.setLong(1, projectId);
          statement.setString(2, sessionId);
          statement.setBytes(3, wrapped);
          return statement.executeUpdate();
        });
  }

  @Transactional
  void insert(List<Row> rows) {
    jdbc.prepareStatement(
        "INSERT INTO block (project_id, session_id, item_uuid, segment, record_offset,"
            + " record_length, first_ms, last_ms, window_id, event_count, raw_bytes)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        statement -> {
          for (Row row : rows) {
            statement.setLong(1, row.projectId());
            statement.setString(2, row.sessionId());
            statement.setObject(3, row.itemUuid());
            statement.setString(4, row.location().segment());
            statement.setLong(5, row.location().offset());
            statement.setInt(6, row.location().length());
            statement.setLong(7, row.firstMs());
            statement.setLong(8, row.lastMs());
            statement.setString(9, row.windowId());
            statement.setInt(10, row.events());
            statement.setLong(11, row.rawBytes());
            statement.addBatch();
          }
          return statement.executeBatch();
        });
  }

  /** The blocks of a recording, by time. */
  @Transactional
  List<Row> blocksOf(long projectId, String sessionId) {
    return jdbc.prepareStatement(
        BLOCK + "WHERE project_id = ? AND session_id = ? ORDER BY first_ms, last_ms, item_uuid",
        statement -> {
          statement.setLong(1, projectId);
          statement.setString(2, sessionId);
          return rows(statement);
        });
  }

  /** Where a block is now, after a compaction may have moved it. */
  @Transactional
  Optional<Row> block(long projectId, String sessionId, UUID item) {
    return jdbc.prepareStatement(
        BLOCK + "WHERE project_id = ? AND session_id = ? AND item_uuid = ?",
        statement -> {
          statement.setLong(1, projectId);
          statement.setString(2, sessionId);
          statement.setObject(3, item);
          return rows(statement).stream().findFirst();
        });
  }

  @Transactional
  List<Row> blocksIn(String segment) {
    return jdbc.prepareStatement(
        BLOCK + "WHERE segment = ? ORDER BY record_offset",
        statement -> {
          statement.setString(1, segment);
          return rows(statement);
        });
  }

  /** Bytes in use per segment. */
  @Transactional
  Map<String, Long> liveBytes() {
    return jdbc.prepareStatement(
        "SELECT segment, SUM(record_length) FROM block GROUP BY segment",
        statement -> {
          Map<String, Long> live = new HashMap<>();
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              live.put(rows.getString(1), rows.getLong(2));
            }
          }
          return live;
        });
  }

  /** Points a row at its record's new place; false when the row is gone or has moved. */
  @Transactional
  boolean move(Row row, Location to) {
    return jdbc.prepareStatement(
        "UPDATE block SET segment = ?, record_offset = ? WHERE project_id = ? AND session_id = ?"
            + " AND item_uuid = ? AND segment = ? AND record_offset = ?",
        statement -> {
          statement.setString(1, to.segment());
          statement.setLong(2, to.offset());
          statement.setLong(3, row.projectId());
          statement.setString(4, row.sessionId());
          statement.setObject(5, row.itemUuid());
          statement.setString(6, row.location().segment());
          statement.setLong(7, row.location().offset());
          return statement.executeUpdate() == 1;
        });
  }

  @Transactional
  void markDamaged(Row row) {
    jdbc.prepareStatement(
        "UPDATE block SET damaged = TRUE WHERE project_id = ? AND session_id = ? AND item_uuid = ?",
        statement -> {
          statement.setLong(1, row.projectId());
          statement.setString(2, row.sessionId());
          statement.setObject(3, row.itemUuid());
          return statement.executeUpdate();
        });
  }

  /** Forgets the key and the blocks of a recording. */
  @Transactional
  void delete(long projectId, String sessionId) {
    for (String table : List.of("recording_key", "block")) {
      jdbc.prepareStatement(
          "DELETE FROM " + table + " WHERE project_id = ? AND session_id = ?",
          statement -> {
            statement.setLong(1, projectId);
            statement.setString(2, sessionId);
            return statement.executeUpdate();
          });
    }
  }

  private static List<Row> rows(PreparedStatement statement) throws SQLException {
    try (ResultSet r = statement.executeQuery()) {
      List<Row> rows = new ArrayList<>();
      while (r.next()) {
        rows.add(
            new Row(
                r.getLong(1),
                r.getString(2),
                r.getObject(3, UUID.class),
                new Location(r.getString(4), r.getLong(5), r.getInt(6)),
                r.getLong(7),
                r.getLong(8),
                r.getString(9),
                r.getInt(10),
                r.getLong(11),
                r.getBoolean(12)));
      }
      return rows;
    }
  }
}
