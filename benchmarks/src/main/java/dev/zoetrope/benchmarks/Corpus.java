package dev.zoetrope.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Recorded {@code /s/} bodies, copied until there is enough of them: every copy of a recorded
 * session is a session of its own, every item has a uuid of its own, both made of the time and
 * chance (version 7) as the SDK makes them.
 */
final class Corpus {
  private static final Pattern UUID_MEMBER = Pattern.compile("\"uuid\":\"[0-9a-f-]{36}\"");
  private static final Pattern SESSION = Pattern.compile("\"\\$session_id\":\"([^\"]*)\"");
  private static final Pattern TOKEN = Pattern.compile("phc_fixture[0-9A-Za-z]+");
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNestingDepth(100_000)
                  .build())
          .build();

  private final List<byte[]> bodies = new ArrayList<>();
  private final Map<String, Long> sessions = new LinkedHashMap<>();
  private long rawBytes;

  private record Original(Path folder, String text, String session, long events) {}

  private record Copy(Original original, String session) {}

  /**
   * @param megabytes how much JSON the bodies hold together, uncompressed
   */
  Corpus(Path fixtures, int megabytes) throws IOException {
    List<Original> originals = originals(fixtures);
    List<Copy> copies = new ArrayList<>();
    Map<String, String> renamed = new HashMap<>();
    for (int i = 0; rawBytes < megabytes * 1_000_000L; i++) {
      if (i % originals.size() == 0) {
        renamed.clear();
      }
      Original original = originals.get(i % originals.size());
      String session = renamed.computeIfAbsent(original.folder + original.session, key -> newId());
      sessions.merge(session, original.events, Long::sum);
      rawBytes += original.text.length();
      copies.add(new Copy(original, session));
    }
    IntStream.range(0, copies.size())
        .parallel()
        .mapToObj(i -> body(copies.get(i)))
        .forEachOrdered(bodies::add);
  }

  List<byte[]> bodies() {
    return bodies;
  }

  /** Uncompressed bytes of all bodies. */
  long rawBytes() {
    return rawBytes;
  }

  /** How many replay events each session has. */
  Map<String, Long> sessions() {
    return sessions;
  }

  long events() {
    return sessions.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The least a server has to do with a body: inflate it and look at every token. */
  static long scan(byte[] gzip) {
    long tokens = 0;
    try (JsonParser parser =
        JSON.createParser(new GZIPInputStream(new ByteArrayInputStream(gzip), 1 << 16))) {
      while (parser.nextToken() != null) {
        tokens++;
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return tokens;
  }

  /** Bodies with the replay events of one session. */
  private static List<Original> originals(Path fixtures) throws IOException {
    List<Original> originals = new ArrayList<>();
    try (Stream<Path> files = Files.walk(fixtures)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".body")).sorted().toList()) {
        byte[] body = Files.readAllBytes(file);
        String request = Files.readString(Path.of(file.toString().replaceAll("body$", "json")));
        if (request.contains("\"kind\": \"recording\"") && body.length > 2 && body[0] == 0x1f) {
          byte[] plain = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
          // One byte, one character: nothing but the identifiers may change.
          String text = new String(plain, StandardCharsets.ISO_8859_1);
          Matcher session = SESSION.matcher(text);
          if (session.find()) {
            originals.add(new Original(file.getParent(), text, session.group(1), events(plain)));
          }
        }
      }
    }
    return originals;
  }

  private static String newId() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long high = System.currentTimeMillis() << 16 | 0x7000 | random.nextInt(1 << 12);
    return new UUID(high, random.nextLong() >>> 2 | Long.MIN_VALUE).toString();
  }

  private static long events(byte[] json) throws IOException {
    long events = 0;
    try (JsonParser parser = JSON.createParser(json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.FIELD_NAME && parser.currentName().equals("$snapshot_data")) {
          parser.nextToken();
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            events++;
            parser.skipChildren();
          }
        }
      }
    }
    return events;
  }

  private static byte[] body(Copy copy) {
    String text =
        UUID_MEMBER
            .matcher(copy.original.text)
            .replaceAll(m -> "\"uuid\":\"" + newId() + "\"")
            .replace(copy.original.session, copy.session);
    return gzip(
        TOKEN.matcher(text).replaceAll(MeasuredServer.TOKEN).getBytes(StandardCharsets.ISO_8859_1));
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(plain.length);
    try (GZIPOutputStream out = new GZIPOutputStream(bytes, 1 << 16)) {
      out.write(plain);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toByteArray();
  }
}
