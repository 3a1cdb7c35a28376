package dev.zoetrope.server.testing;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Sends requests to the server under test and holds every answer against the bundled contract: an
 * undocumented status, media type, header or body fails the test that caused it.
 */
public final class ContractHttp {
  private static final OpenApiInteractionValidator CONTRACT = contract();
  private static final Map<String, String> ALSO_AT = alsoAt();
  private static final Set<String> RESTRICTED = Set.of("host", "connection", "content-length");

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final URI base;

  public ContractHttp(URI base) {
    this.base = base;
  }

  /** A request to a path (with query) of the server; add headers and a body, then send. */
  public Call call(String method, String pathAndQuery) {
    return new Call(method, pathAndQuery);
  }

  public Call get(String pathAndQuery) {
    return call("GET", pathAndQuery);
  }

  public Call post(String pathAndQuery) {
    return call("POST", pathAndQuery);
  }

  public Call patch(String pathAndQuery) {
    return call("PATCH", pathAndQuery);
  }

  public Call put(String pathAndQuery) {
    return call("PUT", pathAndQuery);
  }

  public Call delete(String pathAndQuery) {
    return call("DELETE", pathAndQuery);
  }

  /** One request in the making. */
  public final class Call {
    private final String method;
    private final String pathAndQuery;
    private final HttpRequest.Builder builder;
    private byte[] body = new byte[0];
    private boolean checked = true;

    private Call(String method, String pathAndQuery) {
      this.method = method;
      this.pathAndQuery = pathAndQuery;
      this.builder =
          HttpRequest.newBuilder(base.resolve(pathAndQuery)).timeout(Duration.ofSeconds(60));
    }

    /** Authorizes with a personal API key. */
    public Call key(String personalApiKey) {
      return header("Authorization", "Bearer " + personalApiKey);
    }

    /** Adds a header; those that the client sets itself are left out. */
    public Call header(String name, String value) {
      if (!RESTRICTED.contains(name.toLowerCase(Locale.ROOT))) {
        builder.header(name, value);
      }
      return this;
    }

    public Call json(String json) {
      return body("application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    public Call form(String urlEncoded) {
      return body("application/x-www-form-urlencoded", urlEncoded.getBytes(StandardCharsets.UTF_8));
    }

    public Call body(String contentType, byte[] bytes) {
      body = bytes;
      return header("Content-Type", contentType);
    }

    public Call body(byte[] bytes) {
      body = bytes;
      return this;
    }

    /** For what the contract does not describe, such as an unknown path. */
    public Call outsideTheContract() {
      checked = false;
      return this;
    }

    /** Sends, checks the answer against the contract, and returns it with its body as text. */
    public HttpResponse<String> send() {
      HttpResponse<byte[]> response = sendForBytes();
      return new TextResponse(response);
    }

    /** Like {@link #send()} for answers that are not text. */
    public HttpResponse<byte[]> sendForBytes() {
      HttpRequest request =
          builder.method(method, HttpRequest.BodyPublishers.ofByteArray(body)).build();
      try {
        HttpResponse<byte[]> response =
            client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (checked) {
          check(method, pathAndQuery, response);
        }
        return response;
      } catch (IOException e) {
        throw new UncheckedIOException(method + " " + pathAndQuery, e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  private static void check(String method, String pathAndQuery, HttpResponse<byte[]> response) {
    SimpleResponse.Builder answer = SimpleResponse.Builder.status(response.statusCode());
    response
        .headers()
        .map()
        .forEach((name, values) -> answer.withHeader(name, values.toArray(String[]::new)));
    answer.withBody(new String(response.body(), StandardCharsets.UTF_8));
    ValidationReport report =
        CONTRACT.validateResponse(
            documentedPath(pathAndQuery), Request.Method.valueOf(method), answer.build());
    if (report.hasErrors()) {
      throw new AssertionError(
          "%s %s -> %d breaks the contract:%n%s%n%s"
              .formatted(
                  method,
                  pathAndQuery,
                  response.statusCode(),
                  String.join("\n", report.getMessages().stream().map(Object::toString).toList()),
                  excerpt(response.body())));
    }
  }

  /** The begin of a body: some are megabytes of script. */
  private static String excerpt(byte[] body) {
    return new String(body, 0, Math.min(body.length, 2_000), StandardCharsets.UTF_8);
  }

  /**
   * Further spellings of a path ({@code x-also-at}, {@code x-path-aliases}) as the document has it.
   */
  private static String documentedPath(String pathAndQuery) {
    String path = pathAndQuery.replaceFirst("\\?.*", "");
    String slashed = path.endsWith("/") ? path : path + "/";
    return ALSO_AT.getOrDefault(
        slashed, path.replaceFirst("^/api/projects/([^/]+)(?=/|$)", "/api/environments/$1"));
  }

  private static Map<String, String> alsoAt() {
    Map<String, String> documented = new HashMap<>();
    try (InputStream spec =
        ContractHttp.class.getResourceAsStream("/META-INF/openapi/zoetrope.json")) {
      for (var path : new ObjectMapper().readTree(spec).get("paths").properties()) {
        for (JsonNode operation : path.getValue()) {
          operation.path("x-also-at").forEach(also -> documented.put(also.asText(), path.getKey()));
        }
      }
      return documented;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A schema without a type is any value, which the parser would take for an object. */
  private static ParseOptions asWritten() {
    ParseOptions options = new ParseOptions();
    options.setResolve(true);
    // Without this the validator does not see the bodies of shared responses.
    options.setResolveFully(true);
    options.setResolveCombinators(false);
    options.setInferSchemaType(false);
    return options;
  }

  private static OpenApiInteractionValidator contract() {
    try (InputStream spec =
        ContractHttp.class.getResourceAsStream("/META-INF/openapi/zoetrope.json")) {
      return OpenApiInteractionValidator.createForInlineApiSpecification(
              new String(spec.readAllBytes(), StandardCharsets.UTF_8))
          .withParseOptions(asWritten())
          .withLevelResolver(
              LevelResolver.create()
                  .withLevel("validation.schema.additionalProperties", ValidationReport.Level.ERROR)
                  .build())
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
