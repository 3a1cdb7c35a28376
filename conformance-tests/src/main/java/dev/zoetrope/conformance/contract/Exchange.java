package dev.zoetrope.conformance.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request and its answer, as they went over the wire.
 *
 * @param operation the operation that was meant
 * @param request what was sent
 * @param status of the answer
 * @param headers of the answer, names in lower case
 * @param body of the answer, after its content coding was undone
 * @param millis how long it took
 */
public record Exchange(
    Operation operation,
    Sent request,
    int status,
    Map<String, List<String>> headers,
    byte[] body,
    long millis) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * What was sent.
   *
   * @param path concrete, without the query
   * @param query encoded; empty when there is none
   * @param headers without credentials
   * @param body null when there is none
   * @param byTheBook whether the document allows it; broken requests are sent on purpose
   */
  public record Sent(
      String path, String query, Map<String, String> headers, byte[] body, boolean byTheBook) {
    /** The media type of the body without its parameters, or empty. */
    public Optional<String> mediaType() {
      return headers.entrySet().stream()
          .filter(header -> header.getKey().equalsIgnoreCase("Content-Type"))
          .map(header -> essence(header.getValue()))
          .findFirst();
    }
  }

  /** The first header of this name. */
  public Optional<String> header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream().findFirst();
  }

  /** The media type of the answer without its parameters; empty without a body. */
  public Optional<String> mediaType() {
    return header("Content-Type").map(Exchange::essence);
  }

  /** The body as text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The body as JSON; missing when it is none. */
  public JsonNode json() {
    try {
      return body.length == 0 ? MissingNode.getInstance() : JSON.readTree(text());
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  private static String essence(String mediaType) {
    return mediaType.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
  }
}
