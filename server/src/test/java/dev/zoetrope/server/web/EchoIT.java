package dev.zoetrope.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoetrope.server.testing.OnH2;
import dev.zoetrope.server.testing.ServerIT;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The server with the operations of tests, and what a refusal looks like; no database is involved.
 */
abstract class EchoIT extends ServerIT implements OnH2 {
  static final String ECHO = "/api/test/echo/";

  @Override
  protected Map<String, String> properties() {
    return Map.of("test.echo", "true", "zoetrope.web.max-body", "100000");
  }

  HttpResponse<String> echo(String contentType, String body) {
    return http.post(ECHO)
        .body(contentType, body.getBytes(StandardCharsets.UTF_8))
        .outsideTheContract()
        .send();
  }

  HttpResponse<String> get(String path) {
    return http.get(path).outsideTheContract().send();
  }

  static Map<String, Object> refusal(
      int status, String type, String code, String detail, String attr) {
    Map<String, Object> body = new HashMap<>();
    body.put("status", status);
    body.put("type", type);
    body.put("code", code);
    body.put("detail", detail);
    body.put("attr", attr);
    return body;
  }

  static Map<String, Object> refusal(HttpResponse<String> response) {
    JsonNode body = json(response);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    Map<String, Object> read = new HashMap<>();
    read.put("status", response.statusCode());
    body.properties().forEach(m -> read.put(m.getKey(), m.getValue().textValue()));
    return read;
  }
}
