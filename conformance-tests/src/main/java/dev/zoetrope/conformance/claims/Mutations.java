package dev.zoetrope.conformance.claims;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.zoetrope.conformance.claims.Mutation.Kind;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Every way in which a statement of a document can be made wrong, one at a time. */
final class Mutations {
  private static final Map<String, String> OTHER_TYPE =
      Map.of(
          "string", "integer",
          "integer", "string",
          "number", "string",
          "boolean", "string",
          "array", "object",
          "object", "array");

  private static final Map<String, String> OTHER_FORMAT =
      Map.of("date-time", "uuid", "uuid", "date-time");

  /** Bounds that only repeat the range of the format state nothing. */
  private static final Set<BigInteger> RANGES =
      Set.of(
          BigInteger.valueOf(Long.MAX_VALUE),
          BigInteger.valueOf(Long.MIN_VALUE),
          BigInteger.valueOf(Integer.MAX_VALUE),
          BigInteger.valueOf(Integer.MIN_VALUE));

  private final List<Mutation> found = new ArrayList<>();

  private Mutations() {}

  /** All of them, but for what the document itself says is never seen. */
  static List<Mutation> of(JsonNode root) {
    Mutations mutations = new Mutations();
    mutations.walk("", root);
    return mutations.found;
  }

  private void walk(String place, JsonNode node) {
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        walk(place + "/" + i, node.get(i));
      }
      return;
    }
    if (isSchema(place, node) && judged(place)) {
      schema(place, node);
    }
    for (var member : node.properties()) {
      String name = member.getKey();
      boolean said = !name.startsWith("x-") && !name.equals("example") && !name.equals("examples");
      if (said || place.endsWith("/properties")) {
        walk(place + Pointers.to(name), member.getValue());
      }
      // A member of that name is no part of the document's own structure.
      switch (place.endsWith("/properties") ? "" : name) {
        case "responses" -> statuses(place + "/responses", member.getValue());
        case "content" -> mediaTypes(place + "/content", member.getValue());
        // Every operation says its own; the document's is only their default.
        case "security" -> alternatives(place + "/security", member.getValue());
        case "x-required-scopes" -> scopes(place + "/x-required-scopes", member.getValue());
        default -> {
          // States nothing by itself.
        }
      }
    }
  }

  private static boolean isSchema(String place, JsonNode node) {
    return node.path("type").isTextual() && !place.startsWith("/components/securitySchemes");
  }

  /**
   * The schema of a header or of a body that is no JSON describes, and nothing is held against it.
   */
  private static boolean judged(String place) {
    return !place.contains("/headers/")
        && (!place.contains("/content/") || place.contains("json/schema"));
  }

  private void schema(String place, JsonNode schema) {
    Set<String> unseen = Tightness.unseen(schema);
    if (unseen.contains(Tightness.ANYTHING)) {
      return;
    }
    String type = schema.get("type").asText();
    if (OTHER_TYPE.containsKey(type)) {
      String other = OTHER_TYPE.get(type);
      at(
          Kind.TYPE_CHANGED,
          place,
          place,
          type + " to " + other,
          node -> {
            node.put("type", other);
            if (other.equals("array")) {
              // A list has to say of what.
              node.putObject("items");
            }
          });
    }
    boolean nullable = schema.path("nullable").asBoolean();
    // A parameter of a URL has no way to be null.
    boolean excused = nullable && unseen.contains("null");
    if (!place.contains("/parameters/") && !excused) {
      at(
          Kind.NULLABLE_FLIPPED,
          place,
          place,
          nullable ? "never null" : "may be null",
          node -> node.put("nullable", !nullable));
    }
    String format = OTHER_FORMAT.get(schema.path("format").asText());
    if (format != null) {
      at(Kind.FORMAT_CHANGED, place, place, format, node -> node.put("format", format));
    }
    members(place, schema);
    JsonNode values = schema.path("enum");
    for (int i = 0; i < values.size(); i++) {
      int index = i;
      if (!unseen.contains(values.get(i).asText())) {
        at(
            Kind.ENUM_VALUE_REMOVED,
            place,
            place,
            values.get(i).toString(),
            node -> remove((ArrayNode) node.get("enum"), index));
      }
    }
    bounds(place, schema);
  }

  /** An enumeration of nothing would allow everything. */
  private static void remove(ArrayNode values, int index) {
    values.remove(index);
    if (values.isEmpty()) {
      values.add("other");
    }
  }

  private void members(String place, JsonNode schema) {
    JsonNode required = schema.path("required");
    for (int i = 0; i < required.size(); i++) {
      int index = i;
      at(
          Kind.REQUIRED_DROPPED,
          place,
          place,
          required.get(i).asText(),
          node -> ((ArrayNode) node.get("required")).remove(index));
    }
    if (schema.path("additionalProperties").asBoolean()) {
      // Every other member is as welcome, so naming one states nothing.
      return;
    }
    schema.path("properties").properties().stream()
        .map(Map.Entry::getKey)
        .filter(name -> !Tightness.unseen(schema).contains(name))
        .forEach(
            name ->
                at(
                    Kind.PROPERTY_REMOVED,
                    place,
                    place,
                    name,
                    node -> {
                      ((ObjectNode) node.get("properties")).remove(name);
                      ArrayNode still = node.arrayNode();
                      node.path("required").forEach(one -> keep(still, one, name));
                      node.set("required", still);
                      if (still.isEmpty()) {
                        node.remove("required");
                      }
                    }));
  }

  private static void keep(ArrayNode still, JsonNode one, String removed) {
    if (!one.asText().equals(removed)) {
      still.add(one);
    }
  }

  private void bounds(String place, JsonNode schema) {
    Map<String, Integer> steps =
        Map.of("minimum", 1, "maximum", -1, "maxLength", -1, "minLength", 1, "maxItems", -1);
    steps.forEach(
        (name, step) -> {
          JsonNode bound = schema.path(name);
          if (bound.isIntegralNumber() && !RANGES.contains(bound.bigIntegerValue())) {
            long tighter = bound.asLong() + step;
            at(
                Kind.BOUND_TIGHTENED,
                place,
                place,
                name + " " + tighter,
                node -> node.put(name, tighter));
          }
        });
  }

  private void statuses(String place, JsonNode responses) {
    if (!place.startsWith("/paths/")) {
      return;
    }
    for (var response : responses.properties()) {
      String status = response.getKey();
      at(
          Kind.STATUS_CHANGED,
          place,
          "",
          status + " to 299",
          node -> node.set("299", node.remove(status)));
    }
  }

  private void mediaTypes(String place, JsonNode content) {
    for (var type : content.properties()) {
      // A body without any type is no document at all.
      String instead = content.size() == 1 ? "application/x-other" : null;
      at(
          Kind.MEDIA_TYPE_REMOVED,
          place,
          "",
          type.getKey(),
          node -> {
            JsonNode removed = node.remove(type.getKey());
            if (instead != null) {
              node.set(instead, removed);
            }
          });
    }
  }

  private void alternatives(String place, JsonNode security) {
    if (!place.startsWith("/paths/")) {
      return;
    }
    for (int i = 0; i < security.size(); i++) {
      int index = i;
      add(
          Kind.SECURITY_REMOVED,
          place,
          security.get(i).toString(),
          root -> ((ArrayNode) root.at(place)).remove(index));
    }
  }

  private void scopes(String place, JsonNode scopes) {
    for (int i = 0; i < scopes.size(); i++) {
      int index = i;
      add(
          Kind.SCOPE_REMOVED,
          place,
          scopes.get(i).asText(),
          root -> ((ArrayNode) root.at(place)).remove(index));
    }
  }

  private void at(
      Kind kind, String place, String schema, String what, Consumer<ObjectNode> change) {
    found.add(
        new Mutation(
            kind, place, schema, what, root -> change.accept((ObjectNode) root.at(place))));
  }

  private void add(Kind kind, String place, String what, Consumer<ObjectNode> change) {
    found.add(new Mutation(kind, place, "", what, change));
  }
}
