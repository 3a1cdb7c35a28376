package dev.zoetrope.server.assistant;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A session in the making, sent as an SDK sends it: events with properties, and what was recorded.
 */
final class CapturedSession {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String id;
  private final Instant start;
  private final ArrayNode snapshots = JSON.createArrayNode();
  private final ArrayNode events = JSON.createArrayNode();
  private final ObjectNode traits = JSON.createObjectNode();
  private final String token;

  CapturedSession(String id, String token, Instant now, Duration ago) {
    this.id = id;
    this.token = token;
    start = now.minus(ago);
    traits.put("$browser", "Chrome").put("$os", "Windows").put("$device_type", "Desktop");
    traits.put("$geoip_country_code", "DE");
    snapshot(4, 0).put("href", "https://shop.example/").put("width", 1280).put("height", 720);
    ObjectNode full = snapshot(2, 10);
    full.putObject("node").put("type", 0).put("id", 1).putArray("childNodes");
    full.putObject("initialOffset").put("top", 0).put("left", 0);
  }

  /** What every event after this says of browser, country and the like. */
  CapturedSession trait(String key, String value) {
    traits.put(key, value);
    return this;
  }

  CapturedSession visits(String url) {
    snapshot(4, 500).put("href", url).put("width", 1280).put("height", 720);
    return happens("$pageview", url);
  }

  CapturedSession happens(String event, String url) {
    ObjectNode item = item(events, event, start.plusMillis(500 + events.size()));
    ((ObjectNode) item.get("properties")).put("$current_url", url);
    return this;
  }

  CapturedSession error(String message) {
    ObjectNode data = snapshot(6, 700);
    data.put("plugin", "rrweb/console@1");
    ObjectNode payload = data.putObject("payload");
    payload.put("level", "error").putArray("trace");
    payload.putArray("payload").add("\"" + message + "\"");
    return this;
  }

  CapturedSession lasts(int seconds) {
    snapshot(3, seconds * 1000).put("source", 3).put("id", 1).put("x", 0).put("y", 40);
    return this;
  }

  /** The body for {@code /s/}. */
  String recording() {
    ArrayNode request = JSON.createArrayNode();
    ObjectNode item = item(request, "$snapshot", start);
    ((ObjectNode) item.get("properties"))
        .put("$window_id", id + "-w")
        .set("$snapshot_data", snapshots);
    return request.toString();
  }

  /** The body for {@code /e/}. */
  String events() {
    return events.toString();
  }

  private ObjectNode snapshot(int type, int offset) {
    return snapshots
        .addObject()
        .put("type", type)
        .put("timestamp", start.toEpochMilli() + offset)
        .putObject("data");
  }

  private ObjectNode item(ArrayNode into, String event, Instant at) {
    ObjectNode item = into.addObject();
    item.put("uuid", UUID.randomUUID().toString())
        .put("event", event)
        .put("timestamp", at.toString());
    ObjectNode properties = item.putObject("properties");
    properties.put("token", token).put("distinct_id", "visitor-of-" + id);
    properties.put("$session_id", id).put("$lib", "web");
    properties.setAll(traits);
    return item;
  }
}
