package dev.zoetrope.server.assistant.model;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/**
 * How many requests each project may still make today; counted per server, forgotten at a restart.
 */
@Singleton
class ModelBudget {
  private final ModelSettings settings;
  private final Clock clock;
  private final Map<Long, Integer> spent = new HashMap<>();
  private LocalDate day;

  ModelBudget(ModelSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** Takes one request from the project's budget; false when there is none left. */
  synchronized boolean take(long projectId) {
    LocalDate today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
    if (!today.equals(day)) {
      day = today;
      spent.clear();
    }
    return spent.merge(projectId, 1, Integer::sum) <= settings.budget();
  }
}
