package dev.zoetrope.conformance;

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
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The bundled document: its operations, and the judge over answers. */
public final class Contract {
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
  private static final Contract INSTANCE = new Contract();

  private final JsonNode root;
  private final OpenApiInteractionValidator judge;
  private final List<Operation> operations = new ArrayList<>();

  private Contract() {
    try (InputStream json = Contract.class.getResourceAsStream("/META-INF/openapi/zoetrope.json")) {
      String text = new String(json.readAllBytes(), StandardCharsets.UTF_8);
      root = new ObjectMapper().readTree(text);
      judge =
          OpenApiInteractionValidator.createForInlineApiSpecification(text)
              .withParseOptions(asWritten())
              .withLevelResolver(
                  LevelResolver.create()
                      .withLevel(
                          "validation.schema.additionalProperties", ValidationReport.Level.ERROR)
                      .build())
              .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    root.get("paths").properties().forEach(path -> read(path.getKey(), path.getValue()));
  }

  /** This build's document. */
  public static Contract get() {
    return INSTANCE;
  }

  /** Every operation, in the order of the document. */
  public List<Operation> operations() {
    return List.copyOf(operations);
  }

  /** The methods that the document knows for a concrete path, upper case. */
  public Set<String> methodsOf(String path) {
    Set<String> methods = new TreeSet<>();
    for (Operation operation : operations) {
      if (operation.uris().stream().anyMatch(uri -> UriTemplate.matches(uri, path))) {
        methods.add(operation.method());
      }
    }
    return methods;
  }

  /** The operation that a concrete path means: the template with the fewest variables wins. */
  public Optional<Match> find(String method, String path) {
    return operations.stream()
        .filter(operation -> operation.method().equals(method))
        .flatMap(operation -> operation.uris().stream().map(uri -> new Match(operation, uri)))
        .filter(match -> UriTemplate.matches(match.uri(), path))
        .min(Comparator.comparing(match -> UriTemplate.variables(match.uri())));
  }

  /**
   * Fails unless the document has this status, media type, headers and body for the operation.
   *
   * @param documentedPath the concrete path in the document's own spelling
   */
  public void check(String method, String documentedPath, HttpResponse<byte[]> response) {
    SimpleResponse.Builder answer = SimpleResponse.Builder.status(response.statusCode());
    response
        .headers()
        .map()
        .forEach((name, values) -> answer.withHeader(name, values.toArray(String[]::new)));
    String body = new String(response.body(), StandardCharsets.UTF_8);
    if (!body.isEmpty()) {
      answer.withBody(body);
    }
    ValidationReport report =
        judge.validateResponse(documentedPath, Request.Method.valueOf(method), answer.build());
    if (report.hasErrors()) {
      throw new AssertionError(
          "%s %s -> %d breaks the contract:%n%s%n%s"
              .formatted(
                  method,
                  response.uri(),
                  response.statusCode(),
                  String.join("\n", report.getMessages().stream().map(Object::toString).toList()),
                  body));
    }
  }

  /** A schema without a type is any value, which the parser would take for an object. */
  private static ParseOptions asWritten() {
    ParseOptions options = new ParseOptions();
    options.setResolve(true);
    options.setResolveFully(true);
    options.setResolveCombinators(false);
    options.setInferSchemaType(false);
    return options;
  }

  private void read(String path, JsonNode item) {
    for (var member : item.properties()) {
      if (METHODS.contains(member.getKey())) {
        JsonNode node = member.getValue();
        operations.add(
            new Operation(
                node.get("operationId").asText(),
                member.getKey().toUpperCase(Locale.ROOT),
                path,
                urisOf(path, node),
                node,
                item.path("parameters")));
      }
    }
  }

  /** The path, its own further spellings (x-also-at), and the aliases of both (x-path-aliases). */
  private List<String> urisOf(String path, JsonNode operation) {
    List<String> uris = new ArrayList<>(List.of(path));
    operation.path("x-also-at").forEach(also -> uris.add(also.asText()));
    for (JsonNode rule : root.path("x-path-aliases")) {
      String prefix = rule.get("path").asText() + "/";
      for (String uri : List.copyOf(uris)) {
        if (uri.startsWith(prefix)) {
          uris.add(rule.get("alias").asText() + "/" + uri.substring(prefix.length()));
        }
      }
    }
    return uris;
  }

  /**
   * An operation and the one of its templates that a path fits.
   *
   * @param uri the template
   */
  public record Match(Operation operation, String uri) {
    /** The concrete path as the document spells it; the values do not matter there. */
    public String documentedPath() {
      return UriTemplate.expand(
          operation.path(), name -> name.equals("project_id") ? "1" : "value");
    }
  }

  /**
   * One operation.
   *
   * @param method upper case
   * @param path as the document spells it
   * @param uris all templates it answers on, the documented one first
   * @param node what the document says about it
   * @param shared the parameters of all operations of its path
   */
  public record Operation(
      String id, String method, String path, List<String> uris, JsonNode node, JsonNode shared) {
    /** The parameters, references resolved. */
    public List<JsonNode> parameters() {
      List<JsonNode> resolved = new ArrayList<>();
      for (JsonNode list : List.of(shared, node.path("parameters"))) {
        for (JsonNode parameter : list) {
          resolved.add(
              parameter.has("$ref")
                  ? INSTANCE.root.at(parameter.get("$ref").asText().substring(1))
                  : parameter);
        }
      }
      return resolved;
    }

    /** Whether it needs credentials. */
    public boolean isPrivate() {
      JsonNode security =
          node.has("security") ? node.get("security") : INSTANCE.root.path("security");
      boolean open = security.isEmpty();
      for (JsonNode alternative : security) {
        open |= alternative.isEmpty() || alternative.has("projectToken");
      }
      return !open;
    }
  }
}
