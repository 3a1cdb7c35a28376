package dev.zoetrope.server.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The bundled contract with a few operations more that show every kind of member. */
final class TestContract {
  private static final ObjectMapper JSON = new ObjectMapper();

  private TestContract() {}

  static Contract load() {
    ObjectNode document = read("/META-INF/openapi/zoetrope.json");
    JsonNode more = read("/dev/zoetrope/server/web/echo.json");
    document.withObject("/paths").setAll((ObjectNode) more.get("paths"));
    document
        .withObject("/components/schemas")
        .setAll((ObjectNode) more.get("components").get("schemas"));
    return new Contract(document);
  }

  private static ObjectNode read(String resource) {
    try (InputStream in = TestContract.class.getResourceAsStream(resource)) {
      return (ObjectNode) JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
