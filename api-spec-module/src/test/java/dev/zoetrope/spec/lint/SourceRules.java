package dev.zoetrope.spec.lint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Rules over the files of the project: the YAML tree, BEHAVIOUR.md and what cites it. */
final class SourceRules {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final Pattern CITATION = Pattern.compile("\\bB-(\\d{3,})\\b");
  private static final Pattern DEFINITION = Pattern.compile("(?m)^- \\*\\*B-(\\d{3,})\\*\\*");

  private SourceRules() {}

  /** Whatever a file of the tree defines is part of the bundle: no unused component or path. */
  static List<String> unused(Path openapi, Contract contract) {
    List<String> findings = new ArrayList<>();
    JsonNode index = yaml(openapi.resolve("openapi.yaml"));
    Set<String> referred = new HashSet<>();
    Contract.each(
        index.path("paths"), (path, item) -> referred.add(item.path("$ref").asText(path)));
    for (Path file : files(openapi, ".yaml")) {
      JsonNode document = yaml(file);
      String name = openapi.relativize(file).toString().replace('\\', '/');
      if (name.startsWith("baseline/")) {
        // What was released, not a part of what is.
        continue;
      }
      Contract.each(
          document.path("components"),
          (kind, group) ->
              Contract.each(
                  group,
                  (component, node) -> {
                    if (!contract.root().path("components").path(kind).has(component)) {
                      findings.add(name + ": nothing uses " + kind + "/" + component);
                    }
                  }));
      if (!name.equals("openapi.yaml")) {
        Contract.each(
            document.path("paths"),
            (key, item) -> {
              if (!referred.contains(name + "#/paths/" + key)) {
                findings.add(name + ": the index has no path for " + key);
              }
            });
      }
    }
    return findings;
  }

  /** Security schemes that no operation names. */
  static List<String> unusedSchemes(Contract contract) {
    List<String> findings = new ArrayList<>();
    Contract.each(
        contract.root().path("components").path("securitySchemes"),
        (scheme, node) -> {
          if (contract.operations().stream().noneMatch(o -> o.isOpenTo(scheme))) {
            findings.add("no operation names the security scheme " + scheme);
          }
        });
    return findings;
  }

  /** Numbers of BEHAVIOUR.md are unique. */
  static List<String> behaviourNumbers(String behaviour) {
    List<String> findings = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Matcher matcher = DEFINITION.matcher(behaviour); matcher.find(); ) {
      if (!seen.add(matcher.group(1))) {
        findings.add("BEHAVIOUR.md defines B-" + matcher.group(1) + " twice");
      }
    }
    return findings;
  }

  /** Whatever cites a B-number cites one that BEHAVIOUR.md defines. */
  static List<String> citations(String behaviour, String place, String text) {
    Set<String> defined = new HashSet<>();
    for (Matcher matcher = DEFINITION.matcher(behaviour); matcher.find(); ) {
      defined.add(matcher.group(1));
    }
    List<String> findings = new ArrayList<>();
    // Headings reserve ranges of numbers.
    String body = text.replaceAll("(?m)^#.*$", "");
    for (Matcher matcher = CITATION.matcher(body); matcher.find(); ) {
      if (!defined.contains(matcher.group(1))) {
        findings.add(place + " cites B-" + matcher.group(1) + ", which BEHAVIOUR.md lacks");
      }
    }
    return findings;
  }

  /** All files below a folder with this ending, build output left out. */
  static List<Path> files(Path folder, String ending) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.toString().endsWith(ending))
          .filter(file -> !file.toString().contains("target"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode yaml(Path file) {
    try {
      return YAML.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
