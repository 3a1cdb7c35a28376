package dev.zoetrope.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ClientDocumentTest {
  private static final String BUNDLE =
      """
      tags:
        - {name: Things}
        - {name: Capture, x-audience: sdk}
      paths:
        /flags/:
          post:
            tags: [Capture]
            responses: {"200": {content: {application/json: {schema: {type: object}}}}}
        /things/:
          get:
            responses:
              "200":
                content:
                  application/json: {schema: {$ref: "#/components/schemas/Things"}}
                  application/jsonl: {schema: {$ref: "#/components/schemas/Lines"}}
              "404": {$ref: "#/components/responses/NotFound"}
          delete:
            responses: {"204": {description: Gone.}}
        /s/:
          post:
            requestBody: {content: {"*/*": {schema: {$ref: "#/components/schemas/Bytes"}}}}
            responses: {"200": {description: Taken.}}
        /page:
          get:
            responses: {"200": {content: {text/html: {schema: {type: string}}}}}
      components:
        schemas:
          Things: {type: array, items: {$ref: "#/components/schemas/Thing"}}
          Thing: {type: object}
          Lines: {type: string}
          Bytes: {type: string}
          Error: {type: object}
        responses:
          NotFound:
            content: {application/json: {schema: {$ref: "#/components/schemas/Error"}}}
        securitySchemes:
          key: {type: http}
      """;

  private final ObjectNode reduced = reduce();

  @Test
  void whatIsNotJsonOrForSdksIsLeftOut() {
    assertThat(reduced.get("paths").fieldNames()).toIterable().containsExactly("/things/");
  }

  @Test
  void anAnswerWithoutBodyStays() {
    assertThat(reduced.at("/paths/~1things~1/delete").isObject()).isTrue();
  }

  @Test
  void ofSeveralMediaTypesJsonStays() {
    assertThat(reduced.at("/paths/~1things~1/get/responses/200/content").fieldNames())
        .toIterable()
        .containsExactly("application/json");
  }

  @Test
  void onlyComponentsInUseStay() {
    assertThat(reduced.at("/components/schemas").fieldNames())
        .toIterable()
        .containsExactly("Things", "Thing", "Error");
    assertThat(reduced.at("/components/responses/NotFound").isObject()).isTrue();
    assertThat(reduced.at("/components/securitySchemes/key").isObject()).isTrue();
  }

  private static ObjectNode reduce() {
    try {
      return ClientDocument.of((ObjectNode) new ObjectMapper(new YAMLFactory()).readTree(BUNDLE));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
