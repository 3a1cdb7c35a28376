package dev.zoetrope.server.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoetrope.server.testing.OnH2;
import dev.zoetrope.server.testing.ServerIT;
import jakarta.inject.Inject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CapturePathsIT extends ServerIT implements OnH2 {
  @Inject CapturePaths paths;

  @ParameterizedTest
  @CsvSource({
    "/ingest/s/, /s/",
    "/ingest/s, /s",
    "/a/b/c/i/v0/e/?_=1&x=/s/, /i/v0/e/?_=1&x=/s/",
    "/a/e/, /e/",
    "/i/v0/ingest/e, /e",
    "//e/, /e/",
    "/x/array/phc_1/config.js, /array/phc_1/config.js",
    "/x/static/1.2.3/array.js, /static/1.2.3/array.js",
    "/x/static/array.js?v=1, /static/array.js?v=1",
    "/x/api/surveys/?token=1, /api/surveys/?token=1",
    "/e/s, /s",
    "/demonstration/flags?v=2, /flags?v=2"
  })
  void aPrefixIsTakenOff(String target, String rest) {
    assertThat(paths.withoutPrefix(target)).hasValue(rest);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/s/",
        "/i/v0/e/",
        "/",
        "/ingest/",
        "/ingest/sx",
        "/ingest/api/projects/1/",
        "/api/projects/1/e/",
        "/docs/s",
        "/demo/e",
        "/health/e",
        "/ingest/static/array.css",
        "http://elsewhere/ingest/s/",
        "*"
      })
  void everythingElseIsLeftAlone(String target) {
    assertThat(paths.withoutPrefix(target)).isEmpty();
  }
}
