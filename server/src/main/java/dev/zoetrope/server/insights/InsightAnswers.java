package dev.zoetrope.server.insights;

import dev.zoetrope.api.model.Insight;
import dev.zoetrope.api.model.InsightTile;
import dev.zoetrope.api.model.UserBasic;
import dev.zoetrope.server.accounts.Users;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Insights as answers show them: with their authors and the dashboards they stand on. */
@Singleton
class InsightAnswers {
  private final TileRepository tiles;
  private final Users users;

  InsightAnswers(TileRepository tiles, Users users) {
    this.tiles = tiles;
    this.users = users;
  }

  Insight one(long projectId, StoredInsight insight) {
    return all(projectId, List.of(insight)).get(0);
  }

  @Transactional
  List<Insight> all(long projectId, Collection<StoredInsight> insights) {
    Map<Long, List<InsightTile>> placed =
        insights.isEmpty() ? Map.of() : placed(projectId, insights);
    Map<Long, UserBasic> authors = new HashMap<>();
    return insights.stream()
        .map(i -> answer(i, placed.getOrDefault(i.id(), List.of()), authors))
        .toList();
  }

  private Map<Long, List<InsightTile>> placed(long projectId, Collection<StoredInsight> insights) {
    List<Long> ids = insights.stream().map(StoredInsight::id).toList();
    return tiles.of(projectId, ids).stream()
        .collect(
            Collectors.groupingBy(
                TileRepository.Place::insightId,
                Collectors.mapping(
                    place ->
                        new InsightTile()
                            .id(place.id())
                            .dashboardId(place.dashboardId())
                            .deleted(false),
                    Collectors.toList())));
  }

  private Insight answer(
      StoredInsight insight, List<InsightTile> places, Map<Long, UserBasic> authors) {
    return new Insight()
        .id(insight.id())
        .shortId(insight.shortId())
        .name(insight.name())
        .derivedName(insight.derivedName())
        .query(insight.query())
        .filters(insight.filters())
        .order(insight.position())
        .deleted(insight.deleted())
        .dashboards(places.stream().map(InsightTile::getDashboardId).toList())
        .dashboardTiles(places)
        .lastRefresh(null)
        .result(null)
        .createdAt(insight.createdAt())
        .createdBy(authors.computeIfAbsent(insight.createdBy(), users::shown))
        .description(insight.description())
        .updatedAt(insight.modifiedAt())
        .tags(insight.tags())
        .favorited(insight.favorited())
        .saved(insight.saved())
        .lastModifiedAt(insight.modifiedAt())
        .lastModifiedBy(authors.computeIfAbsent(insight.modifiedBy(), users::shown))
        .isSample(false);
  }
}
