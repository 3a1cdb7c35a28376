package dev.zoetrope.server.insights;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoetrope.api.model.InsightWrite;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * An insight as it is kept.
 *
 * @param id 0 until it is stored
 * @param query any JSON or null
 * @param position its place among others or null
 */
record StoredInsight(
    long id,
    String shortId,
    String name,
    String derivedName,
    String description,
    JsonNode query,
    Map<String, JsonNode> filters,
    Integer position,
    boolean favorited,
    boolean saved,
    boolean deleted,
    List<String> tags,
    Instant createdAt,
    long createdBy,
    Instant modifiedAt,
    long modifiedBy) {

  /** An insight that nothing is said of yet. */
  static StoredInsight blank(String shortId, Instant now, long userId) {
    return new StoredInsight(
        0, shortId, null, null, null, null, Map.of(), null, false, true, false, List.of(), now,
        userId, now, userId);
  }

  /** The same with the members that the body has. */
  StoredInsight with(InsightWrite body, Instant now, long userId) {
    return new StoredInsight(
        id,
        shortId,
        body.has("name") ? body.getName() : name,
        body.has("derived_name") ? body.getDerivedName() : derivedName,
        body.has("description") ? body.getDescription() : description,
        body.has("query") ? body.getQuery() : query,
        body.has("filters") ? body.getFilters() : filters,
        body.has("order") ? body.getOrder() : position,
        body.has("favorited") ? body.getFavorited() : favorited,
        body.has("saved") ? body.getSaved() : saved,
        body.has("deleted") ? body.getDeleted() : deleted,
        body.has("tags") ? List.copyOf(new LinkedHashSet<>(body.getTags())) : tags,
        createdAt,
        createdBy,
        now,
        userId);
  }
}
