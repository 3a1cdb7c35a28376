package dev.zoetrope.server.instance;

import dev.zoetrope.api.SchemaApi;
import dev.zoetrope.server.accounts.CurrentRequest;
import dev.zoetrope.server.web.ApiException;
import dev.zoetrope.server.web.ErrorCode;
import dev.zoetrope.server.web.StaticDocument;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Serves the contract as a file and as a page (B-020, B-021). */
@Controller
class SchemaController implements SchemaApi {
  /** Only this server; swagger-ui draws its icons from data URLs. */
  private static final String PAGE_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final MediaType YAML = MediaType.of("application/yaml");
  private static final MediaType OPENAPI_YAML = MediaType.of("application/vnd.oai.openapi");
  private static final MediaType OPENAPI_JSON = MediaType.of("application/vnd.oai.openapi+json");

  /** In the order in which a caller who takes anything gets them. */
  private static final List<MediaType> SCHEMA_TYPES =
      List.of(YAML, OPENAPI_YAML, MediaType.APPLICATION_JSON_TYPE, OPENAPI_JSON);

  private final CurrentRequest current;
  private final StaticDocument yaml = StaticDocument.read("/META-INF/openapi/zoetrope.yaml");
  private final StaticDocument json = StaticDocument.read("/META-INF/openapi/zoetrope.json");
  private final StaticDocument divergence = StaticDocument.read("/META-INF/openapi/divergences.md");
  private final StaticDocument page = docs("index.html");
  private final Map<String, Asset> assets =
      Map.of(
          "swagger-ui-bundle.js", new Asset("text/javascript", docs("swagger-ui-bundle.js")),
          "docs.js", new Asset("text/javascript", docs("docs.js")),
          "swagger-ui.css", new Asset("text/css", docs("swagger-ui.css")));

  SchemaController(CurrentRequest current) {
    this.current = current;
  }

  @Override
  public HttpResponse<?> getSchema(String ifNoneMatch) {
    MediaType type =
        MediaTypes.best(current.http(), SCHEMA_TYPES)
            .orElseThrow(() -> ApiException.of(ErrorCode.NOT_ACCEPTABLE));
    boolean wantsYaml = type.equals(YAML) || type.equals(OPENAPI_YAML);
    return answer(wantsYaml ? yaml : json, type, ifNoneMatch).header(HttpHeaders.VARY, "Accept");
  }

  @Override
  public HttpResponse<?> getYamlDocument(String ifNoneMatch) {
    return answer(yaml, YAML, ifNoneMatch);
  }

  @Override
  public HttpResponse<?> getJsonDocument(String ifNoneMatch) {
    return answer(json, MediaType.APPLICATION_JSON_TYPE, ifNoneMatch);
  }

  @Override
  public HttpResponse<?> getDivergence(String ifNoneMatch) {
    return answer(divergence, utf8("text/markdown"), ifNoneMatch);
  }

  @Override
  public HttpResponse<?> getDocsPage() {
    return HttpResponse.ok(page.bytes())
        .contentType(utf8("text/html"))
        .header("Content-Security-Policy", PAGE_POLICY)
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer");
  }

  @Override
  public HttpResponse<?> getDocsAsset(String asset, String ifNoneMatch) {
    Asset found = assets.get(asset);
    if (found == null) {
      throw ApiException.of(ErrorCode.NOT_FOUND);
    }
    return answer(found.document(), utf8(found.type()), ifNoneMatch)
        .header("X-Content-Type-Options", "nosniff");
  }

  private static MutableHttpResponse<?> answer(
      StaticDocument document, MediaType type, String ifNoneMatch) {
    MutableHttpResponse<?> response =
        document.isKnownBy(ifNoneMatch)
            ? HttpResponse.notModified()
            : HttpResponse.ok(document.bytes()).contentType(type);
    return response
        .header(HttpHeaders.ETAG, document.tag())
        .header(HttpHeaders.CACHE_CONTROL, "no-cache");
  }

  private static MediaType utf8(String type) {
    return MediaType.of(
        type + ";charset=" + StandardCharsets.UTF_8.name().toLowerCase(java.util.Locale.ROOT));
  }

  private static StaticDocument docs(String name) {
    return StaticDocument.read("/dev/zoetrope/server/instance/docs/" + name);
  }

  private record Asset(String type, StaticDocument document) {}
}
