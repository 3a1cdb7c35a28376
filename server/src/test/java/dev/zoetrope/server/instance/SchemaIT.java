package dev.zoetrope.server.instance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoetrope.server.testing.ServerIT;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

abstract class SchemaIT extends ServerIT {
  @Test
  void theDefaultIsYaml() {
    var response = http.get("/api/schema/").send();

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/yaml");
    assertThat(response.body()).startsWith("openapi: 3.0.3").contains("operationId: getSchema");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json                         | application/json",
        "application/vnd.oai.openapi+json         | application/vnd.oai.openapi+json",
        "application/vnd.oai.openapi              | application/vnd.oai.openapi",
        "application/*;q=0.5, application/json    | application/json",
        "application/yaml;q=0.2, application/json;q=0.1 | application/yaml",
        "text/html, */*;q=0.8                     | application/yaml",
        "*/*, application/yaml;q=0, application/vnd.oai.openapi;q=0 | application/json",
      })
  void theAcceptHeaderChooses(String accept, String answered) {
    var response = http.get("/api/schema").header("Accept", accept).send();

    assertThat(response.headers().firstValue("Content-Type")).hasValue(answered);
  }

  @Test
  void noOtherTypeIsOffered() {
    assertThat(http.get("/api/schema/").header("Accept", "image/png").send().statusCode())
        .isEqualTo(406);
  }

  @Test
  void jsonAndYamlAreTheSameDocument() {
    var yaml = http.get("/openapi.yaml").send().body();
    var document = json(http.get("/openapi.json").send());

    assertThat(document.at("/paths/~1openapi.yaml/get/operationId").asText())
        .isEqualTo("getYamlDocument");
    assertThat(yaml.lines().filter(line -> line.strip().startsWith("operationId:")).count())
        .isEqualTo(document.findValues("operationId").size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/schema/", "/openapi.yaml", "/openapi.json", "/docs/docs.js"})
  void aKnownVersionIsNotSentAgain(String path) {
    String tag = http.get(path).send().headers().firstValue("ETag").orElseThrow();

    var same = http.get(path).header("If-None-Match", "\"other\", " + tag).send();
    var other = http.get(path).header("If-None-Match", "\"other\"").send();

    assertThat(same.statusCode()).isEqualTo(304);
    assertThat(same.body()).isEmpty();
    assertThat(other.statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"index.html", "LICENSE", "..%2f..%2fapplication.yml"})
  void onlyThePagesOwnAssetsAreServed(String name) {
    assertThat(http.get("/docs/" + name).send().statusCode()).isEqualTo(404);
  }
}
