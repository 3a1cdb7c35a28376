package dev.zoetrope.conformance.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * What a story knows by name. Besides what was captured: {@code uuid} (another one each time),
 * {@code now} and {@code now-90m} (an instant; units s, m, h, d), {@code ms} and {@code ms-90m}
 * (the same in milliseconds), {@code bomb} (12 MB of nothing, in gzip, in base64).
 */
final class Variables {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]+)\\}");
  private static final Pattern TIME = Pattern.compile("(now|ms)(?:([+-]\\d+)([smhd]))?");
  private static final String BOMB = bomb();
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Map<String, JsonNode> known = new HashMap<>();
  private final Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  void put(String name, JsonNode value) {
    known.put(name, value);
  }

  void put(String name, String value) {
    known.put(name, JSON.textNode(value));
  }

  /** The text with every reference replaced. */
  String text(String text) {
    return REFERENCE
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(value(found.group(1)).asText()));
  }

  /** The tree with every reference replaced; one that is the whole text keeps its type. */
  JsonNode tree(JsonNode node) {
    if (node.isTextual()) {
      Matcher whole = REFERENCE.matcher(node.textValue());
      return whole.matches() ? value(whole.group(1)) : TextNode.valueOf(text(node.textValue()));
    }
    if (node.isObject()) {
      ObjectNode object = JSON.objectNode();
      node.properties()
          .forEach(member -> object.set(text(member.getKey()), tree(member.getValue())));
      return object;
    }
    if (node.isArray()) {
      ArrayNode array = JSON.arrayNode();
      node.forEach(item -> array.add(tree(item)));
      return array;
    }
    return node;
  }

  private JsonNode value(String name) {
    JsonNode value = known.get(name);
    if (value != null) {
      return value;
    }
    if (name.equals("uuid")) {
      return JSON.textNode(UUID.randomUUID().toString());
    }
    if (name.equals("bomb")) {
      return JSON.textNode(BOMB);
    }
    Matcher time = TIME.matcher(name);
    if (!time.matches()) {
      throw new IllegalArgumentException("nothing is known as ${" + name + "}");
    }
    Instant then = time.group(2) == null ? start : start.plus(offset(time));
    return time.group(1).equals("ms")
        ? JSON.numberNode(then.toEpochMilli())
        : JSON.textNode(then.toString());
  }

  private static Duration offset(Matcher time) {
    long amount = Long.parseLong(time.group(2));
    return switch (time.group(3)) {
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  private static String bomb() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write('[');
      gzip.write(" ".repeat(12 << 20).getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
