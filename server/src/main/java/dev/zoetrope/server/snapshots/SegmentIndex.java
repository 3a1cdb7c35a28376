package dev.zoetrope.server.snapshots;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What the block index says about segments, for tidying them up. Not bound to a project. */
@Singleton
class SegmentIndex {
  private final JdbcOperations jdbc;

  SegmentIndex(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * How much of a segment is live.
   *
   * @param bytes size of all live records
   * @param end bytes from the start of the segment to the end of the last live record
   */
  record Usage(long bytes, long end) {}

  /** A live record. */
  record Entry(long projectId, UUID itemUuid, BlockAddress address) {}

  @Transactional
  Map<String, Usage> usage() {
    return jdbc.prepareStatement(
        "SELECT segment, SUM(record_size), MAX(start_at + record_size) FROM block GROUP BY segment",
        statement -> {
          Map<String, Usage> usage = new HashMap<>();
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              usage.put(rows.getString(1), new Usage(rows.getLong(2), rows.getLong(3)));
            }
          }
          return usage;
        });
  }

  @Transactional
  List<Entry> entries(String segment) {
    return jdbc.prepareStatement(
        "SELECT project_id, item_uuid, start_at, record_size FROM block WHERE segment = ?"
            + " ORDER BY start_at",
        statement -> {
          statement.setString(1, segment);
          List<Entry> entries = new ArrayList<>();
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              entries.add(
                  new Entry(
                      rows.getLong(1),
                      rows.getObject(2, UUID.class),
                      new BlockAddress(segment, rows.getLong(3), rows.getInt(4))));
            }
          }
          return entries;
        });
  }

  /** Points the entries at their copies; those deleted in the meantime stay deleted. */
  @Transactional
  void move(List<Entry> entries, List<BlockAddress> copies) {
    if (entries.isEmpty()) {
      return;
    }
    jdbc.prepareStatement(
        "UPDATE block SET segment = ?, start_at = ? WHERE project_id = ? AND item_uuid = ?"
            + " AND segment = ? AND start_at = ?",
        statement -> {
          for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            statement.setString(1, copies.get(i).segment());
            statement.setLong(2, copies.get(i).start());
            statement.setLong(3, entry.projectId());
            statement.setObject(4, entry.itemUuid());
            statement.setString(5, entry.address().segment());
            statement.setLong(6, entry.address().start());
            statement.addBatch();
          }
          return statement.executeBatch();
        });
  }

  /** Whether any entry names the segment. */
  @Transactional
  boolean isNamed(String segment) {
    return jdbc.prepareStatement(
        "SELECT 1 FROM block WHERE segment = ? LIMIT 1",
        statement -> {
          statement.setString(1, segment);
          try (ResultSet rows = statement.executeQuery()) {
            return rows.next();
          }
        });
  }
}
