package dev.zoetrope.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Recorded {@code /s/} bodies, copied under fresh uuids until there is enough of them. */
final class Corpus {
  private static final Pattern UUID_MEMBER = Pattern.compile("\"uuid\":\"[0-9a-f-]{36}\"");
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNestingDepth(100_000)
                  .build())
          .build();

  private final List<byte[]> bodies = new ArrayList<>();
  private long rawBytes;

  /**
   * @param megabytes how much JSON the bodies hold together, uncompressed
   */
  Corpus(Path fixtures, int megabytes) throws IOException {
    List<String> originals = new ArrayList<>();
    try (Stream<Path> files = Files.walk(fixtures)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".body")).sorted().toList()) {
        byte[] body = Files.readAllBytes(file);
        String request = Files.readString(Path.of(file.toString().replaceAll("body$", "json")));
        if (request.contains("\"kind\": \"recording\"") && body.length > 2 && body[0] == 0x1f) {
          byte[] plain = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
          originals.add(new String(plain, StandardCharsets.ISO_8859_1));
        }
      }
    }
    for (int i = 0; rawBytes < megabytes * 1_000_000L; i++) {
      String session = UUID.randomUUID().toString();
      String copy =
          UUID_MEMBER
              .matcher(originals.get(i % originals.size()))
              .replaceAll(m -> "\"uuid\":\"" + UUID.randomUUID() + "\"")
              .replaceAll("\"\\$session_id\":\"[^\"]*\"", "\"\\$session_id\":\"" + session + "\"")
              .replace("phc_fixtureProjectToken0000000000000000000000001", MeasuredServer.TOKEN);
      byte[] plain = copy.getBytes(StandardCharsets.ISO_8859_1);
      rawBytes += plain.length;
      bodies.add(gzip(plain));
    }
  }

  List<byte[]> bodies() {
    return bodies;
  }

  /** Uncompressed bytes of all bodies. */
  long rawBytes() {
    return rawBytes;
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

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(plain.length);
    try (GZIPOutputStream out =
        new GZIPOutputStream(bytes, 1 << 16) {
          {
            def.setLevel(Deflater.DEFAULT_COMPRESSION);
          }
        }) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }
}
