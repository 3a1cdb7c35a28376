package dev.zoetrope.server.durability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Endless traffic made of recorded gzip requests: each copy gets a session and uuids of its own, so
 * that what belongs to which request can be told afterwards.
 */
final class Traffic {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path FIXTURES = Path.of("../../shared/fixtures");

  private final List<Template> templates = new ArrayList<>();

  Traffic() throws IOException {
    try (Stream<Path> files = Files.walk(FIXTURES)) {
      for (Path file :
          files.filter(f -> f.getFileName().toString().matches("\\d+\\.json")).sorted().toList()) {
        JsonNode request = JSON.readTree(file.toFile());
        String kind = request.get("kind").asText();
        byte[] body =
            Files.readAllBytes(
                file.resolveSibling(file.getFileName().toString().replace(".json", ".body")));
        boolean gzip = body.length > 2 && body[0] == 0x1f && (body[1] & 0xff) == 0x8b;
        // A megabyte of DOM would make this a test of bandwidth.
        if (gzip && body.length < 300_000 && (kind.equals("event") || kind.equals("recording"))) {
          templates.add(Template.of(request.get("url").asText(), kind, body));
        }
      }
    }
    if (templates.isEmpty()) {
      throw new IllegalStateException("no recorded requests under " + FIXTURES.toAbsolutePath());
    }
  }

  /** The next request: one of the recorded ones, for a session nobody has seen. */
  Request next(Random random) {
    return templates.get(random.nextInt(templates.size())).copy();
  }

  /**
   * One request and what must be found once it was acknowledged.
   *
   * @param rrwebEvents the number of replay events it carries; 0 for analytics events
   * @param eventUuids the uuids of the analytics events it carries; empty for replay events
   */
  record Request(
      String path, byte[] body, String sessionId, int rrwebEvents, Set<String> eventUuids) {}

  private record Template(
      String path, String kind, String text, String sessionId, Set<String> uuids, int rrwebEvents) {
    static Template of(String path, String kind, byte[] gzip) throws IOException {
      byte[] plain = new GZIPInputStream(new ByteArrayInputStream(gzip)).readAllBytes();
      JsonNode root = JSON.readTree(plain);
      JsonNode items = root.isArray() ? root : root.has("batch") ? root.get("batch") : null;
      List<JsonNode> list = new ArrayList<>();
      if (items == null) {
        list.add(root);
      } else {
        items.forEach(list::add);
      }
      Set<String> uuids = new HashSet<>();
      int events = 0;
      for (JsonNode item : list) {
        uuids.add(item.get("uuid").asText());
        events += item.at("/properties/$snapshot_data").size();
      }
      String session = list.get(0).at("/properties/$session_id").asText();
      // One byte, one char: nothing but the identifiers may change.
      return new Template(
          path, kind, new String(plain, StandardCharsets.ISO_8859_1), session, uuids, events);
    }

    Request copy() {
      String changed = text;
      Set<String> fresh = new HashSet<>();
      for (String uuid : uuids) {
        String replacement = UUID.randomUUID().toString();
        changed = changed.replace(uuid, replacement);
        fresh.add(replacement);
      }
      String session = UUID.randomUUID().toString();
      changed = changed.replace(sessionId, session);
      return new Request(
          path,
          gzip(changed.getBytes(StandardCharsets.ISO_8859_1)),
          session,
          rrwebEvents,
          kind.equals("event") ? fresh : Set.of());
    }

    private static byte[] gzip(byte[] plain) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
        out.write(plain);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
      return bytes.toByteArray();
    }
  }
}
