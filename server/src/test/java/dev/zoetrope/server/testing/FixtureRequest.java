package dev.zoetrope.server.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One recorded request and the answer it got.
 *
 * @param seq order of arrival
 * @param kind static, config, config.js, flags, decide, event, recording or preflight
 * @param url path and query
 * @param headers in wire order
 * @param body raw bytes; empty when there was none
 * @param status of the recorded answer
 * @param answer the body of the recorded answer; empty when it was not kept
 */
public record FixtureRequest(
    int seq,
    String kind,
    String method,
    String url,
    List<Map.Entry<String, String>> headers,
    byte[] body,
    int status,
    String answer) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Whether it carries analytics events or snapshots. */
  public boolean isData() {
    return Set.of("event", "recording").contains(kind);
  }

  /** Whether what it carries counts: a 200 that says {@code quota_limited} stores nothing. */
  public boolean accepted() {
    return status == 200 && !answer.contains("quota_limited");
  }

  static FixtureRequest read(Path file) {
    try {
      JsonNode request = JSON.readTree(file.toFile());
      List<Map.Entry<String, String>> headers = new ArrayList<>();
      request
          .get("headers")
          .forEach(pair -> headers.add(Map.entry(pair.get(0).asText(), pair.get(1).asText())));
      return new FixtureRequest(
          request.get("seq").asInt(),
          request.get("kind").asText(),
          request.get("method").asText(),
          request.get("url").asText(),
          headers,
          Files.readAllBytes(
              file.resolveSibling(file.getFileName().toString().replace(".json", ".body"))),
          request.at("/response/status").asInt(),
          request.at("/response/body").asText());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
