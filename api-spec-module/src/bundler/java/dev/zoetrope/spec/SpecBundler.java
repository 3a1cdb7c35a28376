package dev.zoetrope.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Turns the multi-file document into one.
 *
 * <p>Rules of the source tree: the index holds {@code paths} whose items are references into {@code
 * paths/<tag>.yaml}; every other reference points at {@code <file>#/components/<kind>/<name>}. A
 * component keeps its name, so two files must not define the same one. Path items are put in place;
 * components are collected and sorted by name.
 */
final class SpecBundler {
  private final ObjectMapper yaml;
  private final Map<Path, JsonNode> files = new HashMap<>();
  private final Map<String, Map<String, JsonNode>> components = new TreeMap<>();
  private final Map<String, String> origins = new HashMap<>();

  SpecBundler(ObjectMapper yaml) {
    this.yaml = yaml;
  }

  ObjectNode bundle(Path index) throws IOException {
    Path root = index.toAbsolutePath().normalize();
    ObjectNode document = read(root).deepCopy();
    JsonNode own = document.remove("components");
    if (own != null) {
      own.fields()
          .forEachRemaining(
              kind ->
                  kind.getValue()
                      .fieldNames()
                      .forEachRemaining(name -> collect(root, kind.getKey(), name)));
    }
    ObjectNode paths = (ObjectNode) document.get("paths");
    List<String> keys = new ArrayList<>();
    paths.fieldNames().forEachRemaining(keys::add);
    for (String path : keys) {
      JsonNode item = paths.get(path);
      if (item.has("$ref")) {
        Target target = resolve(root, item.get("$ref").asText());
        paths.set(path, rewrite(target.file(), lookUp(target).deepCopy()));
      } else {
        paths.set(path, rewrite(root, item));
      }
    }
    ObjectNode collected = document.putObject("components");
    components.forEach(
        (kind, byName) -> {
          ObjectNode group = collected.putObject(kind);
          byName.forEach(group::set);
        });
    return document;
  }

  private JsonNode rewrite(Path file, JsonNode node) {
    if (node instanceof ObjectNode object) {
      JsonNode reference = object.get("$ref");
      if (reference != null && reference.isTextual()) {
        Target target = resolve(file, reference.asText());
        String[] steps = target.pointer().split("/", -1);
        if (steps.length != 4 || !steps[1].equals("components")) {
          throw new IllegalArgumentException(
              file
                  + ": only <file>#/components/<kind>/<name> can be referred to, not "
                  + reference);
        }
        collect(target.file(), steps[2], steps[3]);
        object.put("$ref", "#/components/" + steps[2] + "/" + steps[3]);
        return object;
      }
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        // Examples are data, whatever they contain.
        if (!name.equals("example")) {
          object.set(name, rewrite(file, object.get(name)));
        }
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, rewrite(file, array.get(i)));
      }
    }
    return node;
  }

  private void collect(Path file, String kind, String name) {
    String id = kind + "/" + name;
    String origin = origins.putIfAbsent(id, file.toString());
    if (origin != null) {
      if (!origin.equals(file.toString())) {
        throw new IllegalArgumentException(id + " is defined in " + origin + " and in " + file);
      }
      return;
    }
    JsonNode component = lookUp(new Target(file, "/components/" + id));
    Map<String, JsonNode> group = components.computeIfAbsent(kind, k -> new TreeMap<>());
    group.put(name, component);
    group.put(name, rewrite(file, component.deepCopy()));
  }

  private JsonNode lookUp(Target target) {
    JsonNode found = read(target.file()).at(target.pointer());
    if (found.isMissingNode()) {
      throw new IllegalArgumentException(target.file() + " has no " + target.pointer());
    }
    return found;
  }

  private JsonNode read(Path file) {
    return files.computeIfAbsent(
        file,
        f -> {
          try {
            return yaml.readTree(f.toFile());
          } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + f, e);
          }
        });
  }

  private static Target resolve(Path from, String reference) {
    int hash = reference.indexOf('#');
    if (hash < 0) {
      throw new IllegalArgumentException(from + ": a reference needs a #/pointer: " + reference);
    }
    Path file = hash == 0 ? from : from.resolveSibling(reference.substring(0, hash)).normalize();
    return new Target(file, reference.substring(hash + 1));
  }

  private record Target(Path file, String pointer) {}
}
