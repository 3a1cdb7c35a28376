package dev.zoetrope.server.recordings.filter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoetrope.server.recordings.filter.EventTest.Metadata.Field;
import dev.zoetrope.server.recordings.query.Leaf;
import dev.zoetrope.server.recordings.query.Operator;
import dev.zoetrope.server.recordings.query.Problems;
import dev.zoetrope.server.recordings.query.Problems.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads filters about single events. */
final class EventTests {
  private static final Map<String, Field> METADATA =
      Map.of(
          "event", Field.EVENT,
          "uuid", Field.UUID,
          "distinct_id", Field.DISTINCT_ID,
          "timestamp", Field.TIMESTAMP,
          "$session_id", Field.SESSION_ID,
          "session_id", Field.SESSION_ID);
  private static final List<String> ELEMENT = List.of("tag_name", "text", "href", "selector");
  private static final String FLAG = "$feature/";

  private final Problems problems;
  private final ValueTests values;

  EventTests(Problems problems, ValueTests values) {
    this.problems = problems;
    this.values = values;
  }

  Optional<EventTest> read(Place place, JsonNode node) {
    String type = node.path("type").asText();
    List<String> keys =
        switch (type) {
          case "event_metadata" -> METADATA.keySet().stream().sorted().toList();
          case "element" -> ELEMENT;
          default -> List.of();
        };
    return Leaf.read(place, node, List.of(type), keys, problems)
        .flatMap(
            leaf ->
                switch (type) {
                  case "event_metadata" ->
                      values
                          .read(leaf)
                          .map(test -> new EventTest.Metadata(METADATA.get(leaf.key()), test));
                  case "element" -> leaf.key().equals("selector") ? selector(leaf) : element(leaf);
                  case "feature", "flag" -> flag(leaf);
                  default ->
                      values
                          .read(leaf)
                          .map(test -> new EventTest.Property(leaf.key(), test, leaf.exactly()));
                });
  }

  private Optional<EventTest> element(Leaf leaf) {
    return values
        .read(leaf)
        .map(
            test ->
                new EventTest.Element(
                    EventTest.Element.Part.valueOf(leaf.key().toUpperCase(Locale.ROOT)), test));
  }

  private Optional<EventTest> selector(Leaf leaf) {
    if (leaf.operator() != Operator.EXACT && leaf.operator() != Operator.IS_NOT) {
      leaf.refuseOperator(problems);
      return Optional.empty();
    }
    List<ElementSelector> selectors = new ArrayList<>();
    for (JsonNode value : leaf.values()) {
      Optional<ElementSelector> selector = ElementSelector.read(value.asText());
      if (selector.isEmpty()) {
        leaf.refuse(
            problems, "selectors have tags, .classes, #ids and [attributes], with > or spaces");
        return Optional.empty();
      }
      selectors.add(selector.get());
    }
    return Optional.of(
        new EventTest.Selected(List.copyOf(selectors), leaf.operator() == Operator.IS_NOT));
  }

  /** A feature flag as the event carried it; true stands for any variant (B-241). */
  private Optional<EventTest> flag(Leaf leaf) {
    String key = leaf.key().startsWith(FLAG) ? leaf.key() : FLAG + leaf.key();
    if (leaf.operator() != Operator.FLAG_EVALUATES_TO) {
      return values.read(leaf).map(test -> new EventTest.Property(key, test, leaf.exactly()));
    }
    JsonNode wanted = leaf.values().get(0);
    if (leaf.values().size() > 1 || (!wanted.isBoolean() && !wanted.isTextual())) {
      leaf.refuse(problems, "a flag evaluates to true, false or a variant");
      return Optional.empty();
    }
    boolean on = wanted.asText().equals("true");
    return Optional.of(
        new EventTest.Property(
            key,
            new ValueTest(
                Operator.EXACT,
                value -> on ? !Values.text(value).equals("false") : Values.equal(value, wanted)),
            on ? List.of() : List.of(wanted)));
  }
}
