package dev.zoetrope.conformance;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** A small recording of our own making, sent as an SDK sends it. */
final class Recorded {
  /** The events span this time. */
  static final int SECONDS = 12;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ArrayNode events = JSON.createArrayNode();
  private final long start = Instant.now().minus(Duration.ofHours(1)).toEpochMilli();

  private Recorded() {}

  /** Sends Meta, a full snapshot, two clicks, a key press and a console error; returns its id. */
  static String session(String distinctId) {
    String id = "conformance-" + UUID.randomUUID();
    Recorded recorded = new Recorded();
    recorded.play();
    send(id, distinctId, recorded.events);
    return id;
  }

  private void play() {
    ObjectNode meta = event(4, 0);
    meta.put("href", "https://shop.example/cart").put("width", 1280).put("height", 720);
    ObjectNode full = event(2, 10);
    full.putObject("node").put("type", 0).put("id", 1).putArray("childNodes");
    full.putObject("initialOffset").put("top", 0).put("left", 0);
    event(3, 1_000).put("source", 2).put("type", 2).put("id", 1);
    event(3, 2_000).put("source", 2).put("type", 2).put("id", 1);
    event(3, 3_000).put("source", 5).put("text", "*").put("isChecked", false).put("id", 1);
    ObjectNode console = event(6, 4_000);
    console.put("plugin", "rrweb/console@1");
    ObjectNode payload = console.putObject("payload");
    payload.put("level", "error").putArray("trace");
    payload.putArray("payload").add("\"out of stock\"");
    event(3, SECONDS * 1_000).put("source", 3).put("id", 1).put("x", 0).put("y", 40);
  }

  private ObjectNode event(int type, int offset) {
    return events.addObject().put("type", type).put("timestamp", start + offset).putObject("data");
  }

  private static void send(String id, String distinctId, ArrayNode events) {
    ArrayNode request = JSON.createArrayNode();
    ObjectNode item = request.addObject();
    item.put("uuid", UUID.randomUUID().toString()).put("event", "$snapshot");
    item.put("timestamp", Instant.now().toString());
    ObjectNode properties = item.putObject("properties");
    properties.put("token", Target.get().projectToken()).put("distinct_id", distinctId);
    properties.put("$session_id", id).put("$window_id", id + "-w").put("$lib", "web");
    properties.set("$snapshot_data", events);
    Wire.Answer answer = Wire.sendAnonymously("POST", "/s/", request.toString());
    if (answer.status() != 200) {
      throw new AssertionError("capture refused: " + answer.status() + " " + answer.text());
    }
  }
}
