package dev.zoetrope.server.subscriptions;

import dev.zoetrope.server.database.Queries;
import dev.zoetrope.server.web.Paging;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The SQL of subscriptions. Runs inside the caller's transaction. */
@Singleton
class SubscriptionRepository {
  private static final String SELECT =
      "SELECT id, dashboard_id, insight_id, target_type, target_value, frequency,"
          + " repeat_interval, byweekday, bysetpos, occurrence_count, start_date, until_date,"
          + " created_at, created_by_id, deleted, title, invite_message, next_delivery_date"
          + " FROM subscription ";

  private final Queries queries;

  SubscriptionRepository(Queries queries) {
    this.queries = queries;
  }

  Optional<StoredSubscription> find(long projectId, long id, boolean lock) {
    return queries.first(
        SELECT + "WHERE project_id = ? AND id = ?" + (lock ? " FOR UPDATE" : ""),
        SubscriptionRepository::read,
        projectId,
        id);
  }

  List<StoredSubscription> list(long projectId, SubscriptionFilter filter, Paging.Window window) {
    return queries.all(
        SELECT + where(filter) + " ORDER BY id LIMIT ? OFFSET ?",
        SubscriptionRepository::read,
        values(projectId, filter, window.limit(), window.offset()));
  }

  long count(long projectId, SubscriptionFilter filter) {
    return queries
        .first(
            "SELECT COUNT(*) FROM subscription " + where(filter),
            row -> row.getLong(1),
            values(projectId, filter))
        .orElseThrow();
  }

  private static String where(SubscriptionFilter filter) {
    return "WHERE project_id = ? AND deleted = ?"
        + (filter.insight() == null ? "" : " AND insight_id = ?")
        + (filter.dashboard() == null ? "" : " AND dashboard_id = ?");
  }

  private static Object[] values(long projectId, SubscriptionFilter filter, Object... more) {
    List<Object> values = new ArrayList<>(List.of(projectId, filter.deleted()));
    Optional.ofNullable(filter.insight()).ifPresent(values::add);
    Optional.ofNullable(filter.dashboard()).ifPresent(values::add);
    Collections.addAll(values, more);
    return values.toArray();
  }

  long insert(long projectId, StoredSubscription s) {
    return queries.insert(
        "INSERT INTO subscription (project_id, dashboard_id, insight_id, target_type,"
            + " target_value, frequency, repeat_interval, byweekday, bysetpos, occurrence_count,"
            + " start_date, until_date, created_at, created_by_id, deleted, title, invite_message,"
            + " next_delivery_date)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        projectId,
        s.dashboard(),
        s.insight(),
        s.target().code(),
        s.targetValue(),
        s.frequency().code(),
        s.interval(),
        joined(s.weekdays()),
        s.position(),
        s.count(),
        s.start(),
        s.until(),
        s.createdAt(),
        s.createdBy(),
        s.deleted(),
        s.title(),
        s.inviteMessage(),
        s.nextDelivery());
  }

  void update(long projectId, StoredSubscription s) {
    queries.update(
        "UPDATE subscription SET dashboard_id = ?, insight_id = ?, target_type = ?,"
            + " target_value = ?, frequency = ?, repeat_interval = ?, byweekday = ?, bysetpos = ?,"
            + " occurrence_count = ?, start_date = ?, until_date = ?, deleted = ?, title = ?,"
            + " invite_message = ?, next_delivery_date = ? WHERE project_id = ? AND id = ?",
        s.dashboard(),
        s.insight(),
        s.target().code(),
        s.targetValue(),
        s.frequency().code(),
        s.interval(),
        joined(s.weekdays()),
        s.position(),
        s.count(),
        s.start(),
        s.until(),
        s.deleted(),
        s.title(),
        s.inviteMessage(),
        s.nextDelivery(),
        projectId,
        s.id());
  }

  private static StoredSubscription read(ResultSet row) throws SQLException {
    return new StoredSubscription(
        row.getLong("id"),
        row.getObject("dashboard_id", Long.class),
        row.getObject("insight_id", Long.class),
        TargetType.of(row.getString("target_type")),
        row.getString("target_value"),
        Frequency.of(row.getString("frequency")),
        row.getInt("repeat_interval"),
        split(row.getString("byweekday")),
        row.getObject("bysetpos", Integer.class),
        row.getObject("occurrence_count", Integer.class),
        Queries.time(row, "start_date"),
        Queries.time(row, "until_date"),
        Queries.time(row, "created_at"),
        row.getLong("created_by_id"),
        row.getBoolean("deleted"),
        row.getString("title"),
        row.getString("invite_message"),
        Queries.time(row, "next_delivery_date"));
  }

  private static String joined(List<String> weekdays) {
    return weekdays == null ? null : String.join(",", weekdays);
  }

  private static List<String> split(String weekdays) {
    if (weekdays == null) {
      return null;
    }
    return weekdays.isEmpty() ? List.of() : List.of(weekdays.split(",", -1));
  }
}
