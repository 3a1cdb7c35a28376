package dev.zoetrope.server.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoetrope.server.persons.PersonService;
import dev.zoetrope.server.recordings.query.RecordingQuery;
import dev.zoetrope.server.recordings.query.RecordingQueryParser;
import dev.zoetrope.server.testing.ServerIT;
import dev.zoetrope.server.testing.TestSql;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.RandomGenerator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Random filters on random recordings: the server and the rules, written twice, agree (B-240). */
abstract class FilterPropertyIT extends ServerIT {
  private static final int WORLDS = 4;
  private static final int FILTERS = 750;
  private static final int RECORDINGS = 40;

  @Inject TestSql sql;
  @Inject RecordingList list;
  @Inject PersonService persons;
  @Inject EventValueBackfill values;

  private final long seed = new Random().nextLong();
  private final List<FilterWorld> worlds = new ArrayList<>();

  @BeforeAll
  void store() {
    for (int i = 0; i < WORLDS; i++) {
      FilterWorld world = new FilterWorld(sql.project("world " + i), seed + i, RECORDINGS);
      world.store(sql, persons, values);
      worlds.add(world);
    }
  }

  @Test
  void theServerFindsWhatTheRulesSay() {
    RandomGenerator<JsonNode> filters = RandomFilters.all().generator(1000);
    Random random = new Random(seed);
    int limits = 0;
    for (FilterWorld world : worlds) {
      FilterOracle oracle = new FilterOracle(world);
      for (int i = 0; i < FILTERS; i++) {
        JsonNode filter = filters.next(random).value();
        List<String> expected = oracle.passing(filter);

        assertThat(found(world, filter))
            .as("seed %d: %s", seed, filter)
            .containsExactlyInAnyOrderElementsOf(expected);
        limits += expected.isEmpty() || expected.size() == RECORDINGS ? 0 : 1;
      }
    }
    // Filters that pass none or all prove little.
    assertThat(limits).isGreaterThan(WORLDS * FILTERS / 3);
  }

  private List<String> found(FilterWorld world, JsonNode filters) {
    RecordingQuery query =
        RecordingQueryParser.parse(
            Map.of("filters", filters.toString(), "limit", "1000"), FilterWorld.NOW);
    RecordingList.Page page = list.find(world.project, query, FilterWorld.CALLER);
    assertThat(page.exact()).isTrue();
    assertThat(page.count()).isEqualTo(page.recordings().size());
    return page.recordings().stream().map(Recording::sessionId).toList();
  }
}
