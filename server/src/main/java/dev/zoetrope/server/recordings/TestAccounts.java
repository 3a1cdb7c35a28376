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

  /** What recordings of other people are like; refuses when the setting cannot be read. */
  Filter excluded(long projectId) {
    JsonNode filters = settings.testAccountFilters(projectId);
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
