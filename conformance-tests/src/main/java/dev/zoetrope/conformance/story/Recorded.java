package dev.zoetrope.conformance.story;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.zoetrope.conformance.contract.Exchange;
import dev.zoetrope.conformance.remote.Target;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A small recording of our own making, as an SDK sends it: it begins at https://shop.example/cart
 * an hour ago and lasts twelve seconds, with two clicks, a key press and a console error.
 *
 * @param sessionId of the recording
 * @param request to send to the capture of snapshots
 */
public record Recorded(String sessionId, Exchange.Sent request) {
  private static final int SECONDS = 12;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Another one, of this distinct id. */
  public static Recorded of(String distinctId, Target target) {
    String id = "conformance-" + UUID.randomUUID();
    ArrayNode request = JSON.createArrayNode();
    ObjectNode item = request.addObject();
    item.put("uuid", UUID.randomUUID().toString()).put("event", "$snapshot");
    item.put("timestamp", Instant.now().toString());
    ObjectNode properties = item.putObject("properties");
    properties.put("token", target.projectToken().orElseThrow()).put("distinct_id", distinctId);
    properties.put("$session_id", id).put("$window_id", id + "-w").put("$lib", "web");
    properties.set("$snapshot_data", events());
    return new Recorded(
        id,
        new Exchange.Sent(
            "/s/",
            "",
            Map.of("Content-Type", "application/json"),
            request.toString().getBytes(StandardCharsets.UTF_8),
            true));
  }

  private static ArrayNode events() {
    ArrayNode events = JSON.createArrayNode();
    long start = Instant.now().minus(Duration.ofHours(1)).toEpochMilli();
    ObjectNode meta = event(events, 4, start);
    meta.put("href", "https://shop.example/cart").put("width", 1280).put("height", 720);
    ObjectNode full = event(events, 2, start + 10);
    full.putObject("node").put("type", 0).put("id", 1).putArray("childNodes");
    full.putObject("initialOffset").put("top", 0).put("left", 0);
    event(events, 3, start + 1_000).put("source", 2).put("type", 2).put("id", 1);
    event(events, 3, start + 2_000).put("source", 2).put("type", 2).put("id", 1);
    ObjectNode input = event(events, 3, start + 3_000);
    input.put("source", 5).put("text", "*").put("isChecked", false).put("id", 1);
    ObjectNode console = event(events, 6, start + 4_000);
    console.put("plugin", "rrweb/console@1");
    ObjectNode payload = console.putObject("payload");
    payload.put("level", "error").putArray("trace");
    payload.putArray("payload").add("\"out of stock\"");
    ObjectNode scroll = event(events, 3, start + SECONDS * 1_000);
    scroll.put("source", 3).put("id", 1).put("x", 0).put("y", 40);
    return events;
  }

  private static ObjectNode event(ArrayNode events, int type, long timestamp) {
    return events.addObject().put("type", type).put("timestamp", timestamp).putObject("data");
  }
}
