package dev.zoetrope.conformance.story;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoetrope.conformance.contract.Exchange;
import dev.zoetrope.conformance.contract.Operation;
import dev.zoetrope.conformance.contract.UriTemplate;
import dev.zoetrope.conformance.story.Story.Chapter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes the request of a chapter. */
final class Envelope {
  private static final String BOUNDARY = "----zoetrope-conformance";

  private final Variables variables;

  Envelope(Variables variables) {
    this.variables = variables;
  }

  Exchange.Sent seal(Operation operation, Chapter chapter) {
    Map<String, String> headers = new LinkedHashMap<>();
    byte[] body = body(chapter, headers);
    chapter.headers().forEach((name, value) -> headers.put(name, variables.text(value)));
    return new Exchange.Sent(
        path(operation, chapter), query(chapter), headers, body, !chapter.broken());
  }

  private String path(Operation operation, Chapter chapter) {
    String template = chapter.at() == null ? operation.path() : chapter.at();
    return UriTemplate.expand(
        variables.text(template.replace("${", "\u0000")).replace("\u0000", "${"),
        name -> {
          String value =
              name.equals("project_id")
                  ? chapter.parameters().getOrDefault(name, "@current")
                  : chapter.parameters().get(name);
          if (value == null) {
            throw new IllegalArgumentException("parameter " + name + " of the path is not given");
          }
          // As a client would: @ stands as it is in a path.
          return encoded(variables.text(value)).replace("+", "%20").replace("%40", "@");
        });
  }

  private String query(Chapter chapter) {
    return chapter.query().entrySet().stream()
        .map(entry -> encoded(entry.getKey()) + "=" + encoded(plain(entry.getValue())))
        .collect(Collectors.joining("&"));
  }

  private String plain(JsonNode value) {
    JsonNode filled = variables.tree(value);
    return filled.isValueNode() ? filled.asText() : filled.toString();
  }

  private byte[] body(Chapter chapter, Map<String, String> headers) {
    if (chapter.body() != null) {
      headers.put("Content-Type", "application/json");
      return bytes(variables.tree(chapter.body()).toString());
    }
    if (chapter.form() != null) {
      headers.put("Content-Type", "application/x-www-form-urlencoded");
      return bytes(
          chapter.form().entrySet().stream()
              .map(e -> encoded(e.getKey()) + "=" + encoded(variables.text(e.getValue())))
              .collect(Collectors.joining("&")));
    }
    if (chapter.multipart() != null) {
      headers.put("Content-Type", "multipart/form-data; boundary=" + BOUNDARY);
      return bytes(multipart(chapter.multipart()));
    }
    return chapter.raw() == null ? null : bytes(variables.text(chapter.raw()));
  }

  private String multipart(Map<String, String> fields) {
    StringBuilder body = new StringBuilder();
    fields.forEach(
        (name, value) ->
            body.append("--")
                .append(BOUNDARY)
                .append("\r\n")
                .append("Content-Disposition: form-data; name=\"")
                .append(name)
                .append("\"\r\n\r\n")
                .append(variables.text(value))
                .append("\r\n"));
    return body.append("--").append(BOUNDARY).append("--\r\n").toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
