package dev.zoetrope.spec.lint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What every operation must say; each rule returns its findings, each naming the place. */
final class OperationRules {
  /** An operationId starts with one of these. A new verb is a decision, so it is made here. */
  private static final Set<String> VERBS =
      Set.of(
          "add",
          "bulk",
          "capture",
          "check",
          "create",
          "delete",
          "get",
          "list",
          "log",
          "open",
          "persist",
          "preflight",
          "refresh",
          "remove",
          "replace",
          "roll",
          "show",
          "update",
          "validate");

  private static final Pattern OPERATION_ID = Pattern.compile("([a-z]+)([A-Z][a-z0-9]*)+");
  private static final Pattern TAG = Pattern.compile("[A-Z][A-Za-z]*");
  private static final Pattern SCOPE = Pattern.compile("[a-z_]+:(read|write)");
  private static final int SUMMARY_LENGTH = 60;
  private static final String PROJECT = "/api/environments/{project_id}/";

  private OperationRules() {}

  static List<String> operationIds(Contract contract) {
    List<String> findings = new ArrayList<>();
    Map<String, String> places = new HashMap<>();
    for (Operation operation : contract.operations()) {
      var matcher = OPERATION_ID.matcher(operation.id());
      if (!matcher.matches()) {
        findings.add(operation.place() + ": operationId is not verbNoun: " + operation.id());
      } else if (!VERBS.contains(matcher.group(1))) {
        findings.add(
            operation.place() + ": operationId starts with no known verb: " + operation.id());
      }
      String other = places.put(operation.id(), operation.place());
      if (other != null) {
        findings.add(operation.place() + ": operationId is also that of " + other);
      }
    }
    return findings;
  }

  static List<String> tags(Contract contract) {
    List<String> findings = new ArrayList<>();
    Set<String> unused = new TreeSet<>();
    for (JsonNode tag : contract.root().path("tags")) {
      String name = tag.path("name").asText();
      if (!unused.add(name)) {
        findings.add("tag " + name + " is declared twice");
      }
      if (!TAG.matcher(name).matches() || !Contract.isText(tag.path("description"))) {
        findings.add("tag " + name + ": not UpperCamel or without description");
      }
    }
    Set<String> declared = Set.copyOf(unused);
    for (Operation operation : contract.operations()) {
      JsonNode tags = operation.node().path("tags");
      if (tags.size() != 1 || !declared.contains(tags.path(0).asText())) {
        findings.add(operation.place() + ": not exactly one declared tag: " + tags);
      }
      unused.remove(tags.path(0).asText());
    }
    unused.forEach(name -> findings.add("tag " + name + " has no operation"));
    return findings;
  }

  static List<String> summaries(Contract contract) {
    List<String> findings = new ArrayList<>();
    for (Operation operation : contract.operations()) {
      String summary = operation.node().path("summary").asText();
      if (summary.isBlank() || summary.length() > SUMMARY_LENGTH || summary.endsWith(".")) {
        findings.add(
            "%s: summary is missing, longer than %d or ends with a full stop: %s"
                .formatted(operation.place(), SUMMARY_LENGTH, summary));
      }
    }
    return findings;
  }

  static List<String> descriptions(Contract contract) {
    List<String> findings = new ArrayList<>();
    for (Operation operation : contract.operations()) {
      JsonNode node = operation.node();
      if (!Contract.isText(node.path("description"))) {
        findings.add(operation.place() + ": no description");
      }
      Contract.each(
          node.path("responses"),
          (status, response) -> {
            JsonNode resolved = contract.resolve(response);
            String place = operation.place() + " -> " + status;
            if (!Contract.isText(resolved.path("description"))) {
              findings.add(place + ": no description");
            }
            Contract.each(
                resolved.path("headers"),
                (name, header) -> {
                  if (!Contract.isText(contract.resolve(header).path("description"))) {
                    findings.add(place + ": header " + name + " has no description");
                  }
                });
          });
    }
    return findings;
  }

  /** Description and example of each parameter. */
  static List<String> parameters(Contract contract) {
    List<String> findings = new ArrayList<>();
    for (Operation operation : contract.operations()) {
      for (JsonNode parameter : operation.parameters()) {
        String place = operation.place() + ": parameter " + parameter.path("name").asText();
        if (!Contract.isText(parameter.path("description"))) {
          findings.add(place + " has no description");
        }
        if (!parameter.has("example")) {
          findings.add(place + " has no example");
        }
      }
    }
    return findings;
  }

  /** Refusals are components, and the ones that can always happen are documented. */
  static List<String> refusals(Contract contract) {
    List<String> findings = new ArrayList<>();
    for (Operation operation : contract.operations()) {
      JsonNode responses = operation.node().path("responses");
      Contract.each(
          responses,
          (status, response) -> {
            if (status.matches("[45].*") && !response.has("$ref")) {
              findings.add(operation.place() + " -> " + status + ": not a reference");
            }
          });
      Set<String> expected = new TreeSet<>();
      if (!operation.node().path("x-fixed").asBoolean() && !responses.has("503")) {
        expected.add("5XX");
      }
      if (operation.security().size() > 0) {
        expected.add("401");
      }
      if (operation.isOpenTo("personalApiKey")) {
        expected.add("403");
      }
      if (operation.path().startsWith(PROJECT)) {
        expected.add("404");
      }
      if (operation.node().has("requestBody")
          && !operation.node().path("x-unread-body").asBoolean()) {
        expected.add("400");
      }
      expected.removeIf(responses::has);
      if (!expected.isEmpty()) {
        findings.add(operation.place() + ": does not document " + expected);
      }
    }
    return findings;
  }

  static List<String> successes(Contract contract) {
    List<String> findings = new ArrayList<>();
    for (Operation operation : contract.operations()) {
      boolean some = false;
      for (var response : operation.node().path("responses").properties()) {
        some |= response.getKey().matches("[23]..");
      }
      if (!some) {
        findings.add(operation.place() + ": documents no success");
      }
    }
    return findings;
  }

  static List<String> paths(Contract contract) {
    List<String> findings = new ArrayList<>();
    Set<String> spellings = new HashSet<>();
    for (Operation operation : contract.operations()) {
      Set<String> paths = new TreeSet<>(Set.of(operation.path()));
      operation.node().path("x-also-at").forEach(also -> paths.add(also.asText()));
      for (String path : paths) {
        if (!path.matches("(/([A-Za-z0-9_.@-]|\\{[a-z_]+\\+?\\})+)*/?")) {
          findings.add(operation.place() + ": odd path " + path);
        }
        if (!spellings.add(operation.method() + path.replaceAll("\\{[^}]*\\}", "{}"))) {
          findings.add(operation.place() + ": another operation has the path " + path);
        }
      }
      if (operation.path().startsWith("/api/") && !operation.path().endsWith("/")) {
        findings.add(operation.place() + ": below /api/, without trailing slash");
      }
      if (operation.path().startsWith("/api/projects/{project_id}/")) {
        findings.add(operation.place() + ": write it below " + PROJECT);
      }
    }
    return findings;
  }

  static List<String> security(Contract contract) {
    List<String> findings = new ArrayList<>();
    JsonNode schemes = contract.root().path("components").path("securitySchemes");
    for (Operation operation : contract.operations()) {
      if (!operation.security().isArray()) {
        findings.add(operation.place() + ": no security stated");
      }
      for (JsonNode alternative : operation.security()) {
        Contract.each(
            alternative,
            (scheme, scopes) -> {
              if (!schemes.has(scheme) || scopes.size() > 0) {
                findings.add(operation.place() + ": unknown scheme or scopes at " + scheme);
              }
            });
      }
      if (operation.path().startsWith(PROJECT) && operation.security().isEmpty()) {
        findings.add(operation.place() + ": a private path without security");
      }
    }
    return findings;
  }

  /** Says which scopes a key needs, be it none, wherever a key is accepted; and nowhere else. */
  static List<String> scopes(Contract contract) {
    List<String> findings = new ArrayList<>();
    for (Operation operation : contract.operations()) {
      JsonNode scopes = operation.node().path("x-required-scopes");
      if (operation.isOpenTo("personalApiKey") != scopes.isArray()) {
        findings.add(operation.place() + ": x-required-scopes must go with personalApiKey");
      }
      for (JsonNode scope : scopes) {
        if (!SCOPE.matcher(scope.asText()).matches()) {
          findings.add(operation.place() + ": odd scope " + scope);
        }
      }
    }
    return findings;
  }

  static List<String> upstream(Contract contract) {
    List<String> findings = new ArrayList<>();
    for (Operation operation : contract.operations()) {
      JsonNode difference = operation.node().path("x-upstream");
      if (difference.isMissingNode()) {
        continue;
      }
      Set<String> keys = new TreeSet<>();
      Contract.each(
          difference,
          (key, text) -> {
            keys.add(key);
            if (!Contract.isText(text)) {
              findings.add(operation.place() + ": x-upstream." + key + " says nothing");
            }
          });
      if (!keys.equals(Set.of("documented", "observed", "ours", "why"))) {
        findings.add(operation.place() + ": x-upstream has " + keys);
      }
    }
    return findings;
  }
}
