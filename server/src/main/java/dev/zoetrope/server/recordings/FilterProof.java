package dev.zoetrope.server.recordings;

import dev.zoetrope.server.recordings.filter.Filter;
import dev.zoetrope.server.recordings.filter.FilterSql;
import dev.zoetrope.server.recordings.query.SqlCondition;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks filters on candidates: first every fact for all of them, then the tree for each. */
@Singleton
class FilterProof {
  private final RecordingSearch search;
  private final FilterFacts facts;
  private final EventFacts events;

  FilterProof(RecordingSearch search, FilterFacts facts, EventFacts events) {
    this.search = search;
    this.facts = facts;
    this.events = events;
  }

  /** Those of the recordings that pass all of the filters, in their order. */
  List<String> passing(
      long projectId, long userId, List<String> ids, List<Filter> filters, Deadline end) {
    List<String> left = ids;
    for (Filter filter : filters) {
      left = passing(projectId, userId, left, filter, end);
    }
    return left;
  }

  /** Those of the recordings that pass, in their order. */
  private List<String> passing(
      long projectId, long userId, List<String> ids, Filter filter, Deadline end) {
    if (ids.isEmpty()) {
      return List.of();
    }
    Map<Filter, Set<String>> proved = new HashMap<>();
    Set<Filter.Happened> happened = new LinkedHashSet<>();
    for (Filter leaf : leaves(filter)) {
      Optional<SqlCondition> sql = new FilterSql(userId).exact(leaf, true);
      if (sql.isPresent()) {
        proved.put(leaf, matching(projectId, ids, sql.get(), end));
      } else if (leaf instanceof Filter.Happened event) {
        happened.add(event);
      } else {
        proved.put(leaf, facts.of(projectId, ids, leaf, end));
      }
    }
    if (!happened.isEmpty()) {
      proved.putAll(events.of(projectId, ids, happened, end));
    }
    return ids.stream().filter(id -> holds(filter, id, proved)).toList();
  }

  /** How much reading a filter takes; cheap ones go first. */
  static int cost(Filter filter) {
    return leaves(filter).stream().mapToInt(FilterProof::costOfLeaf).sum();
  }

  private static int costOfLeaf(Filter leaf) {
    if (leaf instanceof Filter.Happened happened) {
      return happened.name().isPresent() ? 20 : 40;
    }
    return leaf instanceof Filter.Logged ? 20 : leaf instanceof Filter.PersonHas ? 10 : 5;
  }

  private Set<String> matching(
      long projectId, List<String> ids, SqlCondition condition, Deadline end) {
    return new HashSet<>(
        search.among(
            "r.session_id",
            "recording r",
            projectId,
            ids,
            RecordingSearch.ANY_ROW,
            condition,
            end,
            row -> row.getString(1)));
  }

  private static boolean holds(Filter filter, String id, Map<Filter, Set<String>> proved) {
    if (filter instanceof Filter.Not not) {
      return !holds(not.part(), id, proved);
    }
    if (filter instanceof Filter.Group group) {
      return group.any()
          ? group.parts().stream().anyMatch(part -> holds(part, id, proved))
          : group.parts().stream().allMatch(part -> holds(part, id, proved));
    }
    return proved.get(filter).contains(id);
  }

  private static List<Filter> leaves(Filter filter) {
    if (filter instanceof Filter.Not not) {
      return leaves(not.part());
    }
    if (filter instanceof Filter.Group group) {
      List<Filter> all = new ArrayList<>();
      group.parts().forEach(part -> all.addAll(leaves(part)));
      return all;
    }
    return List.of(filter);
  }
}
