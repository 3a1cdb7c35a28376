package dev.zoetrope.server.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.zoetrope.server.persons.PersonService;
import dev.zoetrope.server.recordings.query.RecordingQueryParser;
import dev.zoetrope.server.testing.ServerIT;
import dev.zoetrope.server.testing.TestSql;
import dev.zoetrope.server.web.ApiException;
import dev.zoetrope.server.web.ErrorCode;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Filters with anything anywhere are executed or refused with 400; nothing else (B-240). */
abstract class FilterFuzzIT extends ServerIT {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int FILTERS = 2000;
  private static final List<JsonNode> ODD =
      List.of(
          JSON.nullNode(),
          JSON.booleanNode(true),
          JSON.numberNode(-1),
          JSON.numberNode(1e300),
          JSON.numberNode(new java.math.BigInteger("9".repeat(60))),
          JSON.numberNode(new java.math.BigDecimal("1e999999999")),
          JSON.textNode(""),
          JSON.textNode("\0"),
          JSON.textNode("a\0b"),
          JSON.textNode("\uD800"),
          JSON.textNode("'; DROP TABLE event; --"),
          JSON.textNode("x".repeat(70_000)),
          JSON.textNode("(".repeat(1000)),
          JSON.textNode("(a*)*$"),
          JSON.textNode("-999999y"),
          JSON.textNode("+999999999-12-31T23:59:59Z"),
          JSON.textNode("1e99999"),
          JSON.textNode("NaN"),
          JSON.textNode("\\"),
          JSON.textNode("%_?"),
          JSON.arrayNode(),
          JSON.arrayNode().add("x").add(7).addNull(),
          JSON.arrayNode().addArray().addArray(),
          JSON.objectNode(),
          JSON.objectNode().put("x", 1));

  @Inject TestSql sql;
  @Inject RecordingList list;
  @Inject PersonService persons;
  @Inject EventValueBackfill values;

  @Test
  void nothingButAnAnswerOrARefusal() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    FilterWorld world = new FilterWorld(sql.project("fuzz"), seed, 20);
    world.store(sql, persons, values);
    RandomGenerator<JsonNode> filters = RandomFilters.all().generator(1000);
    int refused = 0;
    for (int i = 0; i < FILTERS; i++) {
      JsonNode filter = filters.next(random).value().deepCopy();
      for (int j = 1 + random.nextInt(2); j > 0; j--) {
        damage(filter, random);
      }
      try {
        list.find(
            world.project,
            RecordingQueryParser.parse(Map.of("filters", filter.toString()), FilterWorld.NOW),
            FilterWorld.CALLER);
      } catch (ApiException e) {
        assertThat(e.error()).as("seed %d: %s", seed, filter).isEqualTo(ErrorCode.INVALID_INPUT);
        refused++;
      } catch (RuntimeException | StackOverflowError e) {
        fail("seed " + seed + ": " + filter, e);
      }
    }
    assertThat(refused).isBetween(FILTERS / 10, FILTERS);
  }

  /** Replaces one node, whichever. */
  private static void damage(JsonNode filter, Random random) {
    List<Runnable> places = new ArrayList<>();
    JsonNode odd = ODD.get(random.nextInt(ODD.size()));
    collect(filter, odd, places);
    if (!places.isEmpty()) {
      places.get(random.nextInt(places.size())).run();
    }
  }

  private static void collect(JsonNode node, JsonNode odd, List<Runnable> places) {
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> member : object.properties()) {
        places.add(() -> object.set(member.getKey(), odd.deepCopy()));
        collect(member.getValue(), odd, places);
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        int at = i;
        places.add(() -> array.set(at, odd.deepCopy()));
        collect(array.get(i), odd, places);
      }
    }
  }
}
