package dev.zoetrope.server.capture.decode;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoetrope.server.recordings.derive.FactsBuilder;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Checks raw items and makes of them what is stored (B-173 to B-175). */
@Singleton
class ItemAssembler {
  private static final int MAX_DISTINCT_ID = 200;
  private static final int MAX_SESSION_ID = 70;
  private static final int MAX_WINDOW_ID = 200;
  private static final int MAX_NAME = 200;
  private static final int MAX_LIBRARY = 1_000;

  private final IngestSettings settings;

  ItemAssembler(IngestSettings settings) {
    this.settings = settings;
  }

  CapturedBatch assemble(
      String token, List<RawItem> items, PayloadHints hints, Instant sentAt, Instant now) {
    List<SnapshotItem> snapshots = new ArrayList<>();
    List<StoredEvent> events = new ArrayList<>();
    RawItem first = items.get(0);
    for (int i = 0; i < items.size(); i++) {
      RawItem item = items.get(i);
      JsonNode cookieless = item.property("$cookieless_mode");
      if (!cookieless.isMissingNode() && !cookieless.isNull() && !cookieless.isBoolean()) {
        throw new CaptureRefusal(400, "event submitted with invalid cookieless mode");
      }
      if (hints.kind() == PayloadHints.Kind.SNAPSHOTS || "$snapshot".equals(item.text("event"))) {
        if (item.replay() == null) {
          throw new CaptureRefusal(400, "replay event submitted without snapshot data");
        }
        SnapshotItem snapshot = snapshot(token, item, first, hints);
        if (snapshot != null && isRecent(item.replay().facts(), now)) {
          snapshots.add(snapshot);
        }
      } else {
        Instant sent = EventTimes.parsed(item.member("sent_at")).orElse(sentAt);
        events.add(event(token + ' ' + i, item, sent, now));
      }
    }
    return new CapturedBatch(token, List.copyOf(snapshots), List.copyOf(events));
  }

  /** Null when no event of the item has a time. */
  private SnapshotItem snapshot(String token, RawItem item, RawItem first, PayloadHints hints) {
    JsonNode session = either(item, first, "$session_id");
    if (session.isMissingNode() || session.isNull() || "".equals(session.textValue())) {
      throw new CaptureRefusal(400, "replay event submitted without session id");
    }
    String sessionId = session.asText();
    if (!session.isTextual()
        || sessionId.length() > MAX_SESSION_ID
        || !sessionId.chars().allMatch(ItemAssembler::isSessionCharacter)) {
      throw new CaptureRefusal(400, "replay event has invalid session id");
    }
    JsonNode window = either(item, first, "$window_id");
    String windowId =
        window.isTextual() && !window.textValue().isEmpty()
            ? Text.cut(window.textValue(), MAX_WINDOW_ID)
            : sessionId;
    String distinctId =
        distinctId(item).or(() -> distinctId(first)).orElseThrow(ItemAssembler::noDistinctId);
    byte[] lines = item.replay().zstd();
    FactsBuilder facts = item.replay().facts();
    if (facts.events() == 0) {
      return null;
    }
    if (!settings.consoleLogs()) {
      item.replay().forgetConsole();
    }
    UUID uuid = uuid(item, () -> token + sessionId + windowId + hex(lines));
    return new SnapshotItem(
        uuid,
        sessionId,
        windowId,
        facts.build(uuid, distinctId, source(item, first), library(item, first, hints)),
        List.copyOf(item.replay().console()),
        lines);
  }

  private static StoredEvent event(String context, RawItem item, Instant sentAt, Instant now) {
    String name = name(item);
    if (name.isEmpty()) {
      throw new CaptureRefusal(400, "event submitted with an empty event name");
    }
    String distinctId = distinctId(item).orElseThrow(ItemAssembler::noDistinctId);
    JsonNode session = item.property("$session_id");
    String properties = item.propertiesText();
    String time = item.member("timestamp").toString() + item.member("offset");
    return new StoredEvent(
        uuid(item, () -> String.join(" ", context, name, distinctId, time, properties)),
        Text.cut(name, MAX_NAME),
        distinctId,
        session.isTextual() ? Text.cut(session.textValue(), MAX_DISTINCT_ID) : null,
        EventTimes.corrected(item, sentAt, now),
        properties,
        item.properties());
  }

  private static String name(RawItem item) {
    String name = item.text("event");
    if (name == null && RawItem.PERSON_CHANGES.stream().anyMatch(c -> item.member(c).isObject())) {
      // What /engage takes: no event, only what is to be known of a person.
      return "$identify";
    }
    return name == null ? "" : name.strip();
  }

  private static CaptureRefusal noDistinctId() {
    return new CaptureRefusal(400, "event submitted without a distinct_id");
  }

  private static Optional<String> distinctId(RawItem item) {
    return Stream.of(
            item.member("distinct_id"), item.member("$distinct_id"), item.property("distinct_id"))
        .filter(id -> !id.isMissingNode() && !id.isNull())
        .map(id -> id.isTextual() ? id.textValue() : id.toString())
        .filter(id -> !id.isBlank())
        .map(id -> Text.cut(id, MAX_DISTINCT_ID))
        .findFirst();
  }

  /** A sender that retries sends the same uuid; one without uuids sends the same content. */
  private static UUID uuid(RawItem item, Supplier<String> content) {
    String given = item.text("uuid");
    if (given != null && given.length() == 36) {
      try {
        return UUID.fromString(given);
      } catch (IllegalArgumentException e) {
        // Not a uuid: it still tells repetitions apart.
        return UUID.nameUUIDFromBytes(given.getBytes(StandardCharsets.UTF_8));
      }
    }
    String basis = given == null ? content.get() : given;
    return UUID.nameUUIDFromBytes(basis.getBytes(StandardCharsets.UTF_8));
  }

  /** Items older (or newer) than the limit are dropped without an error (B-176). */
  private boolean isRecent(FactsBuilder facts, Instant now) {
    Duration limit = settings.maxAge();
    return limit.isZero()
        || (Math.abs(now.toEpochMilli() - facts.start()) < limit.toMillis()
            && Math.abs(now.toEpochMilli() - facts.end()) < limit.toMillis());
  }

  private static String source(RawItem item, RawItem first) {
    return either(item, first, "$snapshot_source").asText("").equals("mobile") ? "mobile" : "web";
  }

  private static String library(RawItem item, RawItem first, PayloadHints hints) {
    JsonNode library = either(item, first, "$lib");
    if (library.isTextual() && !library.textValue().isBlank()) {
      return Text.cut(library.textValue(), MAX_LIBRARY);
    }
    String agent = hints.userAgent() == null ? "" : hints.userAgent();
    return agent.contains("posthog")
        ? Text.cut(Text.storable(agent.replaceFirst("/.*", "")), MAX_LIBRARY)
        : "web";
  }

  private static JsonNode either(RawItem item, RawItem first, String property) {
    return item.property(property).isMissingNode()
        ? first.property(property)
        : item.property(property);
  }

  private static boolean isSessionCharacter(int c) {
    return c < 128 && (Character.isLetterOrDigit(c) || c == '-');
  }

  private static String hex(byte[] bytes) {
    return UUID.nameUUIDFromBytes(bytes).toString();
  }
}
