package dev.zoetrope.server.recordings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.zoetrope.server.persons.PersonService;
import dev.zoetrope.server.testing.TestSql;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Random rows of one project: what is in the database and, as plain Java, in the test. */
final class FilterWorld {
  static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
  static final long CALLER = 1;

  static final List<String> NAMES =
      List.of("$pageview", "$rageclick", "signup", "$autocapture", "a'b", "Ümlaut");
  static final List<String> KEYS =
      List.of(
          "plan",
          "amount",
          "$current_url",
          "when",
          "flag",
          "signup",
          "list",
          "$feature/beta",
          "$os");
  static final List<String> TEXTS =
      List.of(
          "pro",
          "Pro",
          "free",
          "",
          "100%",
          "a_b",
          "aXb",
          "5",
          "5.0",
          "12",
          "true",
          "ÄRGER",
          "ärger",
          "https://shop.example.com/cart?x=1",
          "https://shop.example.com/cart/",
          "/pricing",
          "2026-03-01",
          "2026-03-05T10:00:00Z",
          "2026-03-05",
          "line\nbreak",
          "'; DROP TABLE event--");
  static final List<String> LEVELS = List.of("info", "warn", "error");

  /** An event of a recording. */
  record Event(UUID uuid, String name, String distinctId, Instant at, ObjectNode properties) {}

  /** A console message. */
  record Message(String level, String text) {}

  /** What events said about a session. */
  record Session(
      Instant start, long pageviews, String channel, String source, Boolean bounce, Double lcp) {}

  /** A recording with all that belongs to it. */
  record Row(
      String id,
      Instant start,
      long seconds,
      long activeMs,
      long clicks,
      long errors,
      Double score,
      String source,
      String distinctId,
      String startUrl,
      List<String> urls,
      List<Event> events,
      List<Message> messages,
      Session session,
      boolean viewedByCaller,
      boolean viewedByOther) {}

  final long project;
  final List<Row> rows = new ArrayList<>();
  final Map<String, ObjectNode> persons = new HashMap<>();
  private final Random random;

  FilterWorld(long project, long seed, int recordings) {
    this.project = project;
    this.random = new Random(seed);
    for (int i = 0; i < 8; i++) {
      if (random.nextInt(4) > 0) {
        persons.put("user" + i, properties());
      }
    }
    for (int i = 0; i < recordings; i++) {
      rows.add(row("p" + project + "-" + i));
    }
  }

  private Row row(String id) {
    String distinctId = "user" + random.nextInt(8);
    List<Event> events = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      events.add(
          new Event(
              UUID.randomUUID(),
              pick(NAMES),
              distinctId,
              NOW.minusSeconds(random.nextInt(1_000_000)),
              eventProperties()));
    }
    List<Message> messages = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      messages.add(new Message(pick(LEVELS), pick(TEXTS)));
    }
    List<String> urls = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      urls.add(pick(TEXTS));
    }
    return new Row(
        id,
        NOW.minusMillis(random.nextInt(1_000_000_000)),
        random.nextInt(20),
        random.nextInt(20_000),
        random.nextInt(10),
        random.nextInt(3),
        random.nextInt(4) == 0 ? null : random.nextInt(1000) / 10.0,
        random.nextBoolean() ? "web" : "mobile",
        distinctId,
        random.nextInt(4) == 0 ? null : pick(TEXTS),
        urls,
        events,
        messages,
        random.nextInt(4) == 0 ? null : session(),
        random.nextInt(3) == 0,
        random.nextInt(3) == 0);
  }

  private Session session() {
    return new Session(
        NOW.minusMillis(random.nextInt(1_000_000_000)),
        random.nextInt(6),
        pick(List.of("Direct", "Paid Search", "Referral")),
        random.nextInt(3) == 0 ? null : pick(TEXTS),
        random.nextInt(3) == 0 ? null : random.nextBoolean(),
        random.nextInt(3) == 0 ? null : random.nextInt(30) / 2.0);
  }

  private ObjectNode eventProperties() {
    ObjectNode properties = properties();
    if (random.nextInt(3) == 0) {
      properties
          .putArray("$elements")
          .add(
              JsonNodeFactory.instance
                  .objectNode()
                  .put("tag_name", pick(List.of("a", "button")))
                  .put("$el_text", pick(TEXTS))
                  .put("attr__href", pick(TEXTS))
                  .put("attr__class", pick(List.of("primary big", "link"))));
    } else if (random.nextInt(3) == 0) {
      properties.put(
          "$elements_chain",
          pick(List.of("a.link", "button.primary.big", "svg"))
              + ":attr__href=\"/pricing\"href=\"/pricing\"nth-child=\"1\"text=\"pro\";"
              + pick(List.of("div.card", "form"))
              + ":nth-child=\"2\"text=\"say \\\"free\\\"\"");
    }
    return properties;
  }

  private ObjectNode properties() {
    ObjectNode properties = JsonNodeFactory.instance.objectNode();
    for (String key : KEYS) {
      if (random.nextInt(2) == 0) {
        properties.set(key, value());
      }
    }
    return properties;
  }

  JsonNode value() {
    JsonNodeFactory json = JsonNodeFactory.instance;
    return switch (random.nextInt(9)) {
      case 0 -> json.numberNode(random.nextInt(14));
      case 1 -> json.numberNode(random.nextInt(30) / 2.0);
      case 2 -> json.booleanNode(random.nextBoolean());
      case 3 -> random.nextInt(3) == 0 ? json.nullNode() : json.numberNode(1772700000000L);
      case 4 -> {
        ArrayNode list = json.arrayNode();
        for (int i = random.nextInt(3); i > 0; i--) {
          list.add(pick(TEXTS));
        }
        yield list;
      }
      default -> json.textNode(pick(TEXTS));
    };
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  void store(TestSql sql, PersonService service, EventValueBackfill values) {
    persons.forEach(
        (distinctId, properties) -> service.mergeProperties(project, distinctId, properties));
    rows.forEach(row -> store(sql, row));
    readValues(sql, values);
  }

  /** Makes the server read the values of events that it did not store itself. */
  static void readValues(TestSql sql, EventValueBackfill values) {
    sql.run("DELETE FROM event_value_backfill");
    sql.run("INSERT INTO event_value_backfill (project_id) SELECT MIN(project_id) FROM event");
    while (values.step()) {
      // Until all are read.
    }
  }

  private void store(TestSql sql, Row row) {
    StoredRecording recording =
        StoredRecording.of(row.id())
            .project(project)
            .start(row.start().toString())
            .seconds(row.seconds())
            .activeMs(row.activeMs())
            .clicks(row.clicks())
            .errors(row.errors())
            .source(row.source())
            .distinctId(row.distinctId())
            .startUrl(row.startUrl())
            .urls(new ObjectMapper().valueToTree(row.urls()).toString());
    if (row.score() != null) {
      recording.score(row.score());
    }
    recording.in(sql);
    for (Event event : row.events()) {
      sql.run(
          "INSERT INTO event (project_id, uuid, event, distinct_id, session_id, occurred_at,"
              + " properties) VALUES (?, ?, ?, ?, ?, ?, ?)",
          project,
          event.uuid(),
          event.name(),
          event.distinctId(),
          row.id(),
          Timestamp.from(event.at()),
          event.properties().toString());
    }
    for (int i = 0; i < row.messages().size(); i++) {
      sql.run(
          "INSERT INTO log_entry (project_id, session_id, item_uuid, position, timestamp_ms, level,"
              + " message) VALUES (?, ?, ?, ?, 0, ?, ?)",
          project,
          row.id(),
          UUID.randomUUID(),
          i,
          row.messages().get(i).level(),
          row.messages().get(i).text());
    }
    if (row.session() != null) {
      sql.run(
          "INSERT INTO session (project_id, session_id, start_timestamp, end_timestamp,"
              + " pageview_count, autocapture_count, screen_count, channel_type, session_duration,"
              + " entry_utm_source, is_bounce, vitals_lcp, distinct_id, num_uniq_urls, facts)"
              + " VALUES (?, ?, ?, ?, ?, 0, 0, ?, 0, ?, ?, ?, ?, 0, ?)",
          project,
          row.id(),
          Timestamp.from(row.session().start()),
          Timestamp.from(row.session().start()),
          row.session().pageviews(),
          row.session().channel(),
          row.session().source(),
          row.session().bounce(),
          row.session().lcp(),
          row.distinctId(),
          new byte[0]);
    }
    if (row.viewedByCaller()) {
      viewed(sql, row.id(), CALLER);
    }
    if (row.viewedByOther()) {
      viewed(sql, row.id(), 99);
    }
  }

  private void viewed(TestSql sql, String id, long user) {
    sql.run(
        "INSERT INTO recording_viewed (project_id, session_id, user_id, viewed_at)"
            + " VALUES (?, ?, ?, CURRENT_TIMESTAMP)",
        project,
        id,
        user);
  }
}
