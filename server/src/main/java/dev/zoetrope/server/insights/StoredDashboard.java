package dev.zoetrope.server.insights;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoetrope.api.model.DashboardWrite;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * A dashboard as it is kept, without its tiles.
 *
 * @param id 0 until it is stored
 */
record StoredDashboard(
    long id,
    String name,
    String description,
    boolean pinned,
    boolean deleted,
    List<String> tags,
    Map<String, JsonNode> filters,
    Instant createdAt,
    long createdBy) {

  /** A dashboard that nothing is said of yet. */
  static StoredDashboard blank(Instant now, long userId) {
    return new StoredDashboard(0, null, "", false, false, List.of(), Map.of(), now, userId);
  }

  /** The same with the members that the body has. */
  StoredDashboard with(DashboardWrite body) {
    return new StoredDashboard(
        id,
        body.has("name") ? body.getName() : name,
        body.has("description") ? body.getDescription() : description,
        body.has("pinned") ? body.getPinned() : pinned,
        body.has("deleted") ? body.getDeleted() : deleted,
        body.has("tags") ? List.copyOf(new LinkedHashSet<>(body.getTags())) : tags,
        body.has("filters") ? body.getFilters() : filters,
        createdAt,
        createdBy);
  }
}
