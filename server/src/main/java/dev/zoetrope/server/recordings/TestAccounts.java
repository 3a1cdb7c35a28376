package dev.zoetrope.server.recordings;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoetrope.server.accounts.ProjectSettings;
import dev.zoetrope.server.recordings.filter.Filter;
import dev.zoetrope.server.recordings.filter.FilterParser;
import dev.zoetrope.server.recordings.query.Problems;
import dev.zoetrope.server.recordings.query.Problems.Place;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** The project's filters that leave its own people out (B-248). */
@Singleton
class TestAccounts {
  private static final String NAME = "test_account_filters";

  private final ProjectSettings settings;
  private final Clock clock;

  TestAccounts(ProjectSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** The filters as they were set. */
  List<JsonNode> filters(long projectId) {
    List<JsonNode> filters = new ArrayList<>();
    settings.testAccountFilters(projectId).forEach(filters::add);
    return filters;
  }

  /** Replaces the filters; refuses those that lists of recordings would not take. */
  void change(long projectId, JsonNode filters) {
    read(filters);
    settings.changeTestAccountFilters(projectId, filters);
  }

  /** What recordings of real users are like. */
  Filter excluded(long projectId) {
    return read(settings.testAccountFilters(projectId));
  }

  private Filter read(JsonNode filters) {
    Problems problems = new Problems();
    FilterParser parser = new FilterParser(problems, clock.instant());
    List<Filter> parts = new ArrayList<>();
    for (int i = 0; i < filters.size(); i++) {
      parser.property(Place.of(NAME, i), filters.get(i)).ifPresent(parts::add);
    }
    problems.refuse();
    return Filter.all(parts);
  }
}
