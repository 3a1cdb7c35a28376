package dev.zoetrope.conformance.contract;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Says in which points an exchange breaks the document. Schemas are judged by a library that had no
 * part in making the server; what it does not look at (status, media type, cookies) is looked at
 * here.
 */
public final class Judge {
  /** The library reads no multipart, and knows no lists in forms; of both the media type counts. */
  private static final Set<String> FORMS =
      Set.of("multipart/form-data", "application/x-www-form-urlencoded");

  /** Bodies that the library has no reader for. */
  private static final Set<String> OPAQUE = Set.of("application/octet-stream", "text/plain", "*/*");

  private final Contract contract;

  private final OpenApiInteractionValidator validator;

  /** A judge who knows this document. */
  public Judge(Contract contract) {
    this.contract = contract;
    validator =
        OpenApiInteractionValidator.createForInlineApiSpecification(contract.root().toString())
            .withParseOptions(asWritten())
            .withLevelResolver(
                LevelResolver.create()
                    .withLevel(
                        "validation.schema.additionalProperties", ValidationReport.Level.ERROR)
                    // Who may call is proved by calling.
                    .withLevel("validation.request.security.missing", ValidationReport.Level.IGNORE)
                    .withLevel("validation.request.security.invalid", ValidationReport.Level.IGNORE)
                    .build())
            .build();
  }

  /** What is wrong with the answer; empty when nothing is. */
  public List<String> response(Exchange exchange) {
    List<String> wrong = new ArrayList<>(outside(exchange));
    if (!wrong.isEmpty()) {
      return wrong;
    }
    SimpleResponse.Builder answer = SimpleResponse.Builder.status(exchange.status());
    exchange
        .headers()
        .forEach((name, values) -> answer.withHeader(name, values.toArray(String[]::new)));
    if (exchange.body().length > 0) {
      answer.withBody(exchange.text());
    }
    wrong.addAll(
        messages(
            validator.validateResponse(
                documentedPath(exchange.operation()),
                Request.Method.valueOf(exchange.operation().method()),
                answer.build())));
    return wrong;
  }

  /** What is wrong with the request; empty when nothing is. */
  public List<String> request(Exchange exchange) {
    Exchange.Sent sent = exchange.request();
    Optional<String> form = sent.mediaType().filter(FORMS::contains);
    if (form.isPresent()) {
      JsonNode body = contract.resolve(exchange.operation().node().path("requestBody"));
      return body.path("content").has(form.get())
          ? List.of()
          : List.of(form.get() + " is not documented");
    }
    SimpleRequest.Builder request =
        new SimpleRequest.Builder(
            exchange.operation().method(), inDocumentedSpelling(exchange.operation(), sent.path()));
    parameters(sent.query()).forEach(request::withQueryParam);
    sent.headers().forEach(request::withHeader);
    boolean opaque = sent.mediaType().filter(OPAQUE::contains).isPresent();
    if (sent.body() != null && !opaque) {
      request.withBody(new String(sent.body(), StandardCharsets.UTF_8));
    }
    return messages(validator.validateRequest(request.build()));
  }

  /** Status and media type: the first things a client relies on. */
  private static List<String> outside(Exchange exchange) {
    var response = exchange.operation().response(exchange.status());
    if (response.isEmpty()) {
      return List.of("status " + exchange.status() + " is not documented");
    }
    Set<String> types = new java.util.TreeSet<>();
    response.get().getValue().path("content").fieldNames().forEachRemaining(types::add);
    if (types.isEmpty()) {
      return exchange.body().length == 0 ? List.of() : List.of("a body is not documented");
    }
    String type = exchange.mediaType().orElse("");
    boolean known =
        types.stream().anyMatch(t -> t.equals("*/*") || t.replaceFirst(";.*", "").equals(type));
    return known
        ? List.of()
        : List.of("media type '" + type + "' is not documented, only " + types);
  }

  private static List<String> messages(ValidationReport report) {
    return report.getMessages().stream()
        .filter(message -> message.getLevel() == ValidationReport.Level.ERROR)
        .map(message -> message.getKey() + ": " + message.getMessage())
        .toList();
  }

  /** The concrete path as the document spells it; which values it has does not matter. */
  private static String documentedPath(Operation operation) {
    return UriTemplate.expand(operation.path(), Judge::anyValue);
  }

  /** Aliases and missing slashes are the server's promise, not the document's spelling. */
  private static String inDocumentedSpelling(Operation operation, String path) {
    String[] concrete = UriTemplate.slashless(path).split("/", -1);
    String[] documented = UriTemplate.slashless(operation.path()).split("/", -1);
    if (concrete.length != documented.length) {
      return documentedPath(operation);
    }
    for (int i = 0; i < documented.length; i++) {
      if (documented[i].contains("{")) {
        documented[i] = concrete[i].equals("@current") ? "1" : concrete[i];
      }
    }
    return String.join("/", documented) + (operation.path().endsWith("/") ? "/" : "");
  }

  private static String anyValue(String name) {
    return name.equals("project_id") ? "1" : "value";
  }

  private static Map<String, List<String>> parameters(String query) {
    Map<String, List<String>> parameters = new java.util.LinkedHashMap<>();
    for (String pair : query.isEmpty() ? new String[0] : query.split("&")) {
      String[] parts = pair.split("=", 2);
      parameters
          .computeIfAbsent(
              URLDecoder.decode(parts[0], StandardCharsets.UTF_8), name -> new ArrayList<>())
          .add(parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return parameters;
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
}
