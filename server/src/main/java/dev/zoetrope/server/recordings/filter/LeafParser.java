package dev.zoetrope.server.recordings.filter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.zoetrope.server.recordings.query.DatabaseText;
import dev.zoetrope.server.recordings.query.HavingPredicates;
import dev.zoetrope.server.recordings.query.Leaf;
import dev.zoetrope.server.recordings.query.Operator;
import dev.zoetrope.server.recordings.query.Problems;
import dev.zoetrope.server.recordings.query.Problems.Place;
import dev.zoetrope.server.recordings.query.SqlCondition;
import dev.zoetrope.server.recordings.query.TextConditions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads property filters of every type (B-241). */
final class LeafParser {
  private static final Set<String> REFUSED =
      Set.of(
          "cohort",
          "group",
          "hogql",
          "data_warehouse",
          "data_warehouse_person_property",
          "error_tracking_issue",
          "log",
          "revenue_analytics");
  private static final List<String> TYPES =
      List.of(
          "event",
          "event_metadata",
          "meta",
          "person",
          "session",
          "recording",
          "log_entry",
          "element",
          "feature",
          "flag",
          "empty");
  private static final Set<String> DEVICE =
      Set.of(
          "$browser",
          "$browser_version",
          "$device_type",
          "$os",
          "$os_name",
          "$os_version",
          "$app_build",
          "$app_name",
          "$app_namespace",
          "$app_version");
  private static final List<String> RECORDING_KEYS =
      Stream.concat(
              HavingPredicates.KEYS.stream(),
              Stream.of("visited_page", "viewed", "viewed_by_anyone"))
          .sorted()
          .toList();

  private final Problems problems;
  private final ValueTests values;
  private final EventTests events;
  private final HavingPredicates figures;

  LeafParser(Problems problems, Instant now) {
    this.problems = problems;
    this.values = new ValueTests(problems, now);
    this.events = new EventTests(problems, values);
    this.figures = new HavingPredicates(problems, now);
  }

  /** A filter on its own; empty for an empty one or after a problem. */
  Optional<Filter> read(Place place, JsonNode node) {
    return switch (type(place, node)) {
      case "event", "meta", "event_metadata", "element", "feature", "flag" ->
          events.read(place, node).map(leaf -> somewhere(node, leaf));
      case "person" -> leaf(place, node, List.of()).flatMap(this::person);
      case "session" -> leaf(place, node, SessionProperty.keys()).flatMap(this::session);
      case "recording" -> leaf(place, node, RECORDING_KEYS).flatMap(this::recording);
      case "log_entry" -> logged(place, node);
      default -> Optional.empty();
    };
  }

  /** A filter within an entity: about the same event, or about the recording as a whole. */
  void within(Place place, JsonNode node, List<EventTest> tests, List<Filter> others) {
    switch (type(place, node)) {
      case "event", "meta", "event_metadata", "element", "feature", "flag" ->
          events
              .read(place, node)
              .ifPresent(
                  test ->
                      negation(place, node)
                          .ifPresent(
                              negated -> tests.add(negated ? new EventTest.Not(test) : test)));
      default ->
          read(place, node)
              .ifPresent(
                  filter ->
                      negation(place, node)
                          .ifPresent(
                              negated -> others.add(negated ? new Filter.Not(filter) : filter)));
    }
  }

  /**
   * Some event passes; or, for an operator that says what must not be, no event has what it names
   * (B-241). That a property is set holds too when an event of its name happened.
   */
  private static Filter somewhere(JsonNode node, EventTest test) {
    EventTest affirmed = test.affirmed();
    Filter happened = new Filter.Happened(Optional.empty(), List.of(affirmed));
    if (test instanceof EventTest.Property property
        && Set.of(Operator.IS_SET, Operator.IS_NOT_SET).contains(property.test().operator())
        && Set.of("event", "meta").contains(node.path("type").asText())
        && DatabaseText.fits(property.key())) {
      happened =
          Filter.any(
              List.of(new Filter.Happened(Optional.of(property.key()), List.of()), happened));
    }
    return test.negative() ? new Filter.Not(happened) : happened;
  }

  private Optional<Filter> person(Leaf leaf) {
    return values
        .read(leaf)
        .map(
            test -> {
              Filter person = new Filter.PersonHas(leaf.key(), test, leaf.exactly());
              return ofDevice(leaf.key()) ? orElseOfEvents(leaf.key(), test, person) : person;
            });
  }

  /** Whether upstream copies the property from events to persons. */
  private static boolean ofDevice(String key) {
    return DEVICE.contains(key) || key.startsWith("$geoip_");
  }

  /** What the person says counts; where it says nothing, what events of the session say. */
  private static Filter orElseOfEvents(String key, ValueTest test, Filter person) {
    Filter said =
        new Filter.PersonHas(key, new ValueTest(Operator.IS_SET, value -> true), List.of());
    Filter happened =
        new Filter.Happened(
            Optional.empty(), List.of(new EventTest.Property(key, test.affirmed(), List.of())));
    Filter events = test.operator().negative() ? new Filter.Not(happened) : happened;
    return Filter.any(
        List.of(
            Filter.all(List.of(said, person)), Filter.all(List.of(new Filter.Not(said), events))));
  }

  private Optional<Filter> session(Leaf leaf) {
    return values
        .read(leaf)
        .map(test -> new Filter.SessionHas(SessionProperty.of(leaf.key()).orElseThrow(), test));
  }

  private Optional<Filter> recording(Leaf leaf) {
    return switch (leaf.key()) {
      case "viewed", "viewed_by_anyone" -> viewed(leaf);
      case "visited_page" ->
          values
              .read(leaf)
              .map(
                  test -> {
                    Filter visited = new Filter.Visited(test.affirmed());
                    return test.operator().negative() ? new Filter.Not(visited) : visited;
                  });
      default -> figures.condition(leaf).map(Filter.Figure::new);
    };
  }

  private Optional<Filter> refused(Leaf leaf) {
    leaf.refuseOperator(problems);
    return Optional.empty();
  }

  private Optional<Filter> viewed(Leaf leaf) {
    if (leaf.operator() != Operator.EXACT && leaf.operator() != Operator.IS_NOT) {
      return refused(leaf);
    }
    String wanted = leaf.values().get(0).asText().toLowerCase(Locale.ROOT);
    if (leaf.values().size() != 1 || !Set.of("true", "false").contains(wanted)) {
      leaf.refuse(problems, leaf.key() + " is true or false");
      return Optional.empty();
    }
    Filter viewed = new Filter.Viewed(leaf.key().equals("viewed_by_anyone"));
    return Optional.of(
        wanted.equals("true") == (leaf.operator() == Operator.EXACT)
            ? viewed
            : new Filter.Not(viewed));
  }

  private Optional<Filter> logged(Place place, JsonNode node) {
    return message(place, node)
        .map(
            test -> {
              if (!test.test().operator().negative()) {
                return new Filter.Logged(List.of(test));
              }
              MessageTest affirmed =
                  new MessageTest(
                      test.ofLevel(),
                      test.test().affirmed(),
                      test.sql().map(sql -> new SqlCondition("NOT " + sql.sql(), sql.arguments())));
              return new Filter.Not(new Filter.Logged(List.of(affirmed)));
            });
  }

  /** A condition on a message; empty after a problem. */
  Optional<MessageTest> message(Place place, JsonNode node) {
    return Leaf.read(place, node, List.of("log_entry"), List.of("level", "message"), problems)
        .filter(leaf -> TextConditions.supports(leaf, problems))
        .map(Leaf::asTexts)
        .flatMap(leaf -> values.read(leaf).map(test -> message(leaf, test)));
  }

  private static MessageTest message(Leaf leaf, ValueTest test) {
    boolean level = leaf.key().equals("level");
    return new MessageTest(
        level,
        leaf.operator().unary()
            ? new ValueTest(leaf.operator(), text -> !text.asText().isEmpty())
            : test,
        TextConditions.portable(level ? "x.level" : "x.message", leaf));
  }

  /** The event that an entity names; any, when it names none. */
  Optional<String> eventName(Place place, JsonNode node) {
    JsonNode id = node.path("id").isMissingNode() ? node.path("name") : node.path("id");
    if (id.isMissingNode() || id.isNull()) {
      return Optional.empty();
    }
    if (!id.isTextual() || !DatabaseText.fits(id.textValue())) {
      problems.add("string_type", place.in("id"), "Input should be a valid string", id);
      return Optional.empty();
    }
    return Optional.of(id.textValue());
  }

  /** Whether the filter is negated; empty after a problem. */
  Optional<Boolean> negation(Place place, JsonNode node) {
    JsonNode negation = node.path("negation");
    if (negation.isMissingNode() || negation.isNull()) {
      return Optional.of(false);
    }
    if (!(negation instanceof BooleanNode)) {
      problems.add("bool_type", place.in("negation"), "Input should be a valid boolean", negation);
      return Optional.empty();
    }
    return Optional.of(negation.booleanValue());
  }

  private Optional<Leaf> leaf(Place place, JsonNode node, List<String> keys) {
    return Leaf.read(place, node, TYPES, keys, problems);
  }

  private String type(Place place, JsonNode node) {
    JsonNode type = node.path("type");
    if (type.isTextual() && TYPES.contains(type.textValue())) {
      return type.textValue();
    }
    if (type.isMissingNode()) {
      problems.add("missing", place.in("type"), "Field required", node);
    } else if (type.isTextual() && REFUSED.contains(type.textValue())) {
      problems.value(
          place.in("type"), "recordings cannot be filtered by " + type.textValue() + " here", type);
    } else {
      problems.choice("literal_error", place.in("type"), new ArrayList<>(TYPES), type);
    }
    return "";
  }
}
