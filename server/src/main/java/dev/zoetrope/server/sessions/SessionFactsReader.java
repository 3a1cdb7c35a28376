package dev.zoetrope.server.sessions;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads what one event says about its session, in one pass over its properties (B-330). */
public final class SessionFactsReader {
  /** Only ids of version 7 are of sessions: they tell when the session began. */
  private static final Pattern SESSION_ID =
      Pattern.compile(
          "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-7[0-9a-fA-F]{3}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

  /** What is stored was bounded when it arrived. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private static final Map<String, List<SessionFact>> BY_PROPERTY = byProperty();

  private SessionFactsReader() {}

  /**
   * The facts of a session with a single event; empty when the event belongs to no session.
   *
   * @param properties a JSON object
   */
  public static Optional<SessionFacts> read(
      UUID uuid,
      String event,
      String distinctId,
      String sessionId,
      Instant timestamp,
      String properties) {
    if (sessionId == null || !SESSION_ID.matcher(sessionId).matches()) {
      return Optional.empty();
    }
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, timestamp);
    boolean pageview = event.equals("$pageview");
    boolean screen = event.equals("$screen");
    boolean page = pageview || screen;
    Map<SessionFact, Statement> statements = new EnumMap<>(SessionFact.class);
    values(properties)
        .forEach(
            (fact, value) ->
                statements.put(
                    fact, new Statement(fact.place(micros, page), uuid, fact.cut(value))));
    statements.put(SessionFact.DISTINCT_ID, new Statement(micros, uuid, distinctId));
    TreeSet<Long> urls = new TreeSet<>();
    Statement url = statements.get(SessionFact.ENTRY_URL);
    if (page && url != null) {
      urls.add(hash(url.value()));
    }
    return Optional.of(
        new SessionFacts(
            micros,
            micros,
            pageview ? 1 : 0,
            event.equals("$autocapture") ? 1 : 0,
            screen ? 1 : 0,
            statements,
            urls));
  }

  private static Map<SessionFact, String> values(String properties) {
    Map<SessionFact, String> values = new EnumMap<>(SessionFact.class);
    try (JsonParser parser = JSON.createParser(properties)) {
      parser.nextToken();
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        List<SessionFact> facts = BY_PROPERTY.getOrDefault(name, List.of());
        JsonToken token = parser.nextToken();
        String value = facts.isEmpty() ? null : value(parser, token, properties);
        parser.skipChildren();
        // Of a repeated member the last counts.
        facts.forEach(values::remove);
        facts.stream().filter(fact -> says(fact, value)).forEach(fact -> values.put(fact, value));
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("properties that are no JSON object", e);
    }
    return values;
  }

  /** Scalars as they are written, anything else as JSON. */
  private static String value(JsonParser parser, JsonToken token, String source)
      throws IOException {
    if (token == JsonToken.VALUE_NULL) {
      return null;
    }
    if (!token.isStructStart()) {
      return parser.getText();
    }
    int start = (int) parser.currentTokenLocation().getCharOffset();
    parser.skipChildren();
    return source.substring(start, (int) parser.currentLocation().getCharOffset());
  }

  /** Nothing, an empty text and the word null say nothing. */
  private static boolean says(SessionFact fact, String value) {
    if (value == null || value.isEmpty() || value.equals("null")) {
      return false;
    }
    return fact != SessionFact.VITALS_LCP || Vitals.parse(value).isPresent();
  }

  private static long hash(String url) {
    return UUID.nameUUIDFromBytes(url.getBytes(StandardCharsets.UTF_8)).getLeastSignificantBits();
  }

  private static Map<String, List<SessionFact>> byProperty() {
    Map<String, List<SessionFact>> all = new HashMap<>();
    for (SessionFact fact : SessionFact.values()) {
      fact.property()
          .ifPresent(name -> all.computeIfAbsent(name, key -> new ArrayList<>()).add(fact));
    }
    return all;
  }
}
